import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { visitDemo } from '../support/e2e/panel-page.ts';
import { ask, giveKey, requests, type Rig } from '../support/e2e/rig.ts';
import { alertWith, fill, press, says, shows, textOf } from '../support/e2e/view.ts';

/** What the extension stored is lost, emptied or full. A database that cannot be opened is in restart.test.ts. */

const it = testsWith({ key: 'remembered' });

const statusOf = (rig: Rig, id: string) => requests(rig, new RegExp(`${id}/compaction/status`)).length;

/** A page on the extension's origin that is none of its views: it wakes no worker. */
const outsider = ({ extension }: Rig) => extension.visit(`${extension.origin}/manifest.json`);

/** Shown at once from the cache, by a view that is opened anew. */
async function showsFrom({ extension }: Rig, source: 'cache' | 'cloud', id: string): Promise<void> {
  const page = await extension.openPage('inspector', { id });
  await shows(page, { id, status: 'completed', source });
  await page.close();
}

/** Whether its status lies in the database, where answers of others may lie as well. */
async function isCached(page: Page, id: string): Promise<boolean> {
  const keys = await page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opened = indexedDB.open('synap-cache');
        opened.addEventListener('error', () => reject(opened.error));
        opened.addEventListener('success', () => {
          const found = opened.result.transaction('entries').objectStore('entries').getAllKeys();
          found.addEventListener('success', () => {
            opened.result.close();
            resolve(found.result.map(String));
          });
        });
      }),
  );
  return keys.some((key) => key.includes(`${id}|status`));
}

/** Answers how it went: a delete that has to wait for somebody is `blocked`. */
function deleteDatabase(page: Page, name: string): Promise<string> {
  return page.evaluate(
    (name) =>
      new Promise<string>((resolve) => {
        const request = indexedDB.deleteDatabase(name);
        for (const type of ['success', 'blocked', 'error']) request.addEventListener(type, () => resolve(type));
      }),
    name,
  );
}

async function emptyStore(page: Page, name: string): Promise<void> {
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        const opened = indexedDB.open(name);
        opened.addEventListener('success', () => {
          const work = opened.result.transaction('entries', 'readwrite');
          work.objectStore('entries').clear();
          work.addEventListener('complete', () => {
            opened.result.close();
            resolve();
          });
        });
      }),
    name,
  );
}

describe('the database that is emptied behind our back [F17]', () => {
  const WAYS = [
    ['deleted', async (page: Page, name: string) => expect(await deleteDatabase(page, name)).toBe('success')],
    ['cleared', emptyStore],
  ] as const;

  describe.each(WAYS)('%s', (_how, empty) => {
    it.for(['runs', 'is stopped'])(
      'is a cold cache while the worker %s, and fills again',
      async (state, { rig, world, openView }) => {
        const page = await outsider(rig);
        const first = await openView(IDS.exotic);
        await shows(first, { status: 'completed' });
        // A view that stays would wake the worker again.
        await first.close();
        await until(() => isCached(page, IDS.exotic), 'the answer to be cached');
        await showsFrom(rig, 'cache', IDS.exotic);
        if (state !== 'runs') await rig.extension.stopWorker();
        expect(await rig.extension.workerRuns()).toBe(state === 'runs');
        await empty(page, 'synap-cache');
        world.log.clear();
        await showsFrom(rig, 'cloud', IDS.exotic);
        expect(statusOf(rig, IDS.exotic)).toBe(1);
        await until(() => isCached(page, IDS.exotic), 'the answer to be cached again');
        await showsFrom(rig, 'cache', IDS.exotic);
        expect(statusOf(rig, IDS.exotic)).toBe(1);
      },
    );

    it('costs the key when it was the vault, which is asked for', async ({ rig, world, openView }) => {
      const page = await outsider(rig);
      const open = await openView(IDS.exotic);
      await shows(open, { status: 'completed' });
      await empty(page, 'synap-vault');
      await press(open, 'Refresh');
      await says(open, 'No API key yet');
      // What was asked before is over.
      world.log.clear();
      const next = await openView(IDS.exotic);
      await says(next, 'No API key yet');
      expect(requests(rig)).toEqual([]);
      await giveKey(rig, { remember: true });
      await shows(open, { status: 'completed', source: 'cloud' });
    });
  });
});

describe('settings that are emptied [F23]', () => {
  it('are the ones that everybody begins with; a key of theirs is still one, and open views go on', async ({
    rig,
    world,
    options,
    openView,
  }) => {
    const open = await openView(IDS.exotic);
    await shows(open, { status: 'completed' });
    await open.evaluate(() => chrome.storage.local.clear());
    world.log.clear();
    await press(open, 'Refresh');
    await until(() => statusOf(rig, IDS.exotic) === 1, 'the question');
    await shows(open, { status: 'completed', source: 'cloud' });
    await says(options, `Stored: ends in ${rig.emulator.keys.normal.slice(-4)}`);
  });

  it('ask for a key when it belonged to a profile that is gone', async ({ rig, world, options, openView }) => {
    const before = await ask(options, 'overview', {});
    const [first] = before.ok ? before.value.settings.profiles : [];
    if (!before.ok || !first) throw new Error('no settings');
    const settings = {
      ...before.value.settings,
      profiles: [first, { ...first, id: 'second', name: 'Second' }],
      activeProfileId: 'second',
    };
    expect(await ask(options, 'remove-key', { profileId: first.id })).toMatchObject({ ok: true });
    expect(await ask(options, 'save-settings', { settings })).toMatchObject({ ok: true });
    expect(
      await ask(options, 'set-key', { profileId: 'second', key: rig.emulator.keys.normal, remember: true }),
    ).toMatchObject({ ok: true });
    const open = await openView(IDS.exotic);
    await shows(open, { status: 'completed' });
    await open.evaluate(() => chrome.storage.local.clear());
    await press(open, 'Refresh');
    await says(open, 'No API key yet');
    // What was asked before is over.
    world.log.clear();
    const next = await openView(IDS.exotic);
    await says(next, 'No API key yet');
    expect(await textOf(next)).not.toContain('Second');
    const popup = await rig.extension.openPopup(await visitDemo(rig, '/demo/'));
    await says(popup, 'No API key yet');
    expect(requests(rig)).toEqual([]);
    await giveKey(rig, { remember: true });
    // Whoever asks second is served from the cache.
    for (const page of [next, open]) await shows(page, { status: 'completed' });
    expect(statusOf(rig, IDS.exotic)).toBeGreaterThan(0);
  });
});

/** Fills storage.session until not even a short text fits; the shortest ones Chromium does not count at all. */
async function fillSession(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let bytes = 4 << 20, at = 0; bytes >= 32; at += 1) {
      const kept = await chrome.storage.session.set({ [`junk${at}`]: 'x'.repeat(bytes) }).then(
        () => true,
        () => false,
      );
      if (!kept) bytes >>= 1;
    }
  });
}

async function makeRoom(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const junk = Object.keys(await chrome.storage.session.get(null)).filter((key) => key.startsWith('junk'));
    await chrome.storage.session.remove(junk);
  });
}

describe('storage.session that is full [F22]', () => {
  const LONG = `synap_${'x'.repeat(500)}`;

  it('refuses a key in words, and takes it when there is room', async ({ rig, options }) => {
    await press(options, 'Remove key');
    await fillSession(options);
    await fill(options, 'API key', rig.emulator.keys.paid);
    await press(options, 'Save');
    expect(await alertWith(options, "The browser's storage failed")).toContain(
      'Could not read or write: the memory for this session is full.',
    );
    expect(await textOf(options)).not.toContain('Stored: ends in');
    const overview = await ask(options, 'overview', {});
    expect(overview.ok && overview.value.profiles[0]).toMatchObject({ key: null });
    await makeRoom(options);
    await press(options, 'Save');
    await says(options, `Stored: ends in ${rig.emulator.keys.paid.slice(-4)} · until the browser closes`);
    await showsFrom(rig, 'cloud', IDS.threeVersions);
  });

  it('keeps the key that is there when the next one does not fit', async ({ rig, options }) => {
    await giveKey(rig, { key: rig.emulator.keys.paid });
    await says(options, `Stored: ends in ${rig.emulator.keys.paid.slice(-4)} · until the browser closes`);
    await fillSession(options);
    await fill(options, 'API key', LONG);
    await press(options, 'Save');
    await alertWith(options, "The browser's storage failed");
    await says(options, `Stored: ends in ${rig.emulator.keys.paid.slice(-4)}`);
    await showsFrom(rig, 'cloud', IDS.exotic);
  });

  it('does not hinder answers under a key that is remembered', async ({ rig, options }) => {
    await fillSession(options);
    await giveKey(rig, { remember: true });
    await showsFrom(rig, 'cloud', IDS.stale);
  });
});
