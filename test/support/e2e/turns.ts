import { expect } from 'vitest';
import type { LaunchWithExtension } from '../browser/launch.ts';
import { until } from '../browser/until.ts';
import type { EmulatorOptions } from '../../emulator/emulator.ts';
import type { Settings } from '../../emulator/settings.ts';
import { type DevtoolsWindow, openWindow } from './panel-page.ts';
import { giveKey, setUp, startRig, type Rig } from './rig.ts';

/** What a test finds when it begins. */
export interface Beginning {
  /** The emulator's normal key: kept for this session (the default), remembered on the device, or not there. */
  key?: 'session' | 'remembered' | 'none';
  /** The emulator's settings beyond those of every test. */
  settings?: Partial<Settings>;
}

export interface OwnBrowser {
  emulation?: EmulatorOptions | undefined;
  launching?: Omit<LaunchWithExtension, 'emulator'> | undefined;
}

/** One browser that tests take in turn; each finds it as it was after the installation. */
export interface Turns {
  begin(beginning: Beginning): Promise<Rig>;
  /**
   * The panel on the page at that address, both as if opened anew. There is one DevTools window, for opening one takes
   * seconds: it is there before the page, and its log holds the page's traffic, unless that is not wanted.
   */
  inspect(address: string, traffic: boolean): Promise<DevtoolsWindow>;
  /** Closes every tab. Throws when a page or a worker complained. */
  end(): Promise<void>;
  /** Ends the browser, whose state nobody knows after a test that failed; the next turn launches another one. */
  discard(): Promise<void>;
}

export function createTurns({ emulation, launching }: OwnBrowser = {}): Turns {
  let rig: Rig | null = null;
  let window: DevtoolsWindow | null = null;
  const running = async () => (rig ??= await startRig(emulation, launching));
  const noComplaints = async () => {
    const complaints = (await rig?.extension.errors()) ?? [];
    await rig?.extension.forgetErrors();
    expect(complaints, 'what pages and workers complained about').toEqual([]);
  };
  const discard = async () => {
    const old = rig;
    [rig, window] = [null, null];
    await old?.close();
  };
  return {
    begin: async (beginning) => {
      const begun = await running();
      // One that came too late for its own test.
      await noComplaints();
      await putBack(begun);
      await arrange(begun, beginning);
      return begun;
    },
    inspect: async (address, traffic) => {
      if (isGone(window)) window = null;
      window ??= await openWindow(await running());
      await window.show(address, traffic);
      return window;
    },
    end: async () => {
      if (!rig) return;
      if (isGone(window)) window = null;
      await window?.park();
      await rig.extension.closeTabs(window ? [window.page] : []);
      await noComplaints();
    },
    discard,
  };
}

/** A test may have closed the page, or the browser replaced its process. */
function isGone(window: DevtoolsWindow | null): boolean {
  return window !== null && (window.page.isClosed() || window.page.mainFrame().detached || window.frame.detached);
}

/** As it was after the installation, on both sides. */
async function putBack(rig: Rig): Promise<void> {
  const { extension, emulator } = rig;
  const worker = await extension.worker();
  const noViews = () =>
    worker.evaluate(
      async () => (await chrome.runtime.getContexts({ contextTypes: ['TAB', 'POPUP'] as never })).length === 0,
    );
  await until(noViews, 'every view to be gone');
  emulator.world.faults.clear();
  await extension.restoreHosts();
  await setUp(rig, 'erase-everything', {});
  await worker.evaluate(async () => {
    for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
  });
  emulator.world.reset();
}

async function arrange(rig: Rig, { key = 'session', settings = {} }: Beginning): Promise<void> {
  const { world } = rig.emulator;
  world.configure(settings);
  if (key !== 'none') await giveKey(rig, { remember: key === 'remembered' });
  await rig.extension.endSetUp();
  world.log.clear();
}
