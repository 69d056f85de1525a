import { readdirSync, readFileSync } from 'node:fs';
import { basename, matchesGlob } from 'node:path';
import { expect, it } from 'vitest';

/** The table of docs/testing.md: which file of scenarios runs where. */
const ROWS = [
  ...readFileSync('docs/testing.md', 'utf8').matchAll(/^\| `([\w-]+)` +\| (yes|part|more|no) +\| (.*?) *\|$/gm),
];
const FILES = readdirSync('test/e2e').filter((file) => file.endsWith('.test.ts'));

/** What that suite of vitest.config.ts includes. */
function globsOf(suite: string): string[] {
  const config = readFileSync('vitest.config.ts', 'utf8');
  const [, list = ''] = new RegExp(`name: '${suite}',[^]*?include: \\[([^\\]]*)\\]`).exec(config) ?? [];
  return [...list.matchAll(/'([^']+)'/g)].map(([, glob = '']) => glob);
}

it('each file of scenarios stands in the table once', () => {
  expect(ROWS.map(([, name]) => name)).toEqual(FILES.map((file) => basename(file, '.test.ts')).toSorted());
});

it('the table says what runs in Firefox, and why the rest does not', () => {
  const suites = { firefox: globsOf('firefox'), 'firefox-more': globsOf('firefox-more') };
  for (const [, name, where, why = ''] of ROWS) {
    const path = `test/e2e/${name}.test.ts`;
    const isIn = (suite: keyof typeof suites) => suites[suite].some((glob) => matchesGlob(path, glob));
    expect([isIn('firefox'), isIn('firefox-more')], name).toEqual([
      where === 'yes' || where === 'part',
      where === 'more',
    ]);
    // A file of which a part runs says so in its own code.
    if (where === 'part') expect(readFileSync(path, 'utf8')).toMatch(/engine|ENGINE/);
    if (where !== 'yes') expect(why, name).toMatch(/\w{3}/);
  }
});
