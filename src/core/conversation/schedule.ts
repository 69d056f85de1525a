/**
 * When to request a status again. Pure: the worker supplies the clock.
 *
 * Rule: with a view open, a finished run is noticed within 2 s or 15 % of its length, whichever is more. A run that
 * ends just after a request at age t is seen at the next one, so the gap must stay under max(2 s, 0.15 t); the
 * constants leave some of it for the answer's latency.
 */

const QUICK_MIN_MS = 1_700;
const QUICK_SHARE = 0.13;
const PRESSING_SHARE = 0.145;
const QUICK_MAX_MS = 30_000;
/** The shortest period the browser allows for alarms. */
export const ALARM_PERIOD_MS = 30_000;
/** Watched, but idle: how often to check whether a run began. */
const WAITING_WITH_VIEW_MS = 20_000;
const WAITING_WITHOUT_VIEW_MS = 120_000;
const WAITING_SHARE = 1 / 4;
/** A run is given up when it has not ended by then; a longer ETA extends this to ten times the ETA. */
const RUN_DEADLINE_MS = 30 * 60_000;
const WAITING_DEADLINE_MS = 60 * 60_000;
const ETA_PATIENCE = 10;
const RETRY_BASE_MS = 4_000;
const RETRY_MAX_MS = 5 * 60_000;

/** Delay in ms until the next request about a run of this age. */
export function runningDelayMs(ageMs: number, viewOpen: boolean): number {
  if (!viewOpen) return ALARM_PERIOD_MS;
  const delayMs = Math.round(ageMs * QUICK_SHARE) || 0;
  return Math.min(QUICK_MAX_MS, Math.max(QUICK_MIN_MS, delayMs));
}

/** The watches of one profile that wait for a run, and the requests that its budget allows. */
export interface Crowd {
  waiting: number;
  perMinute: number;
}

/** The delay grows with the number of those that wait: together they take a quarter of the budget. */
export function waitingDelayMs(viewOpen: boolean, { waiting, perMinute }: Crowd): number {
  const shared = (waiting * 60_000) / (perMinute * WAITING_SHARE);
  return Math.max(viewOpen ? WAITING_WITH_VIEW_MS : WAITING_WITHOUT_VIEW_MS, Math.round(shared));
}

/** The part of the budget for polls of what is not in view: less while a view is open and has requests of its own. */
export function backgroundShare(viewOpen: boolean): number {
  return viewOpen ? 1 / 4 : 1 / 2;
}

/** Delay in ms after the n-th failure in a row (1 is the first). */
export function failureDelayMs(failures: number): number {
  return Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** Math.max(0, Math.min(failures, 10) - 1));
}

/** How long in ms a run may be followed before the watch gives up. */
export function runPatienceMs(etaSeconds: number | null): number {
  const eta = Number.isFinite(etaSeconds) ? Number(etaSeconds) : 0;
  return Math.min(24 * 60 * 60_000, Math.max(RUN_DEADLINE_MS, eta * 1000 * ETA_PATIENCE));
}

export const waitingPatienceMs = WAITING_DEADLINE_MS;

/** How long a run took, and its ETA as it was first told. */
export interface EndedRun {
  lengthMs: number;
  etaSeconds: number | null;
}

const MAX_ENDED = 200;
const FEWEST_ENDED = 3;

/** Keeps the latest runs. The API's ETA is often a flat 60 s, so measured runs predict better. */
export function addEndedRun(runs: EndedRun[], ended: EndedRun): EndedRun[] {
  const isPossible = ended.lengthMs > 0 && ended.lengthMs <= 24 * 60 * 60_000;
  return isPossible ? [...runs, ended].slice(-MAX_ENDED) : runs;
}

/** The median run length in ms, or null while too few are known. */
export function typicalRunMs(runs: readonly EndedRun[]): number | null {
  if (runs.length < FEWEST_ENDED) return null;
  const sorted = runs.map(({ lengthMs }) => lengthMs).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** A run may be unlike all that are known: it counts as so many of them, and may end at any age. */
const DOUBT = 2;
const DOUBT_FROM_MS = 1_000;

/**
 * For how long in ms, on average, a run has been over and nobody knows: it was last seen in progress at the age
 * `seenMs`, and that was `gapMs` ago. Each ended run that was longer tells an end: as many times the ETA as it took of
 * its own, so that an ETA that is off, or always the same, is corrected.
 */
export function expectedWaitMs(
  runs: readonly EndedRun[],
  etaSeconds: number | null,
  seenMs: number,
  gapMs: number,
): number {
  // Ends in proportion to 1 / t²: half of all that are so old end before they are twice as old.
  const scale = Math.max(0, seenMs) + DOUBT_FROM_MS;
  let sum = DOUBT * (gapMs - scale * Math.log1p(gapMs / scale));
  let many = DOUBT;
  for (const ended of runs) {
    const endMs = etaSeconds && ended.etaSeconds ? (ended.lengthMs / ended.etaSeconds) * etaSeconds : ended.lengthMs;
    if (!(endMs > seenMs)) continue;
    many += 1;
    sum += Math.max(0, seenMs + gapMs - endMs);
  }
  return sum / many;
}

/** With an expected wait so long, a run in view is polled along with those that are due. */
export const LONG_WAIT_MS = 500;
/** With a shorter one, the selected run has surely not ended. */
const NO_WAIT_MS = 10;

/** Between two looks at what the budget holds back. */
export const LOOK_AGAIN_MS = 500;

/** Whether a selected run comes before all others, so that its end is noticed within 2 s and 15 % of its length. */
export function isPressing(seenMs: number, gapMs: number, expectedMs: number): boolean {
  return expectedMs >= NO_WAIT_MS && gapMs >= QUICK_MIN_MS - LOOK_AGAIN_MS + seenMs * PRESSING_SHARE;
}

export const OUT_OF_VIEW = 0;
export const IN_VIEW = 1;
export const PRESSING = 2;
type Place = typeof OUT_OF_VIEW | typeof IN_VIEW | typeof PRESSING;

/** A due request and what determines its turn. */
export interface Due {
  /** How close it is to the user. A selected run that is sure to be still in progress is not pressing. */
  place: Place;
  /** For how long a run is expected to have been over; 0: none is in progress. */
  expectedMs: number;
  /** How long ago it was due. */
  overdueMs: number;
}

/**
 * What is selected first, then what is in view. Out of view, those overdue by more than an alarm's period come next, the
 * longest first, so that everybody's turn comes. Then running ones: by each poll, the longest expected wait ends.
 */
export function compareDue(a: Due, b: Due): number {
  return b.place - a.place || lateness(b) - lateness(a) || b.expectedMs - a.expectedMs || b.overdueMs - a.overdueMs;
}

function lateness({ place, overdueMs }: Due): number {
  return place === OUT_OF_VIEW && overdueMs > ALARM_PERIOD_MS ? overdueMs : 0;
}

/** Longer than any time between two looks at the watches, each of which takes an alarm. */
const MAX_GAP_MS = 90_000;

/**
 * For how long in ms nobody looked at a watch though one was due: the machine slept, or its clock was set ahead.
 * `seenAt` is the last look, `dueAt` the first poll since.
 */
export function unseenMs(seenAt: number, dueAt: number, now: number): number {
  const gap = now - Math.max(Math.min(seenAt, now), dueAt);
  return gap > MAX_GAP_MS ? gap : 0;
}
