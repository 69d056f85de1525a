/**
 * When to request a status again. Pure: the worker supplies the clock.
 *
 * Rule: with a view open, a finished run is noticed within 2 s or 15 % of its length, whichever is more. A run that
 * ends just after a request at age t is seen at the next one, so the gap must stay under max(2 s, 0.15 t); the
 * constants leave some of it for the answer's latency.
 */

const QUICK_MIN_MS = 1_700;
const QUICK_SHARE = 0.13;
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
  const age = Number.isFinite(ageMs) ? Math.max(0, ageMs) : 0;
  return Math.min(QUICK_MAX_MS, Math.max(QUICK_MIN_MS, Math.round(age * QUICK_SHARE)));
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

/** The part of the budget that polls may take, so that automatic lookups get the rest. */
export interface PollShares {
  /** For runs in view. */
  inView: number;
  /** For everything else: half, and less while a view is open and has requests of its own. */
  background: number;
}

export function pollShares(viewOpen: boolean): PollShares {
  return { inView: 2 / 3, background: viewOpen ? 1 / 4 : 1 / 2 };
}

/** Delay in ms after the n-th failure in a row (1 is the first). */
export function failureDelayMs(failures: number): number {
  return Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** Math.max(0, Math.min(failures, 10) - 1));
}

/** How long in ms a run may be followed before the watch gives up. */
export function runPatienceMs(etaSeconds: number | null): number {
  const eta = etaSeconds !== null && Number.isFinite(etaSeconds) && etaSeconds > 0 ? etaSeconds : 0;
  return Math.min(24 * 60 * 60_000, Math.max(RUN_DEADLINE_MS, eta * 1000 * ETA_PATIENCE));
}

export const waitingPatienceMs = WAITING_DEADLINE_MS;

const MAX_SAMPLES = 50;
const FEWEST_SAMPLES = 3;

/** Keeps the latest run lengths, in ms. The API's ETA is often a flat 60 s, so measured runs predict better. */
export function addRunLength(samples: readonly number[], lengthMs: number): number[] {
  if (!Number.isFinite(lengthMs) || lengthMs <= 0 || lengthMs > 24 * 60 * 60_000) return [...samples];
  return [...samples, lengthMs].slice(-MAX_SAMPLES);
}

/** The median run length in ms, or null while there are too few samples. */
export function typicalRunMs(samples: readonly number[]): number | null {
  if (samples.length < FEWEST_SAMPLES) return null;
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** A due request and what determines its turn. */
export interface Due {
  /** Position among the conversations in view: 0 is the selected one; null is out of view. */
  viewPlace: number | null;
  running: boolean;
  ageMs: number;
  /** How long ago it was due. */
  overdueMs: number;
}

/**
 * In view first; then those overdue by more than an alarm's period, the longest first, so that everybody's turn comes;
 * then running ones, those closest to the typical run length first.
 */
export function compareDue(typicalMs: number | null): (a: Due, b: Due) => number {
  const distance = (due: Due) => Math.abs(due.ageMs - (typicalMs ?? 0));
  const lateness = ({ overdueMs }: Due) => (overdueMs > ALARM_PERIOD_MS ? overdueMs : 0);
  return (a, b) =>
    (a.viewPlace ?? 1e9) - (b.viewPlace ?? 1e9) ||
    lateness(b) - lateness(a) ||
    Number(b.running) - Number(a.running) ||
    (a.running ? distance(a) - distance(b) : 0) ||
    b.overdueMs - a.overdueMs;
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
