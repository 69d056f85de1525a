import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, findFirefox } from '../../scripts/browser-path.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synap-browsers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function program(where: string, name: string, mode = 0o755): string {
  const path = join(folder, where, name);
  mkdirSync(join(folder, where), { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}

describe.each([
  { find: findBrowser, variable: 'CHROME_PATH', names: ['chromium', 'google-chrome', 'microsoft-edge'] },
  { find: findFirefox, variable: 'FIREFOX_PATH', names: ['firefox-esr', 'firefox', 'firefox-developer-edition'] },
] as const)('the browser of $variable', ({ find, variable, names: [first, second, third] }) => {
  it('is the one that is named, before any on the path', () => {
    const named = program(`${variable}-named`, 'anything');
    const onPath = program(`${variable}-other`, first);
    expect(find({ [variable]: named, PATH: join(onPath, '..') })).toBe(named);
  });

  it('is none when the named one cannot be run, whatever is on the path', () => {
    const onPath = join(program(`${variable}-path`, first), '..');
    expect(find({ [variable]: join(folder, 'missing'), PATH: onPath })).toBeNull();
    expect(find({ [variable]: program(`${variable}-plain`, 'text', 0o644), PATH: onPath })).toBeNull();
  });

  it('is the first name that any folder has, in the order of names', () => {
    const [one, two] = [`${variable}-one`, `${variable}-two`];
    program(one, third);
    program(one, second);
    const best = program(two, first);
    expect(find({ PATH: [join(folder, one), join(folder, two)].join(delimiter) })).toBe(best);
  });
});
