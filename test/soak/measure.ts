import type { Outcome } from '../../src/core/errors.ts';
import type { Browser } from './browser.ts';
import type { Cloud } from './cloud.ts';

/** Bounds of what is stored: the product's own numbers of records, and what such records can weigh. */
const BOUNDS = {
  /** Settings, run lengths, and a record for each watch. */
  local: { records: 302, bytes: 400_000 },
  /** The log, the last look at the watches, and a bucket, a pause and a key for each profile. */
  session: { records: 8, bytes: 400_000 },
  vaultStore: { records: 2, bytes: 2_000 },
  /** The answers, and the index of their dates. */
  cacheStore: { records: 501, bytes: 4_000_000 },
  /** The runs of each conversation. */
  historyStore: { records: 500, bytes: 4_000_000 },
} as const;
type StoreName = keyof typeof BOUNDS;
const STORES = Object.keys(BOUNDS) as StoreName[];

/** At rest: the alarm, the budgets' next tokens, and what polls just then. */
const MAX_TIMERS_AT_REST = 40;
const MAX_LISTENERS_AT_REST = 40;

/** What is there at the end of an emulated hour, at rest. */
export interface Hour {
  index: number;
  heapBytes: number | null;
  timers: number;
  listeners: number;
  ports: number;
  alarms: number;
  watches: number;
  stored: Record<StoreName, { records: number; bytes: number }>;
  complaints: string[];
}

interface Measured {
  index: number;
  browser: Browser;
  clouds: readonly Cloud[];
  timers: number;
  listeners: number;
  heapBytes: (() => number) | null;
  most: number;
}

export async function measure({ index, browser, timers, listeners, heapBytes }: Measured): Promise<Hour> {
  const stored = Object.fromEntries(STORES.map((name) => [name, sizeOf(browser[name].held)])) as Hour['stored'];
  const [ports, alarms] = [browser.ports(), browser.alarms()];
  const complaints = STORES.flatMap((name) => [
    tooMany(`${name}: records`, stored[name].records, BOUNDS[name].records),
    tooMany(`${name}: bytes`, stored[name].bytes, BOUNDS[name].bytes),
  ]);
  complaints.push(
    tooMany('timers at rest', timers, MAX_TIMERS_AT_REST),
    tooMany('listeners at rest', listeners, MAX_LISTENERS_AT_REST),
    tooMany('ports at rest', ports, 0),
    tooMany('events to closed views', browser.counts.eventsToClosed, 0),
    tooMany('alarms', alarms, 1),
  );
  const watches = (await browser.watches()).length;
  return {
    index,
    heapBytes: heapBytes?.() ?? null,
    timers,
    listeners,
    ports,
    alarms,
    watches,
    stored,
    complaints: complaints.filter((what) => what !== null),
  };
}

function tooMany(what: string, found: number, most: number): string | null {
  return found <= most ? null : `${what}: ${found}, more than ${most}`;
}

function sizeOf(held: ReadonlyMap<string, unknown>): { records: number; bytes: number } {
  return { records: held.size, bytes: Buffer.byteLength(JSON.stringify([...held])) };
}

/** Answers to the views, by what came of them. */
export interface Totals {
  answers: Map<string, number>;
  hear(outcome: Outcome<unknown>, complain: (what: string) => void): void;
}

export function createTotals(): Totals {
  const answers = new Map<string, number>();
  return {
    answers,
    hear: (outcome, complain) => {
      const kind = outcome.ok ? 'ok' : outcome.error.kind;
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
      // No store fails here, and no view is a stranger: these would be the worker's own faults.
      if (kind === 'storage' || kind === 'refused' || kind === 'outdated')
        complain(`a view was answered ${JSON.stringify(outcome)}`);
    },
  };
}
