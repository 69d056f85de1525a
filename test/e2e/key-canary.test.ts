import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedRecords } from '../support/browser/stored.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { defaultKeys } from '../emulator/keys.ts';
import { copyWith, keepDownloads, lookAround, lookInside, overhearNotices } from '../support/e2e/canary-page.ts';
import { badAnswers, echo, plant, PLACES_PLANTED, refusal } from '../support/e2e/canary-server.ts';
import { createEvidence, filesWith } from '../support/e2e/evidence.ts';
import { inspect, open } from '../support/e2e/panel-page.ts';
import { ask, goOffline, startRig, tabOpenedBy, type Rig } from '../support/e2e/rig.ts';
import { alertWith, fill, openTab, press, says, shows, valueOf } from '../support/e2e/view.ts';
import { alarmWhenDue, noticeOf, watches } from '../support/e2e/watches.ts';

/** Two keys go everywhere a key can go, from a server that repeats them wherever it can; then all is searched. */

const random = () => randomBytes(20).toString('hex');
/** For the session only; then replaced. */
const FIRST = `synap_canary_${random()}`;
/** Remembered on this device. */
const SECOND = `synap_canary_${random()}`;
/** Is put into every place that is searched: a search that does not find it proves nothing. */
const PLANTED = `planted_${random()}`;
const KEYS: ReadonlyMap<string, string> = new Map([
  ['normal', FIRST],
  ['paid', SECOND],
]);
const SCRATCH = mkdtempSync(join(tmpdir(), 'synap-canary-'));
const [PROFILE, DOWNLOADS] = [join(SCRATCH, 'profile'), join(SCRATCH, 'downloads')];

const evidence = createEvidence();
let rig: Rig;
let other: Emulator;
let options: Page;
let downloaded: Awaited<ReturnType<typeof keepDownloads>>;

beforeAll(async () => {
  mkdirSync(DOWNLOADS);
  const keys = defaultKeys().map((record) => ({ ...record, key: KEYS.get(record.name) ?? record.key }));
  [rig, other] = await Promise.all([startRig({ runSeconds: 3600, keys }, { userDataDir: PROFILE }), startEmulator()]);
  const { browser } = rig.extension;
  const note = (target: { url(): string }) => evidence.add('addresses', target.url());
  browser.on('targetcreated', note).on('targetchanged', note);
  downloaded = await keepDownloads(browser, DOWNLOADS);
  options = await rig.extension.openPage('options');
  await fill(options, 'Requests per minute', '6000');
  await fill(options, 'Burst', '1000');
});
afterAll(async () => {
  await rig?.close();
  await other?.close();
  await rm(SCRATCH, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const look = (...more: (Page | Frame)[]) => lookAround(rig, evidence, more);
const copyAll = (view: Page | Frame, selector?: string) => copyWith(view, evidence, selector);
const view = (id: string) => rig.extension.openPage('inspector', { id });
const repeatTheKey = (key: string) => rig.emulator.world.faults.add({ path: '^/(v1|api)/', fault: echo(key) });

async function plantEverywhere(): Promise<void> {
  await plant(rig, options, PLANTED);
  await copyAll(options, '#planted');
  evidence.add('clipboard', await rig.extension.readClipboard());
  await options.bringToFront();
  evidence.add(
    'downloads',
    await downloaded(() => options.$eval('#planted-file', (link) => (link as HTMLElement).click())),
  );
  await look();
  await options.reload();
}

describe('a key that is used everywhere, on a server that repeats it', () => {
  it('leaves the options page when it is saved, and is tested [F83]', async () => {
    await plantEverywhere();
    repeatTheKey(FIRST);
    await fill(options, 'API key', FIRST);
    await press(options, 'Save');
    await says(options, `Stored: ends in ${FIRST.slice(-4)}`);
    expect(await valueOf(options, 'API key')).toBe('');
    await press(options, 'Test connection');
    await says(options, 'The connection works');
    await look();
    await options.reload();
    await says(options, `Stored: ends in ${FIRST.slice(-4)}`);
    await look();
  });

  it('is in nothing that the panel shows, copies or bundles [F79] [F80]', async () => {
    const { page, frame } = await inspect(rig);
    await open(frame, IDS.threeVersions, 'completed');
    evidence.add('downloads', await downloaded(() => press(frame, 'CSV')));
    for (const tab of ['Status', 'Summary', 'Prompt', 'Requests', 'Raw']) {
      await openTab(frame, tab);
      if (tab === 'Summary' || tab === 'Raw') await says(frame, '[API key]');
      await copyAll(frame);
      await look(frame);
    }
    await page.close();
  });

  it('nor in what popup, full view, menu, address bar and demo show and hand out [F79] [F80] [F81]', async () => {
    const site = await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`);
    const popup = await rig.extension.openPopup(site);
    await fill(popup, 'Conversation id', IDS.failed);
    await press(popup, 'Look up');
    await shows(popup, { id: IDS.failed, status: 'failed' });
    await copyAll(popup);
    await look(popup);
    await popup.close();
    for (const menuItemId of ['selection', 'link']) {
      const click = { menuItemId, selectionText: FIRST, linkUrl: `https://app.example/?${FIRST}` };
      await (await tabOpenedBy(rig.extension, () => rig.extension.clickMenu(site, click))).close();
    }
    await (await tabOpenedBy(rig.extension, () => rig.extension.enterOmnibox(FIRST))).close();
    const full = await view(IDS.stale);
    await shows(full, { status: 'completed' });
    await openTab(full, 'Raw');
    evidence.add('downloads', await downloaded(() => press(full, 'Download')));
    for (const place of [1, 2, 3]) {
      await press(full, 'Export');
      await full.waitForSelector('[role=menu]');
      await copyAll(full, `[role=menuitem]:nth-child(${place})`);
    }
    evidence.add('downloads', await downloaded(() => press(options, 'Export settings')));
    await ask(options, 'choose-profile', { profileId: 'default', demo: true });
    await full.reload();
    await says(full, 'Recorded answers; nothing is sent.');
    await look();
    await ask(options, 'choose-profile', { profileId: 'default', demo: false });
    await full.close();
    await site.close();
  });
});

describe('a key that is refused, or met by something else', () => {
  it('is not in what is told of answers that are no answers [F79]', async () => {
    const { faults } = rig.emulator.world;
    faults.clear();
    const asked = badAnswers(FIRST, other.httpsOrigin).map(([fault, words]) => ({ id: randomUUID(), fault, words }));
    for (const { id, fault } of asked) faults.add({ path: id, fault });
    const views = await Promise.all(asked.map(async ({ id, words }) => ({ page: await view(id), words })));
    for (const { page, words } of views) {
      await page.bringToFront();
      await alertWith(page, words);
      await openTab(page, 'Requests');
      await page.waitForSelector('tbody tr');
      await copyAll(page);
    }
    await look();
    for (const { page } of views) await page.close();
  });

  it.each([
    [401, 'Synap refused the key'],
    [403, 'Synap refused the key'],
    [429, 'Rate limit reached'],
  ])('is not in what is told of a %i, which holds the whole profile [F79]', async (status, words) => {
    const { faults } = rig.emulator.world;
    // A whoami that succeeded a moment ago speaks for its key; a worker that starts anew has none.
    await rig.extension.stopWorker();
    faults.add({ path: '^/(v1|api)/', fault: refusal(FIRST, status) });
    const page = await view(randomUUID());
    await alertWith(page, words);
    await openTab(page, 'Requests');
    await page.waitForSelector('tbody tr');
    await copyAll(page);
    await look();
    await page.close();
    faults.clear();
    // What the user asks for may prove a key mended; of a rate limit only the time is the end.
    await until(
      async () => (await ask(options, 'test-connection', { profileId: 'default' })).ok,
      'the key to serve again',
    );
  });

  it('is nowhere when there is no network, and when the worker dies in mid-request [F79]', async () => {
    const page = await view(IDS.threeVersions);
    await shows(page, { status: 'completed' });
    const goOnline = await goOffline(rig);
    await press(page, 'Refresh');
    await alertWith(page, 'You are offline');
    await look();
    await goOnline();
    await shows(page, { status: 'completed', source: 'cloud' });
    const { faults } = rig.emulator.world;
    faults.add({ path: `${IDS.threeVersions}/compaction/status`, count: 1, fault: { hold: true } });
    await press(page, 'Refresh');
    await until(() => faults.heldCount === 1, 'the question to be under way');
    await rig.extension.stopWorker();
    await until(() => faults.heldCount === 0, 'the request to end with the worker');
    await shows(page, { status: 'completed', source: 'cloud' });
    faults.clear();
    await look();
    await page.close();
  });
});

describe('a key', () => {
  it('is not in a notification of a run that failed with it in its words [F79]', async () => {
    const page = await view(IDS.inProgress);
    await shows(page, { status: 'in_progress' });
    await press(page, 'Watch');
    await until(async () => (await watches(rig)).some(({ starred }) => starred), 'the watch to be stored');
    await page.close();
    await options.goto('about:blank');
    // First, for the browser's own alarm may tell the end as soon as there is one.
    const notices = await overhearNotices(await rig.extension.worker(), PLANTED);
    rig.emulator.world.finishRun(IDS.inProgress, 'failed', `Bearer ${FIRST} was refused`);
    await alarmWhenDue(rig);
    await noticeOf(rig, IDS.inProgress);
    const told = await notices();
    expect(told).toContain('[API key] was refused');
    evidence.add('notifications', told);
  });

  it('is for this session in the session’s store alone, and the one that replaces it in the vault alone [F82] [F83]', async () => {
    options = await rig.extension.openPage('options');
    await lookInside(options, evidence);
    repeatTheKey(SECOND);
    await press(options, 'Remember on this device', 'checkbox');
    await fill(options, 'API key', SECOND);
    await press(options, 'Test connection');
    await says(options, `Stored: ends in ${SECOND.slice(-4)}`);
    await says(options, 'The connection works');
    const page = await view(IDS.threeVersions);
    await shows(page, { status: 'completed' });
    await look();
    await lookInside(options, evidence);
    expect((await storedRecords(options)).filter(({ text }) => text.includes(FIRST))).toEqual([]);
    await page.close();
  });
});

describe('then', () => {
  it('the server saw it in the one header, and no other server saw anything [F81]', () => {
    const log = rig.emulator.world.log.list();
    for (const key of [FIRST, SECOND])
      expect(log.map(({ headers }) => headers.authorization)).toContain(`Bearer ${key}`);
    for (const { headers, ...request } of log)
      evidence.add('requests', JSON.stringify({ ...request, headers: { ...headers, authorization: '' } }));
    for (const { kind, headers } of log) if (kind !== 'api') expect(headers.authorization).toBeUndefined();
    expect(log.filter(({ headers }) => headers.referer?.startsWith('chrome-extension:'))).toEqual([]);
    expect(other.world.log.count()).toBe(0);
  });

  it('no page, console, address, copy, file or store held it but the two that may [F79] [F80] [F81] [F82] [F83]', () => {
    for (const line of rig.extension.said())
      evidence.add(line.includes('.html: ') ? 'console of a page' : 'console of the worker', line);
    expect(evidence.placesOf(FIRST)).toEqual(['storage.session session-key:default']);
    expect(evidence.placesOf(SECOND)).toEqual(['indexedDB synap-vault/entries key:default']);
    expect(evidence.placesOf(PLANTED)).toEqual(PLACES_PLANTED);
  });

  it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));

  it('the profile, in which a page has crashed, holds it nowhere but in the vault, when remembered [F79] [F82]', async () => {
    await press(options, 'Remember on this device', 'checkbox');
    // Its process keeps what it held, and has no port that would wake the worker.
    await options.goto(`${rig.extension.origin}/manifest.json`);
    await rig.extension.stopWorker();
    const crashed = new Promise((resolve) => void options.once('error', resolve));
    void (await options.createCDPSession()).send('Page.crash').catch(() => undefined);
    await crashed;
    await rig.extension.close();
    writeFileSync(join(PROFILE, 'planted.bin'), Buffer.from(`\u0001${PLANTED}`, 'utf16le'));
    const databases = `Default/IndexedDB/chrome-extension_${rig.extension.extensionId}_0.indexeddb.leveldb/`;
    expect(filesWith(PROFILE, FIRST)).toEqual([]);
    const kept = filesWith(PROFILE, SECOND);
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((path) => !path.startsWith(databases))).toEqual([]);
    const planted = filesWith(PROFILE, PLANTED);
    for (const folder of [
      'planted.bin',
      databases,
      'Default/Local Extension Settings/',
      'Default/Local Storage/',
      'Default/Service Worker/CacheStorage/',
      'Default/Sync Extension Settings/',
    ]) {
      expect(
        planted.filter((path) => path.startsWith(folder)),
        folder,
      ).not.toEqual([]);
    }
  });
});
