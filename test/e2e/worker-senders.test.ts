import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { ask, giveKey, requests, startRig, type Rig } from './rig.ts';
import { shows } from './ui.ts';

/** Who may ask the worker for what. */

const REFUSED = { ok: false, error: { kind: 'refused', why: 'sender' } };
const READ = { conversationId: IDS.fresh, mode: 'fresh', priority: 'user' };
const QUESTIONS: [string, unknown][] = [
  ['overview', {}],
  ['status', READ],
  ['requests', { conversationId: null }],
  ['compact', { conversationId: IDS.fresh, strategy: null, targetTokens: null, force: true }],
  ['watch', { conversationId: IDS.fresh, label: null }],
  ['set-key', { profileId: 'default', key: 'synap_of_somebody_else_1234', remember: false }],
  ['remove-key', { profileId: 'default' }],
  ['erase-everything', {}],
];
const OPTIONS_ONLY = QUESTIONS.filter(([name]) => /key|erase/.test(name));

let rig: Rig;
let page: Page;

beforeAll(async () => {
  rig = await startRig();
  await giveKey(rig);
  page = await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`);
});
afterAll(() => rig.close());

type Script = 'ask' | 'listen' | 'heard';

/** In the page's isolated world, where content scripts live: with the extension's id and its way to send messages. */
async function asContentScript(script: Script, ...args: unknown[]): Promise<unknown> {
  await page.bringToFront();
  const worker = await rig.extension.worker();
  return worker.evaluate(
    async (url, script, args) => {
      const scripts: Record<Script, (...args: unknown[]) => unknown> = {
        ask: (name, input) => chrome.runtime.sendMessage({ app: 'synap-inspector', version: chrome.runtime.getManifest().version, name, input }),
        listen: () => {
          const heard: unknown[] = [];
          Reflect.set(globalThis, 'heard', heard);
          const port = chrome.runtime.connect({ name: 'view' });
          port.onMessage.addListener((message) => heard.push(message));
          port.postMessage({ type: 'view', version: chrome.runtime.getManifest().version, surface: 'panel', visible: true, conversationIds: [] });
        },
        heard: () => Reflect.get(globalThis, 'heard'),
      };
      const [tab] = await chrome.tabs.query({ active: true, windowType: 'normal' });
      if (tab?.id === undefined || tab.url !== url) throw new Error(`the tab in front is ${String(tab?.url)}`);
      const [frame] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: scripts[script], args });
      return frame?.result;
    },
    page.url(),
    script,
    args,
  );
}

async function keyStillThere(): Promise<void> {
  const options = await rig.extension.openPage('options');
  const last4 = rig.emulator.keys.normal.slice(-4);
  expect(await ask(options, 'overview', {})).toMatchObject({ ok: true, value: { profiles: [{ key: { last4 } }], watches: [] } });
  await options.close();
}

describe('a content script', () => {
  it('is refused whatever it asks, and nothing is done [F51]', async () => {
    // With activeTab, as after a click on the icon.
    await (await rig.extension.openPopup(page)).close();
    rig.emulator.world.log.clear();
    for (const [name, input] of QUESTIONS) {
      expect(await asContentScript('ask', name, input), name).toMatchObject({ outcome: REFUSED });
    }
    expect(requests(rig)).toEqual([]);
    await keyStillThere();
  });

  it('hears nothing over a port either [F51]', async () => {
    await asContentScript('listen');
    // An answer that every view is told of.
    const view = await rig.extension.openPage('inspector', { id: IDS.fresh });
    await shows(view, { status: 'completed', source: 'cloud' });
    await view.close();
    expect(await asContentScript('heard')).toEqual([]);
  });
});

describe('a web page', () => {
  it('has no way to the extension at all [F52]', async () => {
    const ways = await page.evaluate((id) => {
      const runtime = Reflect.get(Reflect.get(globalThis, 'chrome') ?? {}, 'runtime');
      return [typeof runtime, document.querySelectorAll(`[src*="${id}"]`).length];
    }, rig.extension.extensionId);
    expect(ways).toEqual(['undefined', 0]);
  });

  it("can neither frame nor load the extension's pages", async () => {
    const loaded = await page.evaluate(
      async (url) => fetch(url).then(() => true, () => false),
      `${rig.extension.origin}/src/panel/panel.html`,
    );
    expect(loaded).toBe(false);
  });
});

describe('a key, the settings and the deletion', () => {
  it.each(['popup', 'inspector'] as const)('are refused to the %s [F58]', async (name) => {
    const own = name === 'popup' ? await rig.extension.openPopup(page) : await rig.extension.openPage('inspector');
    for (const [question, input] of OPTIONS_ONLY) {
      expect(await ask(own, question as 'set-key', input as never), question).toEqual(REFUSED);
    }
    // What a view may ask is answered.
    expect(await ask(own, 'overview', {})).toMatchObject({ ok: true });
    await own.close();
    await keyStillThere();
  });

  it('are refused to the panel [F58]', async () => {
    const { frame } = await rig.extension.openPanel(page);
    for (const [question, input] of OPTIONS_ONLY) {
      expect(await ask(frame, question as 'set-key', input as never), question).toEqual(REFUSED);
    }
    expect(await ask(frame, 'overview', {})).toMatchObject({ ok: true });
    await keyStillThere();
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
