import { cpSync, mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'puppeteer-core';
import { afterAll, describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { openBuild } from '../support/built.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, inspectAnew, lookUp } from '../support/e2e/panel-page.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import { alerts, has, press, says, shows, textOf } from '../support/e2e/view.ts';
import { alarmStands, alarmWhenDue, noticeOf, watchAndLeave } from '../support/e2e/watches.ts';

/** The extension is reloaded or updated: under open views, and while a run is watched. */

const NOTICE = 'The extension was updated';

/** A copy, whose version can be changed. */
const dist = mkdtempSync(join(tmpdir(), 'synap-update-'));
cpSync(openBuild().folder, dist, { recursive: true });
afterAll(() => rm(dist, { recursive: true, force: true }));

const it = testsWith({ key: 'remembered', settings: { runSeconds: 3600 }, own: { launching: { dist } } });

let updates = 0;
/** Loads the extension under another version. */
async function update({ extension }: Rig): Promise<void> {
  const version = `0.1.${(updates += 1)}`;
  const path = join(dist, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...manifest, version }));
  await extension.reload();
  const seen = async () => (await extension.worker()).evaluate(() => chrome.runtime.getManifest().version);
  await until(async () => (await seen()) === version, 'the new version', 20_000);
}

const statusOf = (rig: Rig, id: string) => requests(rig, new RegExp(`${id}/compaction/status`)).length;

/**
 * Chromium closes what an extension that is reloaded shows, but what asks before it goes may stay, without its extension.
 * Undone by `letGo`.
 */
async function clingTo(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const ask = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', ask);
    addEventListener('let-go', () => removeEventListener('beforeunload', ask));
  });
}

async function letGo(frame: Frame): Promise<void> {
  await frame.evaluate(() => dispatchEvent(new Event('let-go')));
}

interface Calling {
  sendMessage(...args: unknown[]): unknown;
  connect(...args: unknown[]): unknown;
}

/** How often from now on the view turns to its extension, noted where every call passes. */
async function countCalls(frame: Frame): Promise<() => Promise<number>> {
  await frame.evaluate(() => {
    Reflect.set(globalThis, 'calls', 0);
    for (const space of ['chrome', 'browser']) {
      const runtime: Calling | undefined = Reflect.get(globalThis, space)?.runtime;
      for (const name of ['sendMessage', 'connect'] as const) {
        const call = runtime?.[name].bind(runtime);
        if (runtime && call) {
          runtime[name] = (...args) => {
            Reflect.set(globalThis, 'calls', Reflect.get(globalThis, 'calls') + 1);
            return call(...args);
          };
        }
      }
    }
  });
  return () => frame.evaluate(() => Reflect.get(globalThis, 'calls') as number);
}

describe('an extension that is reloaded under open views [F10]', () => {
  it('is missed with one notice, asked and complained of no more, and serves new ones at once', async ({
    rig,
    world,
    openView,
  }) => {
    const full = await openView(IDS.inProgress);
    await shows(full, { status: 'in_progress' });
    const { frame, devtools } = await inspectAnew(rig, BARE);
    await lookUp(frame, IDS.inProgress, 'in_progress');
    devtools.on('dialog', (dialog) => void dialog.dismiss());
    await devtools.bringToFront();
    // Only a page that was clicked may ask before it goes.
    await press(frame, 'Rescan page');
    await clingTo(frame);
    await rig.extension.reload();
    await until(() => full.isClosed(), 'the full view to be closed by the browser');
    await says(frame, NOTICE);
    expect(await frame.evaluate(() => chrome.runtime?.id ?? null)).toBeNull();
    world.log.clear();
    const calls = await countCalls(frame);
    const from = await frame.evaluate(() => performance.now());
    // Longer than the first steps of the port's back-off, a rescan and the clocks of what is shown.
    await until(
      () => frame.evaluate((from) => performance.now() > from + 3_000, from),
      'the view to live on for a while',
    );
    expect(await calls()).toBe(0);
    expect(requests(rig)).toEqual([]);
    expect((await textOf(frame)).split(NOTICE)).toHaveLength(2);
    expect((await alerts(frame)).filter((text) => text.includes(NOTICE))).toHaveLength(1);
    expect(await has(frame, 'Reload this view')).toBe(true);
    expect(await rig.extension.errors()).toEqual([]);
    await letGo(frame);
    await rig.extension.closeTabs();

    const next = await inspectAnew(rig, BARE);
    // The window that clung to its page may close only now, and bring another one up.
    await next.devtools.bringToFront();
    await lookUp(next.frame, IDS.inProgress, 'in_progress');
    expect(await textOf(next.frame)).not.toContain(NOTICE);
  });
});

describe('an update in the middle of polling [F12]', () => {
  it('asks anew what was under way, by itself, and tells the end', async ({ rig, world }) => {
    await watchAndLeave(rig, IDS.inProgress);
    world.log.clear();
    const held = world.faults.add({ path: `${IDS.inProgress}/compaction/status`, fault: { hold: true } });
    await alarmWhenDue(rig);
    await until(() => world.faults.heldCount === 1, 'a question to be under way');
    await update(rig);
    await until(() => statusOf(rig, IDS.inProgress) >= 2, 'the new version to ask', 60_000);
    expect(await rig.extension.notifications()).toEqual([]);
    world.finishRun(IDS.inProgress);
    world.faults.clear(held);
    // Held for too long, the question was given up.
    await alarmWhenDue(rig);
    await noticeOf(rig, IDS.inProgress);
    await until(async () => (await rig.extension.badge()).text === '', 'the badge to be empty');
  });

  it('between two questions keeps the watch, the badge and the alarm', async ({ rig, world, openView }) => {
    world.startRun(IDS.exotic);
    await watchAndLeave(rig, IDS.exotic);
    await update(rig);
    await alarmStands(rig);
    await until(async () => (await rig.extension.badge()).text === '1', 'the run on the badge');
    world.finishRun(IDS.exotic, 'failed');
    await alarmWhenDue(rig);
    await noticeOf(rig, IDS.exotic);
    await until(async () => (await rig.extension.badge()).text === '!', 'the mark on the badge');
    const view = await openView(IDS.exotic);
    await shows(view, { status: 'failed' });
  });
});
