import type { RequestInput, RequestName, RequestOutput } from '../../../src/protocol/requests.ts';
import type { Outcome } from '../../../src/core/errors.ts';
import { launchWithExtension, type LaunchedExtension, type LaunchWithExtension } from '../browser/launch.ts';
import { STORES } from '../browser/hosts.ts';
import { until } from '../browser/until.ts';
import { launchFirefox } from '../firefox/launch.ts';
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
  launch = launchBrowser,
): Promise<Rig> {
  const emulator = await startEmulator({ ...emulation, settings: { rateLimited: false, ...emulation.settings } });
  try {
    const hosts = {
      [`${STORES.chromium}:80`]: `127.0.0.1:${emulator.port}`,
      [`${STORES.firefox}:443`]: `127.0.0.1:${emulator.httpsPort}`,
      ...launching.hosts,
    };
    const extension = await launch({ emulator, ...launching, hosts });
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

/** Firefox for the suite of that name (vitest.config.ts). */
const ENGINE = process.env['SYNAP_BROWSER'] === 'firefox' ? 'firefox' : 'chromium';

export function launchBrowser(options: LaunchWithExtension): Promise<LaunchedExtension> {
  return ENGINE === 'firefox' ? launchFirefox(options) : launchWithExtension(options);
}

export interface KeyChoice {
  key?: string;
  remember?: boolean;
}

/** Saves a key with a budget that no test runs into, for set-up: no page is opened for it. */
export async function giveKey(
  rig: Rig,
  { key = rig.emulator.keys.normal, remember = false }: KeyChoice = {},
): Promise<void> {
  const { settings } = await setUp(rig, 'overview', {});
  const profiles = settings.profiles.map((one) =>
    one.id === settings.activeProfileId ? { ...one, requestsPerMinute: 6000, burst: 1000 } : one,
  );
  await setUp(rig, 'save-settings', { settings: { ...settings, profiles } });
  await setUp(rig, 'set-key', { profileId: settings.activeProfileId, key, remember });
  // The worker asks by itself whose key it is: over before a test counts requests.
  const isNamed = async () => (await setUp(rig, 'overview', {})).profiles.some(({ clientId }) => clientId !== null);
  const { normal, paid } = rig.emulator.keys;
  if ([normal, paid].includes(key)) await until(isNamed, 'the worker to learn whose key it is');
  await rig.extension.endSetUp();
}

/** Asks the worker as the options page does, without a page: what that takes would be most of a test's time. */
export async function setUp<N extends RequestName>(
  { extension }: Rig,
  name: N,
  input: RequestInput<N>,
): Promise<RequestOutput<N>> {
  const outcome = await until(
    () => extension.sendAsOptions<Outcome<RequestOutput<N>>>(name, input),
    `${name} to be answered`,
  );
  if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
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

/** How many requests of the API came in, of those whose address matches. */
export function requests({ emulator }: Rig, path = /./): string[] {
  return emulator.world.log.list({ kind: 'api', path }).map(({ method, url }) => `${method} ${url}`);
}
