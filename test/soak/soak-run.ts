import { getEventListeners } from 'node:events';
import { defaultSettings, type Profile, type Settings } from '../../src/core/profile/settings.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { settle } from '../support/settle.ts';
import { createBrowser, type Browser } from './browser.ts';
import { createCloud, createNetwork, type Cloud } from './cloud.ts';
import { createDice } from '../support/random.ts';
import { createTotals, measure, type Hour, type Totals } from './measure.ts';
import { createVisitor } from './visitor.ts';
import { createWeather, type Weather, type WeatherStation } from './fault-scheduler.ts';

const START = Date.UTC(2026, 2, 28, 6, 0, 0);
const STEP_MS = 20_000;
const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** The worker is killed now and then in the first hours of a day; in the others it must not grow. */
const DEADLY_HOURS = 6;
const CLOCK_JUMPS_MS: readonly [number, ...number[]] = [-2 * HOUR_MS, -90_000, 90_000, 2 * HOUR_MS];
const MAX_NAP_MS = 8 * HOUR_MS;
const MAX_SILENCE_MS = 10 * 60_000;

export interface SoakOptions {
  seed: number;
  watches: number;
  /** Requests a minute of the two profiles. */
  perMinute: readonly [number, number];
  /** Asked after every emulated hour. */
  isOver(hours: number): boolean;
  /** The heap after a collection; null where it cannot be had. */
  heapBytes: (() => number) | null;
}

export interface SoakResult {
  hours: Hour[];
  totals: Totals;
  clouds: readonly Cloud[];
  browser: Browser['counts'];
  weather: ReadonlyMap<Weather, number>;
  /** What was violated, the first few; empty is good. */
  complaints: string[];
}

/** Emulated days of the real worker, hour by hour. */
export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const soak = await setUp(options);
  const hours: Hour[] = [];
  do {
    const deadly = hours.length % HOURS_A_DAY < DEADLY_HOURS;
    await passHour(soak, deadly, options.watches);
    hours.push(await endHour(soak, hours.length, options));
  } while (!options.isOver(hours.length) && soak.complaints.length === 0);
  const { totals, clouds, browser, complaints } = soak;
  return { hours, totals, clouds, browser: browser.counts, weather: seenIn(soak), complaints };
}

type Soak = Awaited<ReturnType<typeof setUp>>;

async function setUp({ seed, watches, perMinute }: SoakOptions) {
  const dice = createDice(seed);
  const clock = createManualClock(START);
  const complaints: string[] = [];
  const complain = (what: string) => void (complaints.length < 10 && complaints.push(what));
  const totals = createTotals();
  // The device's clock may be wrong; the clouds' is not, and neither is the budget's measure.
  let wrongBy = 0;
  const trueNow = () => clock.now() - wrongBy;
  const clouds = [
    createCloud('default', { perMinute: perMinute[0], burst: 10 }, { now: trueNow }, dice),
    createCloud('staging', { perMinute: perMinute[1], burst: 5 }, { now: trueNow }, dice),
  ];
  const elapsed = () => trueNow() - START;
  const fetchOf = createNetwork({ clouds, clock, dice, trueNow, elapsed, complain });
  const browser = await createBrowser({ clock, dice, clouds, settings: settingsFor(clouds), fetchOf });
  const visitor = createVisitor({ browser, clouds, dice, heard: (outcome) => totals.hear(outcome, complain) });
  await visitor.keepWatching(watches);
  const weather = new Map(clouds.map((cloud): [Cloud, WeatherStation] => [cloud, createWeather(cloud, browser, dice)]));
  const setClock = (byMs: number) => {
    wrongBy += byMs;
    clock.jump(byMs);
    if (byMs > 0) for (const { budget } of clouds) budget.setAhead(byMs);
  };
  return { dice, clock, clouds, browser, visitor, weather, totals, complaints, complain, elapsed, trueNow, setClock };
}

function settingsFor(clouds: readonly Cloud[]): Settings {
  const [profile] = defaultSettings().profiles;
  if (profile === undefined) throw new Error('no default profile');
  const profiles = clouds.map(({ profileId, origin, rule }): Profile => ({
    ...profile,
    id: profileId,
    name: profileId,
    baseUrl: origin,
    requestsPerMinute: rule.perMinute,
    burst: rule.burst,
  }));
  return { ...defaultSettings(), profiles };
}

async function passHour(soak: Soak, deadly: boolean, most: number): Promise<void> {
  const { clock, browser, visitor, clouds, dice, weather, complain, elapsed } = soak;
  for (let step = 0; step < HOUR_MS / STEP_MS; step += 1) {
    for (const station of weather.values()) station.turn(elapsed());
    const watches = await browser.watches();
    for (const cloud of clouds)
      cloud.startRun(
        (
          dice.some(watches.filter(({ profileId }) => profileId === cloud.profileId)) ?? {
            conversationId: cloud.newConversation(),
          }
        ).conversationId,
      );
    visitor.act(watches);
    if (step % 3 === 0) await visitor.keepWatching(most);
    if (deadly) await harm(soak);
    // Somewhere between two questions or in the middle of one.
    await clock.pass(STEP_MS - 10_000 + dice.between(0, 19_999));
    if (clock.timers().length > MAX_TIMERS) complain(`${clock.timers().length} timers are set`);
  }
}

/** More questions cannot be under way: each waits for its turn without a timer, and has two in flight. */
const MAX_TIMERS = 100;

/** What a worker dies of, and what a clock goes through. */
async function harm({ browser, dice, clock, clouds, setClock }: Soak): Promise<void> {
  if (dice.chance(0.03)) browser.kill();
  if (dice.chance(0.001)) {
    for (const { budget } of clouds) budget.restarted();
    await browser.restart();
    for (const { profileId, key } of clouds) void browser.ask('set-key', { profileId, key, remember: true });
  }
  if (dice.chance(0.002)) setClock(dice.pick(CLOCK_JUMPS_MS));
  if (dice.chance(0.001)) {
    browser.kill();
    // The machine sleeps: every clock goes on, no timer does.
    clock.jump(dice.between(HOUR_MS, MAX_NAP_MS));
  }
}

async function endHour(soak: Soak, index: number, { heapBytes, watches: most }: SoakOptions): Promise<Hour> {
  const { browser, clouds, weather, complain, elapsed, visitor, clock } = soak;
  await checkLiveness(soak);
  await visitor.keepWatching(most);
  const watches = await browser.watches();
  if (watches.length < most || watches.length > Math.max(most, MAX_WATCHES))
    complain(`${watches.length} watches are held, not ${most}`);
  for (const cloud of clouds) {
    cloud.forgetAllBut(
      watches.filter(({ profileId }) => profileId === cloud.profileId).map(({ conversationId }) => conversationId),
    );
    weather.get(cloud)?.clear(elapsed());
  }
  // Views go, and what was under way comes to its end.
  for (const view of browser.views()) browser.closeView(view);
  await clock.pass(REST_MS);
  await settle();
  const hour = await measure({
    index,
    browser,
    clouds,
    timers: clock.timers().length,
    listeners: await listeners(browser, clouds),
    heapBytes,
    most,
  });
  hour.complaints.forEach(complain);
  return hour;
}

/** The stars, and as many runs as views may show besides. */
const MAX_WATCHES = 300;
/** Longer than the longest that a request may take. */
const REST_MS = 65_000;

/** In clear weather, when nothing holds the profile, what is due gets its turn. */
async function checkLiveness({ clouds, weather, browser, clock, complain, elapsed }: Soak): Promise<void> {
  const now = clock.now();
  const late = (await browser.watches()).filter(({ nextAt }) => (nextAt ?? now) < now - MAX_SILENCE_MS);
  for (const { profileId, budget } of clouds.filter((cloud) =>
    late.some((record) => record.profileId === cloud.profileId),
  )) {
    const since = [...weather].find(([cloud]) => cloud.profileId === profileId)?.[1].clearSince() ?? null;
    if (since === null || elapsed() - Math.max(since, budget.lastAt()) < MAX_SILENCE_MS) continue;
    if ((await browser.services().pauses.get(profileId)) === null)
      complain(`${profileId}: nothing was asked in ten minutes, and something is due`);
  }
}

/** Those on the signals that live as long as the keys do. */
async function listeners(browser: Browser, clouds: readonly Cloud[]): Promise<number> {
  const { contexts } = browser.services();
  const resolved = await Promise.all(clouds.map(({ profileId }) => contexts.resolve(profileId)));
  return resolved.reduce(
    (sum, outcome) => sum + (outcome.ok ? getEventListeners(outcome.value.signal, 'abort').length : 0),
    0,
  );
}

function seenIn({ weather }: Soak): ReadonlyMap<Weather, number> {
  const sum = new Map<Weather, number>();
  for (const { seen } of weather.values())
    for (const [kind, count] of seen) sum.set(kind, (sum.get(kind) ?? 0) + count);
  return sum;
}
