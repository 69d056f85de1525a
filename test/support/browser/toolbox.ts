import type { Frame } from 'puppeteer-core';
import type { OpenPanel } from './panel.ts';
import { until } from './until.ts';

type DockSide = 'bottom' | 'right';

/** The DevTools around an open panel. */
export interface Toolbox {
  /** Docks them elsewhere; the panel there, which may be another document. */
  dock(side: DockSide): Promise<Frame>;
  /** Another tool takes the panel's place. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** Waits until the panel has read the log for the first time: in Firefox, requests that begin meanwhile are lost. */
  hasReadLog(): Promise<void>;
  /** Whether the console, or what else opens below every tool, is open. */
  hasDrawer(): Promise<boolean>;
}

const LEGACY = "import('devtools://devtools/bundled/ui/legacy/legacy.js')";

export function chromiumToolbox({ devtools, frame }: OpenPanel): Toolbox {
  const url = frame.url();
  const run = (code: string): Promise<unknown> => devtools.evaluate(`${LEGACY}.then((ui) => { ${code} })`);
  const show = (find: string) => run(`return ui.ViewManager.ViewManager.instance().showView(${find});`);
  return {
    dock: async (side) => {
      await run(`ui.DockController.DockController.instance().setDockSide(${JSON.stringify(side)})`);
      const found = await until(() => devtools.frames().find((one) => one.url() === url), 'the panel in its place');
      await found.waitForSelector('#app > *');
      return found;
    },
    leave: async () => void (await show("'console'")),
    comeBack: async () =>
      void (await show(
        `Object.keys(Reflect.get(globalThis, 'UI').panels).find((key) => key.includes(${JSON.stringify(new URL(url).host)}))`,
      )),
    hasReadLog: () => Promise.resolve(),
    hasDrawer: async () => Boolean(await run('return ui.InspectorView.InspectorView.instance().drawerVisible();')),
  };
}
