import type { Fault } from '../emulator/fault.ts';
import type { Browser } from './browser.ts';
import type { Cloud } from './cloud.ts';
import type { Dice } from '../support/random.ts';

/** What a cloud, or the way to it, does to everybody for a while. */
export type Weather =
  | 'key-refused'
  | 'no-credits'
  | 'rate-limited'
  | 'offline'
  | 'unreachable'
  | 'failing'
  | 'silent'
  | 'broken';

const KINDS: readonly [Weather, ...Weather[]] = [
  'key-refused',
  'no-credits',
  'rate-limited',
  'offline',
  'unreachable',
  'failing',
  'silent',
  'broken',
];
const RETRY_AFTER: readonly [string, ...string[]] = [
  '1',
  '7',
  '60',
  '-5',
  'soon',
  '1e9',
  '0',
  'Sun, 06 Nov 1994 08:49:37 GMT',
];
const BROKEN: readonly [Fault, ...Fault[]] = [
  { body: { kind: 'broken-json' } },
  { body: { kind: 'login-page' } },
  { body: { kind: 'empty' } },
  { body: { kind: 'bad-utf8' } },
  { body: { kind: 'deep', depth: 5_000 } },
  { mutate: 'wrong-types' },
  { mutate: 'nulls' },
  { mutate: 'missing' },
  { status: 302, redirectTo: 'https://login.example.com/' },
];

/** One cloud's weather: clear most of the time. */
export interface WeatherStation {
  /** Lets the weather change; call now and then. */
  turn(nowMs: number): void;
  /** Clear weather from now on, as when the emulator was reset. */
  clear(nowMs: number): void;
  /** Since when it has been clear; null while it is not. */
  clearSince(): number | null;
  seen: ReadonlyMap<Weather, number>;
}

const MINUTE_MS = 60_000;

export function createWeather(cloud: Cloud, browser: Browser, dice: Dice): WeatherStation {
  const seen = new Map<Weather, number>();
  let current: Weather | null = null;
  let clearSince = 0;
  let until = dice.between(5, 60) * MINUTE_MS;
  const clear = (nowMs: number) => {
    if (current === 'offline') browser.goOnline();
    cloud.world.faults.clear();
    cloud.world.revoke('normal', false);
    current = null;
    clearSince = nowMs;
    until = nowMs + dice.between(10, 90) * MINUTE_MS;
    // Key and credits are mended by the user, who says so.
    const { profileId } = cloud;
    void browser.ask('choose-profile', { profileId, demo: false }).then(() => browser.ask('resume', {}));
  };
  return {
    seen,
    clear,
    clearSince: () => (current === null ? clearSince : null),
    turn: (nowMs) => {
      if (nowMs < until) return;
      if (current !== null) return clear(nowMs);
      current = dice.pick(KINDS);
      until = nowMs + dice.between(1, 15) * MINUTE_MS;
      seen.set(current, (seen.get(current) ?? 0) + 1);
      begin(current, cloud, browser, dice);
    },
  };
}

function begin(weather: Weather, { world }: Cloud, { network }: Browser, dice: Dice): void {
  const fault = (made: Fault) => void world.faults.add({ fault: made });
  switch (weather) {
    case 'key-refused':
      return world.revoke('normal');
    case 'no-credits':
      return fault({ status: 402 });
    case 'rate-limited':
      return fault({ status: 429, headers: { 'retry-after': dice.pick(RETRY_AFTER) } });
    case 'offline':
      network.online = false;
      return fault({ reset: 'at-once' });
    case 'unreachable':
      return fault({ reset: 'at-once' });
    case 'failing':
      return fault({ status: dice.pick([500, 502, 503, 504]) });
    case 'silent':
      return fault({ hold: true });
    case 'broken':
      return fault(dice.pick(BROKEN));
  }
}
