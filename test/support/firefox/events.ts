import type { Page } from 'puppeteer-core';
import type { BrowserEvents } from '../browser/events.ts';
import type { Evaluator } from '../browser/workers.ts';
import type { RunInBrowser } from './chrome-scope.ts';
import { idOf } from './firefox-page.ts';

const OPTIONS = '/src/options/options.html';

/** What Firefox tells the event page and shows of it. */
export function firefoxEvents(
  run: RunInBrowser,
  background: () => Promise<Evaluator>,
  visit: (url: string, inFront: boolean) => Promise<Page>,
): BrowserEvents {
  /** Messages of an options page come from one: it stays open for the next message, in the background. */
  let sender: Page | null = null;
  return {
    clickMenu: async (page, click, grant = true) => {
      await page.bringToFront();
      const info = { editable: false, frameId: 0, pageUrl: page.url(), ...click };
      await background();
      await run('emitMenuClick', idOf(page), info, grant);
    },
    sendAsOptions: async (name, input) => {
      // A test may have closed it with all the others.
      if (sender !== null && !(await run('isThere', idOf(sender)))) sender = null;
      sender ??= await visit((await run('origin')) + OPTIONS, false);
      const answer: { outcome: never } = await sender.evaluate(
        async (name, input) => {
          const { version } = chrome.runtime.getManifest();
          return chrome.runtime.sendMessage({ app: 'synap-inspector', version, name, input });
        },
        name,
        input,
      );
      return answer.outcome;
    },
    endSetUp: async () => {
      if (sender !== null && (await run('isThere', idOf(sender)))) await sender.close();
      sender = null;
    },
    // There is no way to fire one by name: it is set for now.
    fireAlarm: async (name) =>
      (await background()).evaluate((name) => void chrome.alarms.create(name, { when: 0 }), name),
    alarms: async () => (await background()).evaluate(() => chrome.alarms.getAll()),
    enterOmnibox: async (text) => run('typeInAddressBar', `synap ${text}`),
    notifications: async () => Object.keys(await (await background()).evaluate(() => chrome.notifications.getAll())),
    clickNotification: (id) => run('clickNotice', id),
    badge: async () =>
      (await background()).evaluate(async () => ({
        text: await chrome.action.getBadgeText({}),
        color: `rgb(${(await chrome.action.getBadgeBackgroundColor({})).slice(0, 3).join(' ')})`,
      })),
    goOffline: async () => {
      await run('setOffline', true);
      return () => run('setOffline', false);
    },
  };
}
