import type { Page } from 'puppeteer-core';
import type { RequestInput, RequestName, RequestOutput } from '../../../src/protocol/requests.ts';
import type { Outcome } from '../../../src/core/errors.ts';
import { launchWithExtension, type LaunchedExtension, type LaunchWithExtension } from '../browser/launch.ts';
import { until } from '../browser/until.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/emulator.ts';
import { frameOf, type View } from './view.ts';

/** The built extension in a browser of its own, with an emulator of its own in place of Synap. */
export interface Rig {
  emulator: Emulator;
  extension: LaunchedExtension;
  close(): Promise<void>;
}

/** Limits are off, so that tests wait for nothing but what they are about. */
export async function startRig(
  emulation: EmulatorOptions = {},
  launching: Omit<LaunchWithExtension, 'emulator'> = {},
): Promise<Rig> {
  const emulator = await startEmulator({ ...emulation, settings: { rateLimited: false, ...emulation.settings } });
  try {
    const extension = await launchWithExtension({ emulator, ...launching });
    return {
      emulator,
      extension,
      close: async () => {
        await extension.close();
        await emulator.close();
      },
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

export interface KeyChoice {
  key?: string;
  remember?: boolean;
}

/** As set-up: what the options page asks for when a key is saved, with a budget that no test runs into. Leaves no page open. */
export async function giveKey(
  { emulator, extension }: Rig,
  { key = emulator.keys.normal, remember = false }: KeyChoice = {},
): Promise<void> {
  const options = await extension.openPage('options');
  const { settings } = await told(options, 'overview', {});
  const profiles = settings.profiles.map((one) =>
    one.id === settings.activeProfileId ? { ...one, requestsPerMinute: 6000, burst: 1000 } : one,
  );
  await told(options, 'save-settings', { settings: { ...settings, profiles } });
  await told(options, 'set-key', { profileId: settings.activeProfileId, key, remember });
  // The worker asks by itself whose key it is: over before a test counts requests.
  const named = async () => {
    const overview = await ask(options, 'overview', {});
    return overview.ok && overview.value.profiles.some(({ clientId }) => clientId !== null);
  };
  const isGood = key === emulator.keys.normal || key === emulator.keys.paid;
  if (isGood) await until(named, 'the worker to learn whose key it is');
  await options.close();
}

/** The same question as the page's own code would send. */
export async function ask<N extends RequestName>(
  view: View,
  name: N,
  input: RequestInput<N>,
): Promise<Outcome<RequestOutput<N>>> {
  const answer = await frameOf(view).evaluate(
    async (name, input) => {
      const { version } = chrome.runtime.getManifest();
      return chrome.runtime.sendMessage({ app: 'synap-inspector', version, name, input });
    },
    name,
    input,
  );
  return answer.outcome;
}

async function told<N extends RequestName>(view: View, name: N, input: RequestInput<N>): Promise<RequestOutput<N>> {
  const outcome = await ask(view, name, input);
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

/** The tab that was opened by what `act` does, once its address is there. */
export async function tabOpenedBy({ browser }: LaunchedExtension, act: () => Promise<unknown>): Promise<Page> {
  const before = new Set(browser.targets());
  await act();
  const target = await until(
    () =>
      browser
        .targets()
        .find((one) => one.type() === 'page' && !before.has(one) && one.url().startsWith('chrome-extension:')),
    'a new tab of the extension',
  );
  return until(() => target.page(), "the new tab's page");
}

/** How many requests of the API came in, of those whose address matches. */
export function requests({ emulator }: Rig, path = /./): string[] {
  return emulator.world.log.list({ kind: 'api', path }).map(({ method, url }) => `${method} ${url}`);
}

/** The worker has no network until the result is called. */
export async function goOffline({ extension }: Rig): Promise<() => Promise<void>> {
  const { client } = await extension.worker();
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

/** Closes every tab but an empty one. */
export async function closeTabs({ browser }: LaunchedExtension): Promise<void> {
  const pages = await browser.pages();
  await browser.newPage();
  for (const page of pages) await page.close();
}
