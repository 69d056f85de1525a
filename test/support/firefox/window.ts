import type { BrowserWindow } from '../browser/window.ts';
import type { RunInBrowser } from './chrome-scope.ts';
import { FirefoxPage, idOf } from './firefox-page.ts';

export function firefoxWindow(run: RunInBrowser): BrowserWindow {
  return {
    rightClick: async (page, selector) => {
      await page.bringToFront();
      await new FirefoxPage({ run, id: idOf(page) }).openMenuOn(selector);
      const entries = await run('menu');
      return entries.filter(({ isMenu }) => !isMenu).map(({ label }) => label);
    },
    chooseInMenu: (label) => run('chooseInMenu', label),
    answerPrompt: (allow) => run('answerPrompt', allow),
  };
}
