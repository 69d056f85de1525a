import type { Page } from 'puppeteer-core';
import { until } from './until.ts';
import type { WorkerHandle } from './workers.ts';

export interface MenuClick {
  menuItemId: string;
  selectionText?: string;
  linkUrl?: string;
  pageUrl?: string;
  frameUrl?: string;
  frameId?: number;
}

/** What the browser tells the worker and shows of it, where no test can reach the browser's own windows. */
export interface BrowserEvents {
  /** The menu entry chosen in that tab. `grant` (default true): with activeTab, as a real click gives. */
  clickMenu(page: Page, click: MenuClick, grant?: boolean): Promise<void>;
  /** A message as the options page sends it; its outcome, or null when the worker does not listen yet. */
  sendAsOptions<T>(name: string, input: unknown): Promise<T | null>;
  /** Puts away what `sendAsOptions` needed. */
  endSetUp(): Promise<void>;
  fireAlarm(name: string): Promise<void>;
  alarms(): Promise<chrome.alarms.Alarm[]>;
  enterOmnibox(text: string): Promise<void>;
  /** Ids of the notifications shown. */
  notifications(): Promise<string[]>;
  clickNotification(id: string): Promise<void>;
  badge(): Promise<{ text: string; color: string }>;
  /** The worker has no network until the result is called. */
  goOffline(): Promise<() => Promise<void>>;
}

type Worker = () => Promise<WorkerHandle>;

/** Chromium's events have a `dispatch` that no types know. */
interface Dispatching {
  dispatch(...args: unknown[]): void;
}

export function browserEvents(worker: Worker, openPopup: (page: Page) => Promise<Page>): BrowserEvents {
  const dispatch = async (
    event: 'contextMenus.onClicked' | 'alarms.onAlarm' | 'omnibox.onInputEntered' | 'notifications.onClicked',
    ...args: unknown[]
  ): Promise<void> => {
    await (
      await worker()
    ).evaluate(
      ([space, name], args) => {
        const found: Dispatching = Reflect.get(Reflect.get(chrome, space ?? ''), name ?? '');
        found.dispatch(...args);
      },
      event.split('.'),
      args,
    );
  };
  return {
    clickMenu: async (page, click, grant = true) => {
      if (grant) await (await openPopup(page)).close();
      await page.bringToFront();
      const tab = await activeTab(worker);
      await dispatch('contextMenus.onClicked', { editable: false, frameId: 0, pageUrl: page.url(), ...click }, tab);
    },
    endSetUp: () => Promise.resolve(),
    sendAsOptions: async (name, input) => (await worker()).evaluate(sendAsOptions, name, input),
    fireAlarm: (name) => dispatch('alarms.onAlarm', { name, scheduledTime: Date.now() }),
    alarms: async () => (await worker()).evaluate(() => chrome.alarms.getAll()),
    enterOmnibox: (text) => dispatch('omnibox.onInputEntered', text, 'currentTab'),
    notifications: async () => Object.keys(await (await worker()).evaluate(() => chrome.notifications.getAll())),
    clickNotification: (id) => dispatch('notifications.onClicked', id),
    badge: async () =>
      (await worker()).evaluate(async () => ({
        text: await chrome.action.getBadgeText({}),
        color: `rgb(${(await chrome.action.getBadgeBackgroundColor({})).slice(0, 3).join(' ')})`,
      })),
    goOffline: () => goOffline(worker),
  };
}

/** Runs in the worker. */
async function sendAsOptions(name: string, input: unknown) {
  const { id } = chrome.runtime;
  const origin = `chrome-extension://${id}`;
  const { onMessage } = chrome.runtime;
  if (!onMessage.hasListeners()) return null;
  const message = { app: 'synap-inspector', version: chrome.runtime.getManifest().version, name, input };
  const sender = { id, origin, url: `${origin}/src/options/options.html`, frameId: 0 };
  const answer = await new Promise<{ outcome: never }>((resolve) => {
    (onMessage as unknown as { dispatch(...args: unknown[]): void }).dispatch(message, sender, resolve);
  });
  return answer.outcome;
}

async function goOffline(worker: Worker): Promise<() => Promise<void>> {
  const { client } = await worker();
  const emulate = (offline: boolean) =>
    client.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await client.send('Network.enable');
  await emulate(true);
  return () => emulate(false);
}

async function activeTab(worker: Worker): Promise<chrome.tabs.Tab> {
  return until(async () => {
    const [tab] = await (await worker()).evaluate(() => chrome.tabs.query({ active: true, windowType: 'normal' }));
    return tab;
  }, 'the active tab');
}
