import {
  fullBucket,
  refill,
  take,
  waitForPlace,
  type Bucket,
  type BudgetRule,
} from '../../core/profile/token-bucket.ts';
import type { Clock } from '../../core/clock.ts';
import { fail, succeed, type AppError, type Outcome } from '../../core/errors.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import type { BudgetState } from '../../protocol/overview.ts';

/** Lower goes first: what was clicked, what is polled, what was automatic. */
export type Rank = 0 | 1 | 2;

/** May be raised while the question waits: somebody clicked what was asked automatically. */
export interface Urgency {
  rank: Rank;
}

const MOST_IN_FLIGHT = 4;
const MOST_WAITING = 500;

interface Waiting {
  urgency: Urgency;
  grant(outcome: Outcome<Release>): void;
}

/** Gives the place among those in flight back. */
export type Release = () => void;

type OnQueued = (until: number) => void;

/** One token bucket and one queue per profile. The bucket is kept in the session store: it survives the worker. */
export interface BudgetQueue {
  /** Answers when a request may go out; call the release when it is over. */
  admit(profileId: string, rule: BudgetRule, urgency: Urgency, onQueued?: OnQueued): Promise<Outcome<Release>>;
  state(profileId: string, rule: BudgetRule): Promise<BudgetState>;
  /** Refuses what waits with this error: all, or those of the ranks that `isRefused` names. */
  refuse(profileId: string, error: AppError, isRefused?: (rank: Rank) => boolean): void;
}

export function createBudgetQueue(session: KeyValueStore, clock: Clock, onChange: () => void): BudgetQueue {
  const lines = new Map<string, Promise<Line>>();
  const lineOf = (profileId: string, rule: BudgetRule) => {
    const known = lines.get(profileId);
    if (known) return known;
    const made = loadBucket(session, profileId, rule, clock.now()).then((bucket) =>
      createLine(bucket, clock, (next) => {
        // A full store costs at worst a fuller bucket at the next wake.
        session.set(bucketName(profileId), next).catch(() => undefined);
        onChange();
      }),
    );
    lines.set(profileId, made);
    return made;
  };
  return {
    admit: async (profileId, rule, urgency, onQueued) => (await lineOf(profileId, rule)).admit(rule, urgency, onQueued),
    state: async (profileId, rule) => (await lineOf(profileId, rule)).state(rule),
    refuse: (profileId, error, isRefused = () => true) =>
      void lines.get(profileId)?.then((line) => line.refuse(error, isRefused)),
  };
}

interface Line {
  admit(rule: BudgetRule, urgency: Urgency, onQueued?: OnQueued): Promise<Outcome<Release>>;
  state(rule: BudgetRule): BudgetState;
  refuse(error: AppError, isRefused: (rank: Rank) => boolean): void;
}

function createLine(start: Bucket, clock: Clock, onChange: (bucket: Bucket) => void): Line {
  let waiting: Waiting[] = [];
  let bucket = start;
  let inFlight = 0;
  let cancelTimer: (() => void) | null = null;

  const pump = (rule: BudgetRule) => {
    cancelTimer?.();
    cancelTimer = null;
    while (waiting.length > 0 && inFlight < MOST_IN_FLIGHT) {
      const taken = take(bucket, rule, clock.now());
      bucket = taken.bucket;
      if (taken.waitMs > 0) {
        cancelTimer = clock.after(taken.waitMs, () => pump(rule));
        break;
      }
      inFlight += 1;
      const [next] = inOrder(waiting);
      waiting = waiting.filter((entry) => entry !== next);
      next?.grant(
        succeed(
          once(() => {
            inFlight -= 1;
            pump(rule);
          }),
        ),
      );
    }
    onChange(bucket);
  };
  const refuse = (error: AppError, isRefused: (entry: Waiting) => boolean) => {
    const refused = waiting.filter(isRefused);
    waiting = waiting.filter((entry) => !refused.includes(entry));
    for (const entry of refused) entry.grant(fail(error));
    if (refused.length > 0) onChange(bucket);
  };

  return {
    admit: (rule, urgency, onQueued) =>
      new Promise((grant) => {
        const full: AppError = { kind: 'queue-full', waiting: waiting.length };
        if (waiting.length >= MOST_WAITING) {
          // Nothing that was clicked is turned away by what was automatic.
          const last = inOrder(waiting).at(-1);
          if (!last || last.urgency.rank <= urgency.rank) return grant(fail(full));
          refuse(full, (entry) => entry === last);
        }
        const entry: Waiting = { urgency, grant };
        waiting.push(entry);
        pump(rule);
        const place = inOrder(waiting).indexOf(entry);
        if (place >= 0) onQueued?.(clock.now() + waitForPlace(bucket, rule, clock.now(), place));
        return undefined;
      }),
    state: (rule) => ({
      available: Math.floor(refill(bucket, rule, clock.now()).tokens + 1e-9),
      perMinute: rule.perMinute,
      burst: rule.burst,
      waiting: waiting.length,
    }),
    refuse: (error, isRefused) => refuse(error, (entry) => isRefused(entry.urgency.rank)),
  };
}

/** By urgency; among equals, who came first (the sort is stable). */
function inOrder(waiting: readonly Waiting[]): Waiting[] {
  return [...waiting].sort((a, b) => a.urgency.rank - b.urgency.rank);
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}

const bucketName = (profileId: string) => `bucket:${profileId}`;

async function loadBucket(session: KeyValueStore, profileId: string, rule: BudgetRule, now: number): Promise<Bucket> {
  const value = await session.get(bucketName(profileId)).catch(() => undefined);
  if (typeof value === 'object' && value !== null && 'tokens' in value && 'updatedAt' in value) {
    const { tokens, updatedAt } = value;
    if (typeof tokens === 'number' && typeof updatedAt === 'number' && Number.isFinite(tokens + updatedAt)) {
      return { tokens, updatedAt };
    }
  }
  return fullBucket(rule, now);
}
