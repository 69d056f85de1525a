import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/browser/until.ts';

const PNG = Buffer.from('\x89PNG', 'latin1');
/** Where the width stands in a PNG. */
const WIDTH_AT = 16;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synap-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As `npm start`, with a folder for what it leaves behind. */
async function start(name: string, ...args: string[]) {
  const temporary = join(folder, `${name}-temporary`);
  await mkdir(temporary);
  const child = spawn(process.execPath, ['scripts/run.mjs', 'test/start.ts', '--browser', 'firefox', ...args], {
    env: { ...process.env, TMPDIR: temporary },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => void (said += String(text)));
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  return { child, ended, said: () => said, profiles: () => profilesIn(temporary) };
}

const profilesIn = async (temporary: string) =>
  (await readdir(temporary)).filter((name) => name.startsWith('synap-firefox-'));

describe('npm start -- --browser firefox', () => {
  it('does one lookup without a display, saves a picture of each surface, and leaves nothing', async () => {
    const into = join(folder, 'pictures');
    const { ended, said, profiles } = await start('tour', '--headless', '--into', into);
    expect(await ended, said()).toBe(0);
    const pictures = (await readdir(into)).toSorted();
    expect(pictures).toEqual(
      ['full-view', 'kept-dark', 'kept-light', 'options', 'panel-dark', 'panel-light', 'popup']
        .concat('versions-dark', 'versions-light')
        .map((name) => `${name}.png`),
    );
    for (const name of pictures) {
      const picture = await readFile(join(into, name));
      expect(picture.subarray(0, PNG.length), name).toEqual(PNG);
      expect(picture.readUInt32BE(WIDTH_AT), name).toBeGreaterThanOrEqual(name === 'popup.png' ? 300 : 1200);
      expect(said()).toContain(join(into, name));
    }
    expect(await profiles()).toEqual([]);
  });

  it('ends at Ctrl-C, and the browser with it', async () => {
    const { child, ended, said, profiles } = await start('interrupted', '--headless', '--into', join(folder, 'none'));
    await until(async () => (await profiles()).length > 0, 'the browser to begin', 60_000);
    child.kill('SIGINT');
    expect(await ended, said()).toBe(0);
    expect(await profiles()).toEqual([]);
  });

  it('tells an unknown browser in one line', async () => {
    const { ended, said } = await start('unknown', '--browser', 'netscape');
    expect(await ended).toBe(2);
    expect(said()).toBe('no such browser: netscape; there are chromium, firefox\n');
  });
});
