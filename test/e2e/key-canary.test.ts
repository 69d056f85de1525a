import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { storedRecords } from '../support/browser/stored.ts';
import { PATIENCE_MS, until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { defaultKeys } from '../emulator/keys.ts';
import { copyWith, keepDownloads, lookAround, lookInside, overhearNotices } from '../support/e2e/canary-page.ts';
import { badAnswers, echo, plant, PLACES_PLANTED, refusal } from '../support/e2e/canary-server.ts';
import { createEvidence, type Evidence, filesWith } from '../support/e2e/evidence.ts';
import { testsInNewBrowsers } from '../support/e2e/new-browser.ts';
import { inspectAnew, lookUp } from '../support/e2e/panel-page.ts';
import { ask, setUp, type Rig } from '../support/e2e/rig.ts';
import { alertWith, fill, openTab, press, says, shows, valueOf } from '../support/e2e/view.ts';
import { watches } from '../support/e2e/watches.ts';

/** Two keys go everywhere a key can go, from a server that repeats them wherever it can; then all is searched. */

const random = () => randomBytes(20).toString('hex');
/** For the session only; then replaced. */
const FIRST = `synap_canary_${random()}`;
/** Remembered on this device. */
const SECOND = `synap_canary_${random()}`;
/** Is put into every place that is searched: a search that does not find it proves nothing. */
const PLANTED = `planted_${random()}`;
const PINNED = 'The deposit is 47,110 euros';
const KEYS: ReadonlyMap<string, string> = new Map([
  ['normal', FIRST],
  ['paid', SECOND],
]);
const keys = defaultKeys().map((record) => ({ ...record, key: KEYS.get(record.name) ?? record.key }));

/** What the parts of the story have in common. */
interface Story {
  rig: Rig;
  other: Emulator;
  evidence: Evidence;
  options: Page;
  /** The name and the content of what `act` downloads. */
  downloaded(act: () => Promise<unknown>): Promise<string>;
  /** Notes what all pages that are open hold, and those views that stand elsewhere. */
  look(...more: (Page | Frame)[]): Promise<void>;
  /** Presses every button that copies. */
  copyAll(view: Page | Frame, selector?: string): Promise<void>;
  view(id: string): Promise<Page>;
}

const it = testsInNewBrowsers({ key: 'none', settings: { runSeconds: 3600 }, emulation: { keys } });

const repeatTheKey = ({ rig }: Story, key: string) =>
  rig.emulator.world.faults.add({ path: '^/(v1|api)/', fault: echo(key) });

async function begin(rig: Rig, other: Emulator, folder: string): Promise<Story> {
  const evidence = createEvidence();
  const { extension } = rig;
  const note = (target: { url(): string }) => evidence.add('addresses', target.url());
  extension.browser.on('targetcreated', note).on('targetchanged', note);
  mkdirSync(folder);
  const { settings } = await setUp(rig, 'overview', {});
  const profiles = settings.profiles.map((one) => ({ ...one, requestsPerMinute: 6000, burst: 1000 }));
  await setUp(rig, 'save-settings', { settings: { ...settings, profiles } });
  await setUp(rig, 'pin', { conversationId: null, text: PINNED });
  return {
    rig,
    other,
    evidence,
    options: await extension.openPage('options'),
    downloaded: await keepDownloads(extension.browser, folder),
    look: (...more) => lookAround(rig, evidence, more),
    copyAll: (view, selector) => copyWith(view, evidence, selector),
    view: (id) => extension.openPage('inspector', { id }),
  };
}

async function plantEverywhere({ rig, evidence, options, downloaded, look, copyAll }: Story): Promise<void> {
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

async function saveAndTest(story: Story): Promise<void> {
  const { options, look } = story;
  repeatTheKey(story, FIRST);
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
}

async function useThePanel({ rig, evidence, downloaded, look, copyAll }: Story): Promise<void> {
  const { page, frame } = await inspectAnew(rig);
  await lookUp(frame, IDS.threeVersions, 'completed');
  evidence.add('downloads', await downloaded(() => press(frame, 'CSV')));
  for (const tab of ['Status', 'Summary', 'Prompt', 'Requests', 'Raw']) {
    await openTab(frame, tab);
    if (tab === 'Summary' || tab === 'Raw') await says(frame, '[API key]');
    await copyAll(frame);
    await look(frame);
  }
  await page.close();
}

async function useTheRest({ rig, evidence, options, downloaded, look, copyAll, view }: Story): Promise<void> {
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
    await (await rig.extension.tabOpenedBy(() => rig.extension.clickMenu(site, click))).close();
  }
  await (await rig.extension.tabOpenedBy(() => rig.extension.enterOmnibox(FIRST))).close();
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
  await says(full, 'Sample data; nothing is sent to Synap.');
  await look();
  await ask(options, 'choose-profile', { profileId: 'default', demo: false });
  await full.close();
  await site.close();
}

/** Answers that are no answers. */
async function meetBadAnswers({ rig, other, look, copyAll, view }: Story): Promise<void> {
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
}

/** Refusals that hold the whole profile. */
async function beRefused({ rig, options, look, copyAll, view }: Story): Promise<void> {
  const { faults } = rig.emulator.world;
  for (const [status, words] of [
    [401, 'Synap refused the key'],
    [402, 'Out of credits'],
    [403, 'Synap refused the key'],
    [429, 'Rate limit reached'],
  ] as const) {
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
  }
}

/** No network, and a worker that dies in mid-request. */
async function loseNetworkAndWorker({ rig, look, view }: Story): Promise<void> {
  const page = await view(IDS.threeVersions);
  await shows(page, { status: 'completed' });
  const goOnline = await rig.extension.goOffline();
  await press(page, 'Refresh');
  await alertWith(page, "You're offline");
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
}

/** A run that failed with the key in its words. */
async function beNotified({ rig, evidence, options, view }: Story): Promise<void> {
  const page = await view(IDS.inProgress);
  await shows(page, { status: 'in_progress' });
  await press(page, 'Watch');
  await until(async () => (await watches(rig)).some(({ starred }) => starred), 'the watch to be stored');
  await page.close();
  await options.goto('about:blank');
  // First, for the browser's own alarm may tell the end as soon as there is one.
  const notices = await overhearNotices(await rig.extension.worker(), PLANTED);
  rig.emulator.world.finishRun(IDS.inProgress, 'failed', `Bearer ${FIRST} was refused`);
  // The worker under observation must stay awake, so it receives requests until the watch is due.
  const told = await until(
    async () => {
      await rig.extension.fireAlarm('poll');
      const heard = await notices();
      return heard.includes('[API key] was refused') ? heard : null;
    },
    'the notice of the end',
    2 * PATIENCE_MS,
  );
  evidence.add('notifications', told);
  await options.goto(`${rig.extension.origin}/src/options/options.html`);
}

/** The key that replaces the first is remembered. */
async function replaceTheKey(story: Story): Promise<void> {
  const { evidence, options, look, view } = story;
  await lookInside(options, evidence);
  repeatTheKey(story, SECOND);
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
}

/** The server saw the keys in the one header, and no other server saw anything. */
function searchTheRequests({ rig, other, evidence }: Story): void {
  const log = rig.emulator.world.log.list();
  for (const key of [FIRST, SECOND]) expect(log.map(({ headers }) => headers.authorization)).toContain(`Bearer ${key}`);
  for (const { headers, ...request } of log)
    evidence.add('requests', JSON.stringify({ ...request, headers: { ...headers, authorization: '' } }));
  for (const { kind, headers } of log) if (kind !== 'api') expect(headers.authorization).toBeUndefined();
  expect(log.filter(({ headers }) => headers.referer?.startsWith('chrome-extension:'))).toEqual([]);
  expect(other.world.log.count()).toBe(0);
}

/** No page, console, address, copy, file or store held a key but the two that may. */
function searchTheEvidence({ rig, evidence }: Story): void {
  for (const line of rig.extension.said())
    evidence.add(line.includes('.html: ') ? 'console of a page' : 'console of the worker', line);
  expect(evidence.placesOf(FIRST)).toEqual(['storage.session session-key:default']);
  expect(evidence.placesOf(SECOND)).toEqual(['indexedDB synap-vault/entries key:default']);
  expect(evidence.placesOf(PLANTED)).toEqual(PLACES_PLANTED);
  // The runs that were seen, and what must be kept, were searched as well.
  expect(evidence.placesOf(IDS.threeVersions)).toContainEqual(
    expect.stringMatching(/^indexedDB synap-history.* runs:/),
  );
  expect(evidence.placesOf(PINNED)).toContain('storage.local pins:default');
}

/** Ends the browser, in which a page has crashed. */
async function crashAndEnd({ rig, options }: Story, end: () => Promise<void>): Promise<void> {
  await press(options, 'Remember on this device', 'checkbox');
  // Its process keeps what it held, and has no port that would wake the worker.
  await options.goto(`${rig.extension.origin}/manifest.json`);
  await rig.extension.stopWorker();
  const crashed = new Promise((resolve) => void options.once('error', resolve));
  void (await options.createCDPSession()).send('Page.crash').catch(() => undefined);
  await crashed;
  await end();
}

/** The profile on disk holds the key nowhere but in the vault, when it is remembered. */
function searchTheProfile({ rig }: Story, profile: string): void {
  writeFileSync(join(profile, 'planted.bin'), Buffer.from(`\u0001${PLANTED}`, 'utf16le'));
  const databases = `Default/IndexedDB/chrome-extension_${rig.extension.extensionId}_0.indexeddb.leveldb/`;
  expect(filesWith(profile, FIRST)).toEqual([]);
  const kept = filesWith(profile, SECOND);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.filter((path) => !path.startsWith(databases))).toEqual([]);
  const planted = filesWith(profile, PLANTED);
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
}

it(
  'a key that is used everywhere, on a server that repeats it, is nowhere but in its store [F79] [F80] [F81] [F82] [F83]',
  { timeout: 300_000 },
  async ({ rig, other, end, folder, userDataDir }) => {
    const story = await begin(rig, other, join(folder, 'downloads'));
    await plantEverywhere(story);
    await saveAndTest(story);
    await useThePanel(story);
    await useTheRest(story);
    await meetBadAnswers(story);
    await beRefused(story);
    await loseNetworkAndWorker(story);
    await beNotified(story);
    await replaceTheKey(story);
    searchTheRequests(story);
    searchTheEvidence(story);
    await crashAndEnd(story, end);
    searchTheProfile(story, userDataDir);
  },
);
