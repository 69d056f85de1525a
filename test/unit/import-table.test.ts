import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint');
const TABLE_RULES = ['no-restricted-imports', 'no-restricted-globals', 'no-restricted-properties'];
const temporary = mkdtempSync(join(tmpdir(), 'synap-imports-'));
cpSync(join(ROOT, '.oxlintrc.json'), join(temporary, '.oxlintrc.json'));

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

interface Diagnostic {
  code: string;
  filename: string;
}

const SYNAP = ['src/synap/client.ts', 'src/protocol/decode.ts'];
const PAGES = ['panel', 'popup', 'inspector', 'options', 'devtools'];
const VIEWS = ['src/ui/store.ts', ...PAGES.map((page) => `src/${page}/view.ts`)];

/** [file, line]: what the table allows. */
const ALLOWED: [string, string][] = [
  ['src/core/rank.ts', "import { a } from './uuid.ts';"],
  ...both(SYNAP, ["import { a } from '../core/uuid.ts';", "import { a } from 'valibot';"]),
  ['src/page/main.ts', "import { a } from '../core/uuid.ts';"],
  // The other two stand in for the polyfill in one build each.
  ...both(
    ['browser', 'own-browser', 'polyfill-if-missing'].map((name) => `src/platform/${name}.ts`),
    ["import a from 'webextension-polyfill';"],
  ),
  ['src/platform/storage.ts', "import { a } from 'idb-keyval';"],
  ['src/platform/scan.ts', "import a from 'virtual:page-scan';"],
  ...both(
    ['src/platform/channel.ts'],
    ["import { a } from '../core/uuid.ts';", "import { a } from '../protocol/events.ts';"],
  ),
  ['src/platform/channel.ts', 'chrome.runtime.id;'],
  ...both(
    ['src/background/router.ts', 'src/background/main.ts'],
    ['core', 'synap', 'protocol', 'platform'].map((room) => `import { a } from '../${room}/a.ts';`),
  ),
  ...both(
    VIEWS,
    ['core', 'protocol', 'ui'].map((room) => `import { a } from '../${room}/a.ts';`),
  ),
  ...both(
    VIEWS,
    ['preact', 'preact/hooks', '@preact/signals', 'lucide'].map((name) => `import { a } from '${name}';`),
  ),
  ...PAGES.map((page): [string, string] => [`src/${page}/main.tsx`, "import { a } from '../platform/shell.ts';"]),
];

/** [file, line]: what it forbids. */
const FORBIDDEN: [string, string][] = [
  ...both(
    ['src/core/rank.ts', 'src/core/deep/rank.ts'],
    ["import { a } from 'valibot';", "import { a } from '../../synap/a.ts';"],
  ),
  ...both(
    ['src/core/rank.ts'],
    ['synap', 'protocol', 'platform', 'background', 'page', 'ui', 'panel'].map(
      (room) => `import type { a } from '../${room}/a.ts';`,
    ),
  ),
  ...both(
    ['src/core/rank.ts'],
    [
      "fetch('');",
      'setTimeout(String, 1);',
      'setInterval(String, 1);',
      'chrome.runtime.id;',
      'browser.runtime.id;',
      'Date.now();',
      'Math.random();',
    ],
  ),
  ...both(
    SYNAP,
    ['platform', 'background', 'ui', 'page'].map((room) => `import { a } from '../${room}/a.ts';`),
  ),
  ...both(SYNAP, ["import { a } from 'idb-keyval';", "import a from 'webextension-polyfill';", 'chrome.runtime.id;']),
  ['src/synap/client.ts', "import type { a } from '../protocol/a.ts';"],
  ['src/protocol/decode.ts', "import type { a } from '../synap/a.ts';"],
  ...both(
    ['src/page/main.ts'],
    ["import { a } from 'valibot';", "import { a } from '../protocol/a.ts';", 'chrome.runtime.id;'],
  ),
  ...both(['src/platform/channel.ts', 'src/platform/storage.ts'], ["import a from 'webextension-polyfill';"]),
  ...both(['src/platform/channel.ts', 'src/platform/browser.ts'], ["import { a } from 'idb-keyval';"]),
  ...both(
    ['src/platform/channel.ts'],
    [
      "import { a } from 'preact';",
      ...['synap', 'background', 'ui', 'panel'].map((room) => `import type { a } from '../${room}/a.ts';`),
    ],
  ),
  ...both(
    ['src/background/router.ts', 'src/background/main.ts'],
    ['ui', ...PAGES, 'page'].map((room) => `import type { a } from '../${room}/a.ts';`),
  ),
  ...both(
    ['src/background/router.ts'],
    ["import { a } from 'preact';", "import { a } from 'idb-keyval';", "import './main.ts';", 'chrome.runtime.id;'],
  ),
  ...both(
    VIEWS,
    ['background', 'synap', 'page', 'platform'].map((room) => `import type { a } from '../${room}/a.ts';`),
  ),
  ...both(VIEWS, [
    "import { a } from 'valibot';",
    "import a from 'webextension-polyfill';",
    "import './main.tsx';",
    'chrome.runtime.id;',
    "await import('../background/a.ts');",
  ]),
  ...both(
    ['src/ui/store.ts'],
    PAGES.map((page) => `export * from '../${page}/a.ts';`),
  ),
  ...PAGES.flatMap((page) =>
    both(
      [`src/${page}/main.tsx`, `src/${page}/deep/view.tsx`],
      PAGES.filter((other) => other !== page).map(
        (other) => `export * from '${page === 'panel' ? '../../' : '../'}${other}/a.ts';`,
      ),
    ),
  ),
  ...both(
    PAGES.map((page) => `src/${page}/main.tsx`),
    [
      "import { a } from '../background/a.ts';",
      "import { a } from '../synap/a.ts';",
      "import a from 'webextension-polyfill';",
    ],
  ),
];

describe('the linter enforces the import table', () => {
  const found = lint([...ALLOWED, ...FORBIDDEN]);
  it.each(byFile(ALLOWED))('lets %s import what it may', (file, lines) => {
    expect(lines.filter((line) => found(file, line))).toEqual([]);
  });
  it.each(byFile(FORBIDDEN))('stops %s from importing or using anything else', (file, lines) => {
    expect(lines.filter((line) => !found(file, line))).toEqual([]);
  });
});

describe('what the linter cannot see', () => {
  it('knows every folder of src', () => {
    const rooms = readdirSync(join(ROOT, 'src'));
    expect(rooms.toSorted()).toEqual(
      ['background', 'core', 'page', 'platform', 'protocol', 'synap', 'ui', ...PAGES].toSorted(),
    );
  });

  it('finds no clock in core: a Date is made from a time that was given', () => {
    expect(
      filesUnder('src/core').filter((file) => /new Date\(\s*\)|[^w] Date\(/.test(readFileSync(file, 'utf8'))),
    ).toEqual([]);
  });

  it('finds no rule switched off in src', () => {
    const offs = filesUnder('src').filter((file) =>
      /(eslint|oxlint)-disable[^\n]*restricted|@ts-(ignore|nocheck|expect-error)/.test(readFileSync(file, 'utf8')),
    );
    expect(offs).toEqual([]);
  });
});

function both(files: string[], lines: string[]): [string, string][] {
  return files.flatMap((file) => lines.map((line): [string, string] => [file, line]));
}

function byFile(cases: [string, string][]): [string, string[]][] {
  const files = [...new Set(cases.map(([file]) => file))];
  return files.map((file) => [file, cases.filter(([of]) => of === file).map(([, line]) => line)]);
}

/** Lints all the lines at once, each in a tree of its own, and tells of each whether it was refused. */
function lint(cases: [string, string][]): (file: string, line: string) => boolean {
  const places = new Map<string, string>();
  for (const [index, [file, line]] of cases.entries()) {
    // The rules' globs are relative to the folder of the configuration, so each case brings its own.
    const path = join(temporary, String(index), file);
    places.set(`${file}\n${line}`, path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${line}\n`);
    cpSync(join(ROOT, '.oxlintrc.json'), join(temporary, String(index), '.oxlintrc.json'));
  }
  const { stdout } = spawnSync(process.execPath, [OXLINT, '-f', 'json', '.'], {
    cwd: temporary,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { diagnostics }: { diagnostics: Diagnostic[] } = JSON.parse(stdout);
  const broken = diagnostics.filter(({ code }) => TABLE_RULES.some((rule) => code?.includes(rule)));
  const refused = new Set(broken.map(({ filename }) => resolve(temporary, filename)));
  return (file, line) => refused.has(places.get(`${file}\n${line}`) ?? '');
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(ROOT, folder, name));
}
