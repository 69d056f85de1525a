import type { Page } from 'puppeteer-core';
import type { Toolbox } from '../browser/toolbox.ts';
import type { RunInBrowser } from './chrome-scope.ts';
import { asPage, FirefoxPage } from './firefox-page.ts';

export function firefoxToolbox(run: RunInBrowser, tab: number): Toolbox {
  return {
    dock: async (side) => {
      const panel = new FirefoxPage({ run, id: await run('dock', tab, side) });
      await panel.waitForSelector('#app > *');
      return asPage(panel) as Page as never;
    },
    leave: () => run('selectTool', tab, 'webconsole'),
    comeBack: () => run('selectTool', tab, null),
    hasReadLog: () => run('panelHasReadLog', tab),
    hasDrawer: () => run('splitConsole', tab),
  };
}
