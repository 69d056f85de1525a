import { encodeSettings } from '../../../src/core/profile/settings-decode.ts';
import { defaultSettings, type Settings } from '../../../src/core/profile/settings.ts';
import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createDice } from '../../support/random.ts';
import { createBrowser } from '../../soak/browser.ts';
import { createCloud, createNetwork, type Cloud } from '../../soak/cloud.ts';

/** The worker before an emulated Synap, on a clock that only the bench moves. Synap itself counts what it allows. */

export const RULE = { perMinute: 60, burst: 10 };
const LATENCY_MS = 100;
const START = Date.UTC(2026, 2, 28, 6, 0, 0);

interface Request {
  path: string;
  atMs: number;
  status: number;
}

interface DrivenParts {
  seed: number;
  /** Called before Synap answers. */
  onAsked?: (world: Cloud['world'], path: string) => void;
  onEvent?: NonNullable<Parameters<typeof createBrowser>[0]['onEvent']>;
}

export type Driven = Awaited<ReturnType<typeof createDriven>>;

export async function createDriven({ seed, onAsked, onEvent }: DrivenParts) {
  const { clock, dice, cloud, elapsed } = createWorld(seed);
  const requests: Request[] = [];
  const complaints: string[] = [];
  const complain = (what: string) => void complaints.push(what);
  const network = networkOf({ clock, dice, cloud, elapsed }, complain);
  const fetchOf = (isAlive: () => boolean): typeof globalThis.fetch => {
    const send = network(isAlive);
    return async (input, init) => {
      const { pathname } = new URL(String(input));
      onAsked?.(cloud.world, pathname);
      const request = { path: pathname, atMs: elapsed(), status: 0 };
      requests.push(request);
      const response = await send(input, init);
      request.status = response.status;
      return response;
    };
  };
  const settings = settingsFor(cloud);
  const browser = await createBrowser({
    clock,
    dice,
    clouds: [cloud],
    settings,
    fetchOf,
    ...(onEvent && { onEvent }),
  });
  return { clock, dice, cloud, elapsed, browser, requests, complaints };
}

function networkOf(
  { clock, dice, cloud, elapsed }: ReturnType<typeof createWorld>,
  complain: (what: string) => void,
): ReturnType<typeof createNetwork> {
  const trueNow = clock.now;
  return createNetwork({ clouds: [cloud], clock, dice, trueNow, elapsed, complain, latencyMs: LATENCY_MS });
}

/** The same without the worker, for rivals: `ask` answers as Synap does, after the same latency. */
export function createRivalWorld(seed: number) {
  const world = createWorld(seed);
  const { cloud } = world;
  const fetch = networkOf(world, () => undefined)(() => true);
  const ask = (id: ConversationId) =>
    fetch(`${cloud.origin}/v1/conversations/${id}/compaction/status`, {
      headers: { authorization: `Bearer ${cloud.key}` },
    });
  return { ...world, ask };
}

function createWorld(seed: number) {
  const clock = createManualClock(START);
  const dice = createDice(seed);
  const cloud = createCloud('default', RULE, clock, dice);
  return { clock, dice, cloud, elapsed: () => clock.now() - START };
}

function settingsFor({ profileId, origin }: Cloud): Settings {
  const settings = defaultSettings();
  const [profile] = settings.profiles;
  if (profile === undefined) throw new Error('no default profile');
  const { perMinute: requestsPerMinute, burst } = RULE;
  // The rule is Synap's own: the product's default leaves room for other clients of the same key.
  return encodeSettings({
    ...settings,
    profiles: [{ ...profile, id: profileId, baseUrl: origin, requestsPerMinute, burst }],
  });
}
