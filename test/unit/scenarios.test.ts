import { readdirSync, readFileSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';
import { expect, it } from 'vitest';

/** The table of docs/testing.md: which file of scenarios runs where. */
const ROWS = [...readFileSync('docs/testing.md', 'utf8').matchAll(/^\| `([\w-]+)` +\| (yes|part|no) +\| (.*?) *\|$/gm)];
const FILES = readdirSync('test/e2e').filter((file) => file.endsWith('.test.ts'));
const [, IN_FIREFOX = ''] =
  /name: 'firefox',[^]*?include: \[([^\]]*)\]/.exec(readFileSync('vitest.config.ts', 'utf8')) ?? [];
const globs = [...IN_FIREFOX.matchAll(/'([^']+)'/g)].map(([, glob = '']) => glob);

it('each file of scenarios stands in the table once', () => {
  expect(ROWS.map(([, name]) => name)).toEqual(FILES.map((file) => basename(file, '.test.ts')).toSorted());
});

it('the table says what runs in Firefox, and why the rest does not', () => {
  for (const [, name, where, why = ''] of ROWS) {
    const runs = globs.some((glob) => matchesGlob(`test/e2e/${name}.test.ts`, glob));
    expect(where !== 'no', name).toBe(runs);
    // A file of which a part runs says so in its own code, with the reason.
    if (where === 'part') expect(readFileSync(`test/e2e/${name}.test.ts`, 'utf8')).toMatch(/inChromium|engine|ENGINE/);
    if (where !== 'yes') expect(why, name).toMatch(/\w{3}/);
  }
});
