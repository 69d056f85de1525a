import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FLOORS, ROOMS } from '../../.dependency-cruiser.mjs';

const ROOT = resolve(import.meta.dirname, '../..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const OXLINT = join(ROOT, 'node_modules/oxlint/bin/oxlint');
const PAGES = ['panel', 'popup', 'inspector', 'options', 'devtools'];
const temporary = mkdtempSync(join(tmpdir(), 'synap-imports-'));

afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** [importing file, what it imports: a file of `src` or a package]. None of the importing files is there. */
type Import = readonly [file: string, target: string];

/** One file of each room, to be imported. */
const IN: Record<string, string> = {
  core: 'src/core/errors.ts',
  synap: 'src/synap/client.ts',
  protocol: 'src/protocol/events.ts',
  page: 'src/page/naming/labels.ts',
  platform: 'src/platform/clock.ts',
  background: 'src/background/serialize.ts',
  ui: 'src/ui/model/slots/slot.ts',
  panel: 'src/panel/Splitter.tsx',
  popup: 'src/popup/start.ts',
  inspector: 'src/inspector/inspector-target.ts',
  options: 'src/options/form/read-number.ts',
  devtools: 'src/devtools/main.ts',
};
const PACKAGES = ['valibot', 'idb-keyval', 'webextension-polyfill', 'preact', '@preact/signals', 'lucide', 'node:fs'];

/** Where a new file of a room may stand, so that no floor is in the way. */
const newFile = (room: string) => `src/${room}/probe.ts`;
const fromRooms = Object.entries(ROOMS).flatMap(([room, { rooms, packages }]) => {
  const open = new Set<string>([room, ...rooms, ...packages]);
  // Each has one place, which is asked for below.
  for (const name of ['idb-keyval', 'webextension-polyfill']) open.delete(name);
  const targets = [...Object.keys(IN).filter((name) => name !== 'devtools'), ...PACKAGES];
  return targets.map((name) => ({ isAllowed: open.has(name), edge: [newFile(room), IN[name] ?? name] as Import }));
});
const fromFloors = Object.entries(FLOORS).flatMap(([room, floors]) => {
  const one = (floor: string) => floor.split(' ')[0] ?? '';
  const probes = floors.map((floor) => ({ floor: one(floor), file: `src/${room}/${one(floor)}/probe.ts` }));
  return probes.flatMap(({ file }, low) =>
    probes.slice(low + 1).flatMap(({ floor }) => [
      { isAllowed: false, edge: [file, fileOn(room, floor)] as Import },
      { isAllowed: true, edge: [`src/${room}/${floor}/probe.ts`, fileOn(room, one(floors[low] ?? ''))] as Import },
    ]),
  );
});
const MAINS = [...PAGES.map((page) => `src/${page}/main.tsx`), 'src/background/main.ts'];

const ALLOWED: Import[] = [
  ...[...fromRooms, ...fromFloors].filter(({ isAllowed }) => isAllowed).map(({ edge }) => edge),
  ...PAGES.map((page): Import => [`src/${page}/main.tsx`, IN['platform'] ?? '']),
  ['src/platform/storage.ts', 'idb-keyval'],
  ...['browser', 'own-browser', 'polyfill-if-missing'].map((name): Import => [
    `src/platform/${name}.ts`,
    'webextension-polyfill',
  ]),
].filter(([, target]) => !target.endsWith('/main.ts') && !target.endsWith('/main.tsx')) as Import[];

const FORBIDDEN: Import[] = [
  ...[...fromRooms, ...fromFloors].filter(({ isAllowed }) => !isAllowed).map(({ edge }) => edge),
  ...MAINS.map((main): Import => [newFile(main.split('/')[1] ?? ''), main]),
  ...PAGES.flatMap((page) => ['background', 'synap'].map((room): Import => [`src/${page}/main.tsx`, IN[room] ?? ''])),
  // Neighbours on one floor.
  ['src/background/inbound/probe.ts', 'src/background/menus.ts'],
  ['src/core/discovery/probe.ts', 'src/core/profile/api-key.ts'],
];

describe('the import table', () => {
  const found = cruise([...ALLOWED, ...FORBIDDEN]);
  it.each(byFile(ALLOWED))('lets %s import what it may', (file, targets) => {
    expect(targets.filter((target) => found(file, target))).toEqual([]);
  });
  it.each(byFile(FORBIDDEN))('stops %s from importing anything else', (file, targets) => {
    expect(targets.filter((target) => !found(file, target))).toEqual([]);
  });

  it('knows every folder of src, and every floor has its place', () => {
    expect(Object.keys(ROOMS).toSorted()).toEqual(readdirSync(join(ROOT, 'src')).toSorted());
    for (const [room, floors] of Object.entries(FLOORS)) {
      const named = floors.flatMap((floor) => floor.split(' '));
      const there = readdirSync(join(ROOT, 'src', room))
        .filter((name) => !/\.(css|html)$/.test(name) || named.includes(stem(name)))
        .map(stem);
      expect([...new Set(there)].toSorted(), room).toEqual(named.toSorted());
    }
  });
});

/** What no import tells, the linter does. */
describe('the linter', () => {
  const IMPURE = [
    "fetch('');",
    'setTimeout(String, 1);',
    'setInterval(String, 1);',
    'chrome.runtime.id;',
    'browser.runtime.id;',
    'Date.now();',
    'Math.random();',
  ];

  it('keeps core pure, and the browser in platform alone', () => {
    const refused = lint([
      ...IMPURE.map((line): [string, string] => ['src/core/discovery/probe.ts', line]),
      ...['synap', 'protocol', 'page', 'background', 'ui', ...PAGES].map((room): [string, string] => [
        newFile(room),
        'chrome.runtime.id;',
      ]),
      ['src/platform/probe.ts', 'chrome.runtime.id;'],
    ]);
    expect(refused).toEqual([
      ...IMPURE.map((line) => `src/core/discovery/probe.ts: ${line}`),
      ...['synap', 'protocol', 'page', 'background', 'ui', ...PAGES].map(
        (room) => `${newFile(room)}: chrome.runtime.id;`,
      ),
    ]);
  });

  it('finds no clock in core: a Date is made from a time that was given', () => {
    const clocks = filesUnder('src/core').filter((file) =>
      /new Date\(\s*\)|[^w] Date\(/.test(readFileSync(file, 'utf8')),
    );
    expect(clocks).toEqual([]);
  });

  it('finds no rule switched off in src', () => {
    const offs = filesUnder('src').filter((file) =>
      /(eslint|oxlint)-disable[^\n]*restricted|@ts-(ignore|nocheck|expect-error)/.test(readFileSync(file, 'utf8')),
    );
    expect(offs).toEqual([]);
  });
});

function stem(name: string): string {
  return name.replace(/\.\w+$/, '');
}

/** A file on that floor of the room. */
function fileOn(room: string, floor: string): string {
  const base = join(ROOT, 'src', room);
  const found = readdirSync(base).find((name) => stem(name) === floor && !/\.(css|html)$/.test(name)) ?? floor;
  if (/\.tsx?$/.test(found)) return `src/${room}/${found}`;
  const inside = readdirSync(join(base, floor), { recursive: true, encoding: 'utf8' }).find((name) =>
    /\.tsx?$/.test(name),
  );
  return `src/${room}/${floor}/${inside ?? ''}`.replaceAll('\\', '/');
}

function byFile(cases: readonly Import[]): [string, string[]][] {
  const files = [...new Set(cases.map(([file]) => file))];
  return files.map((file) => [file, cases.filter(([of]) => of === file).map(([, target]) => target)]);
}

/** Adds all of these imports to a copy of `src`, and tells of each whether it is refused. */
function cruise(cases: readonly Import[]): (file: string, target: string) => boolean {
  const folder = join(temporary, 'cruise');
  cpSync(join(ROOT, 'src'), join(folder, 'src'), { recursive: true });
  cpSync(join(ROOT, 'public/_locales'), join(folder, 'public/_locales'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  cpSync(join(ROOT, '.dependency-cruiser.mjs'), join(folder, '.dependency-cruiser.mjs'));
  for (const [file, targets] of byFile(cases)) {
    const lines = targets.map((target) => {
      const path = relative(dirname(file), target).replaceAll('\\', '/');
      return `import '${target.startsWith('src/') ? path.replace(/^(?!\.)/, './') : target}';`;
    });
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  }
  const { stdout } = spawnSync(process.execPath, [CRUISER, 'src', '-T', 'json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  const { summary }: { summary: { violations: { from: string; to: string; rule: { name: string } }[] } } =
    JSON.parse(stdout);
  const refused = summary.violations.filter(({ rule }) => rule.name !== 'no-cycles');
  return (file, target) =>
    refused.some(({ from, to }) => from === file && (to === target || to.includes(target.replace('node:', ''))));
}

/** The lines that the linter refuses for what they use, as `file: line`. */
function lint(cases: readonly [string, string][]): string[] {
  for (const [index, [file, line]] of cases.entries()) {
    // The rules' globs are relative to the folder of the configuration, so each case brings its own.
    const folder = join(temporary, 'lint', String(index).padStart(3, '0'));
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `${line}\n`);
    cpSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  }
  const { stdout } = spawnSync(process.execPath, [OXLINT, '-f', 'json', '.'], {
    cwd: join(temporary, 'lint'),
    encoding: 'utf8',
  });
  const { diagnostics }: { diagnostics: { code: string; filename: string }[] } = JSON.parse(stdout);
  const broken = diagnostics.filter(({ code }) => /no-restricted-(?:globals|properties)/.test(code ?? ''));
  const refused = new Set(broken.map(({ filename }) => Number(filename.split('/')[0])));
  return cases.filter((_, index) => refused.has(index)).map(([file, line]) => `${file}: ${line}`);
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(ROOT, folder, name));
}
