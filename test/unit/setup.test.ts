import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** What every script does first, in a made-up clone on a made-up system: each call in a process of its own, for it may exit. */

let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'synap set-up ü-'));
  mkdirSync(join(clone, 'scripts'));
  for (const name of ['setup.mjs', 'browser-path.mjs'])
    copyFileSync(resolve('scripts', name), join(clone, 'scripts', name));
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

const bin = () => join(clone, 'bin');
const calls = () => (existsSync(join(clone, 'calls')) ? readFileSync(join(clone, 'calls'), 'utf8').trim() : '');

/** A program on the path, which notes how it was called. */
function program(name: string, script = ''): string {
  const path = join(bin(), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> "$CALLS"\n${script}\n`, { mode: 0o755 });
  return path;
}

/** Of the system there are only the clone and, where `APT` names its user, apt-get. */
const SYSTEM = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { accessSync, existsSync } = fs;
  fs.accessSync = (path, mode) => {
    if (!path.startsWith(process.env.CLONE)) throw new Error('not there');
    accessSync(path, mode);
  };
  fs.existsSync = (path) => (path === '/usr/bin/apt-get' ? process.env.APT !== '' : existsSync(path));
  syncBuiltinESMExports();
  Object.defineProperty(process, 'platform', { value: 'linux' });
  process.getuid = () => (process.env.APT === 'user' ? 1000 : 0);
`;

interface Ran {
  status: number | null;
  out: string;
  error: string;
}

/** Runs code that has what setup.mjs exports as `setup`. */
function run(code: string, env: Record<string, string> = {}): Ran {
  const file = pathToFileURL(join(clone, 'scripts/setup.mjs')).href;
  const source = `${SYSTEM} const setup = await import(${JSON.stringify(file)}); ${code}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
    encoding: 'utf8',
    env: {
      PATH: [bin(), '/bin'].join(delimiter),
      CLONE: clone,
      CALLS: join(clone, 'calls'),
      APT: '',
      ...env,
    },
  });
  return { status, out: stdout.trim(), error: stderr.trim() };
}

describe('Node', () => {
  it.each(['18.20.8', '20.18.3', '21.7.3', '22.11.0'])('%s is refused in one line', (version) => {
    const { status, error } = run(`setup.checkNode('${version}')`);
    expect(status).toBe(1);
    expect(error).toMatch(new RegExp(`^Node ${version} is too old or unsupported: install Node 20\\.19 .*$`));
  });

  it('20.19, 22.12, and what is newer will do', () => {
    const versions = ['20.19.0', '20.20.2', '22.12.0', '22.20.0', '23.0.0', '24.1.0'];
    const code = `for (const version of ${JSON.stringify(versions)}) setup.checkNode(version)`;
    expect(run(code)).toEqual({ status: 0, out: '', error: '' });
  });
});

interface Locked {
  version: string;
  optional?: boolean;
}

/** The lock file, and what is installed of it, by name. */
function packages(wanted: Record<string, Locked>, installed: Record<string, Locked> | null): void {
  const paths = (all: Record<string, Locked>) =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [`node_modules/${name}`, one]));
  writeFileSync(
    join(clone, 'package-lock.json'),
    JSON.stringify({ packages: { '': { version: '1.0.0' }, ...paths(wanted) } }),
  );
  if (installed === null) return;
  for (const name of Object.keys(installed)) mkdirSync(join(clone, 'node_modules', name), { recursive: true });
  mkdirSync(join(clone, 'node_modules'), { recursive: true });
  writeFileSync(join(clone, 'node_modules/.package-lock.json'), JSON.stringify({ packages: paths(installed) }));
}

describe('the packages', () => {
  const WANTED = { one: { version: '1.0.0' }, mac: { version: '2.0.0', optional: true } };
  const ensured = () => run('setup.ensurePackages()');

  it('are left alone where they match the lock file; an optional one may be missing', () => {
    program('npm');
    packages(WANTED, { one: { version: '1.0.0' } });
    expect(ensured()).toEqual({ status: 0, out: '', error: '' });
    packages(WANTED, WANTED);
    expect(ensured()).toEqual({ status: 0, out: '', error: '' });
    expect(calls()).toBe('');
  });

  it.each<[string, Record<string, Locked> | null]>([
    ['none is there', null],
    ['one is missing', {}],
    ['one has another version', { one: { version: '1.0.1' } }],
    ['an optional one has another version', { ...WANTED, mac: { version: '2.0.1' } }],
    ['there is one too many', { ...WANTED, two: { version: '1.0.0' } }],
  ])('are installed where %s', (_case, installed) => {
    program('npm');
    packages(WANTED, installed);
    expect(ensured()).toMatchObject({ status: 0, out: 'Installing packages (npm ci)…' });
    expect(calls()).toBe('npm ci --no-audit --no-fund');
  });

  it('are installed where the list of them is broken, or the folder of one is gone', () => {
    program('npm');
    packages(WANTED, WANTED);
    rmSync(join(clone, 'node_modules/one'), { recursive: true });
    expect(ensured().status).toBe(0);
    packages(WANTED, WANTED);
    writeFileSync(join(clone, 'node_modules/.package-lock.json'), '{');
    expect(ensured().status).toBe(0);
    expect(calls().split('\n')).toHaveLength(2);
  });

  it('that npm could not install end the script', () => {
    program('npm', 'exit 7');
    packages(WANTED, null);
    const { status, error } = ensured();
    expect(status).toBe(1);
    expect(error).toBe('npm ci failed: see above. It needs the npm registry, or a filled npm cache.');
  });
});

describe.each([
  { name: 'chromium', variable: 'CHROME_PATH', file: 'chromium', words: 'No Chromium was found: install Chromium, ' },
  { name: 'firefox', variable: 'FIREFOX_PATH', file: 'firefox-esr', words: 'No Firefox was found: install Firefox ' },
])('$name', ({ name, variable, file, words }) => {
  const ensured = (env = {}) => run(`console.log(setup.ensureBrowser('${name}'))`, env);

  it('is the one that is named, else the one on the path', () => {
    const [onPath, named] = [program(file), program('another')];
    expect(ensured({ [variable]: named, APT: 'root' }).out).toBe(named);
    expect(ensured({ APT: 'root' }).out).toBe(onPath);
    expect(calls()).toBe('');
  });

  it('that is named and does not run ends the script: no other takes its place', () => {
    program(file);
    program('apt-get');
    const missing = join(clone, 'missing');
    const { status, error } = ensured({ [variable]: missing, APT: 'root' });
    expect([status, error]).toEqual([1, `${variable} is no program that can be run: ${missing}`]);
    expect(calls()).toBe('');
  });

  it.each([
    ['without apt-get', ''],
    ['by a user who is not root', 'user'],
  ])('that is missing, %s, is asked for in one line', (_case, APT) => {
    program('apt-get');
    const { status, out, error } = ensured({ APT });
    expect([status, out]).toEqual([1, '']);
    expect(error.startsWith(words) && error.endsWith(`or set ${variable} to its program.`), error).toBe(true);
    expect(error).not.toContain('\n');
    expect(calls()).toBe('');
  });

  it('that is missing is installed where it may be, by root with apt-get', () => {
    const path = join(bin(), file);
    program('apt-get', `case "$*" in *install*) echo > '${path}'; chmod +x '${path}';; esac`);
    const { status, out } = ensured({ APT: 'root' });
    expect([status, out]).toEqual([0, `Installing ${file} (apt-get)…\n${path}`]);
    expect(calls()).toMatch(new RegExp(`^apt-get update -qq\napt-get install .*--no-install-recommends ${file}\\b`));
  });

  it('that apt-get could not install ends the script', () => {
    program('apt-get', 'exit 100');
    const { status, error } = ensured({ APT: 'root' });
    expect([status, error]).toEqual([
      1,
      `apt-get could not install ${file}: see above; or set ${variable} to a browser.`,
    ]);
  });
});

it('all of it leaves the paths of the browsers for what runs next', () => {
  packages({}, {});
  const [chromium, firefox] = [program('chromium'), program('firefox')];
  const code = `setup.setUp(['chromium', 'firefox']); console.log([process.env.CHROME_PATH, process.env.FIREFOX_PATH].join())`;
  expect(run(code)).toEqual({ status: 0, out: `${chromium},${firefox}`, error: '' });
});
