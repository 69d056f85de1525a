import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { filesIn, sourcesIn, unzip, zip } from '../../scripts/zip.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synap package ü-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const FILES = new Map([
  ['b.txt', 'two'],
  ['a/c.txt', 'one'],
  ['a-b.txt', ''],
]);

describe('a zip', () => {
  it('is the same bytes in every order, time zone and year', () => {
    const made = ['Asia/Kathmandu', 'America/St_Johns', 'UTC'].map((zone, n) => {
      vi.stubEnv('TZ', zone);
      const below = join(folder, zone);
      write(below, n === 1 ? new Map([...FILES].toReversed()) : FILES);
      for (const path of FILES.keys()) utimesSync(join(below, path), n, 1e9 * n);
      return zip(filesIn(below));
    });
    expect(made[1]).toEqual(made[0]);
    expect(made[2]).toEqual(made[0]);
  });

  it('holds every file as it was, sorted by name', () => {
    write(folder, FILES);
    const held = unzip(zip(filesIn(folder)));
    expect([...held].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)])).toEqual([
      ['a-b.txt', ''],
      ['a/c.txt', 'one'],
      ['b.txt', 'two'],
    ]);
  });
});

/** So wide that it warns of a mistake: a font, a source map, a second copy of a library. */
const LIMIT_KB = 450;

describe('the zip of the sources', () => {
  it('builds to the same bytes in another folder, time zone and language, without git', () => {
    const sources = zip(sourcesIn(resolve('.')));
    write(folder, unzip(sources));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    build(folder, join(folder, 'dist/chrome'), { TZ: 'Pacific/Apia', LC_ALL: 'tr_TR.UTF-8', NODE_ENV: 'test' });
    // `npm test` has built before.
    const here = process.env['SYNAP_DIST'] ?? build(resolve('.'), join(folder, 'artifacts/chrome'), {});
    for (const browser of ['chrome', 'firefox'])
      expect(hashes(filesIn(join(folder, 'dist', browser))), browser).toEqual(
        hashes(filesIn(join(dirname(here), browser))),
      );
    expect(zip(filesIn(here)).length).toBeLessThan(LIMIT_KB * 1024);
    expect(Buffer.compare(zip(sourcesIn(folder)), sources), 'the zip of the sources made there').toBe(0);
  });
});

function write(below: string, files: Map<string, string | Uint8Array>): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(below, path)), { recursive: true });
    writeFileSync(join(below, path), content);
  }
}

function build(root: string, outDir: string, env: Record<string, string>): string {
  const umask = ['--import', 'data:text/javascript,process.umask(0o077)'];
  const { status, stderr } = spawnSync(
    process.execPath,
    [...umask, join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', outDir, '--logLevel', 'error'],
    { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' },
  );
  expect(status, stderr).toBe(0);
  return outDir;
}

/** Names what differs, and not its bytes. */
function hashes(files: Map<string, Uint8Array>): Record<string, string> {
  return Object.fromEntries(
    [...files].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]),
  );
}
