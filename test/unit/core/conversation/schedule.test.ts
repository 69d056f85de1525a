import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addEndedRun,
  ALARM_PERIOD_MS,
  compareDue,
  expectedWaitMs,
  failureDelayMs,
  IN_VIEW,
  isPressing,
  OUT_OF_VIEW,
  PRESSING,
  runningDelayMs,
  runPatienceMs,
  typicalRunMs,
  unseenMs,
  waitingDelayMs,
  type Due,
  type EndedRun,
} from '../../../../src/core/conversation/schedule.ts';

const MINUTE = 60_000;

/** Asks until a run of this length, first asked about at this age, is seen to have ended; how late that is. */
function noticedAfter(
  lengthMs: number,
  firstAskedAt: number,
  latencyMs: number,
): { lateMs: number; questions: number } {
  let askedAt = firstAskedAt;
  for (let questions = 1; ; questions += 1) {
    const answeredAt = askedAt + latencyMs;
    // The server looks at the earliest moment that it can: the hardest case.
    if (askedAt >= lengthMs) return { lateMs: answeredAt - lengthMs, questions };
    askedAt = answeredAt + runningDelayMs(answeredAt, true);
  }
}

describe('runningDelayMs', () => {
  it('notices the end of a run within 2 s or 15 % of its length, and the answer’s way', () => {
    const lengths = fc.integer({ min: 1_000, max: 30 * MINUTE });
    fc.assert(
      fc.property(
        lengths,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 250 }),
        (lengthMs, share, latencyMs) => {
          const { lateMs } = noticedAfter(lengthMs, Math.floor(lengthMs * share), latencyMs);
          expect(lateMs).toBeLessThanOrEqual(Math.max(2_000, 0.15 * lengthMs) + 2 * latencyMs);
        },
      ),
    );
  });

  it('does so with few questions', () => {
    expect(noticedAfter(10_000, 0, 100).questions).toBeLessThanOrEqual(8);
    expect(noticedAfter(5 * MINUTE, 0, 100).questions).toBeLessThanOrEqual(45);
    expect(noticedAfter(30 * MINUTE, 0, 100).questions).toBeLessThanOrEqual(110);
  });

  it('is the alarm’s period without a view, and something sensible for any age', () => {
    fc.assert(
      fc.property(fc.double(), (ageMs) => {
        expect(runningDelayMs(ageMs, false)).toBe(30_000);
        expect(runningDelayMs(ageMs, true)).toBeGreaterThanOrEqual(1_000);
        expect(runningDelayMs(ageMs, true)).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});

describe('other delays', () => {
  it('are no shorter than an alarm can be, without a view', () => {
    expect(ALARM_PERIOD_MS).toBe(30_000);
    const alone = { waiting: 1, perMinute: 60 };
    expect(waitingDelayMs(false, alone)).toBeGreaterThanOrEqual(ALARM_PERIOD_MS);
    expect(waitingDelayMs(true, alone)).toBeLessThan(waitingDelayMs(false, alone));
  });

  it('grow with the number of those that wait, which take a quarter of the budget together', () => {
    for (const waiting of [30, 100, 200])
      for (const perMinute of [6, 60, 600])
        for (const viewOpen of [true, false]) {
          const perMinuteOfAll = (waiting * MINUTE) / waitingDelayMs(viewOpen, { waiting, perMinute });
          expect(perMinuteOfAll).toBeLessThanOrEqual(perMinute / 4 + 1e-3);
        }
  });

  it('grow with failures, up to a bound', () => {
    const delays = [0, 1, 2, 3, 4, 10, 1_000, 1e9].map(failureDelayMs);
    expect(delays.slice(0, 5)).toEqual([4_000, 4_000, 8_000, 16_000, 32_000]);
    expect(delays.slice(5)).toEqual([300_000, 300_000, 300_000]);
  });
});

describe('runPatienceMs', () => {
  it('is half an hour, or ten times a longer ETA, and never more than a day', () => {
    expect(runPatienceMs(null)).toBe(30 * MINUTE);
    expect(runPatienceMs(60)).toBe(30 * MINUTE);
    expect(runPatienceMs(600)).toBe(100 * MINUTE);
    expect(runPatienceMs(1e12)).toBe(24 * 60 * MINUTE);
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, -5, 0]) expect(runPatienceMs(odd)).toBe(30 * MINUTE);
  });
});

const ofLength = (lengthMs: number): EndedRun => ({ lengthMs, etaSeconds: null });

describe('ended runs', () => {
  it('are learned when their length can be true, the latest 200 of them', () => {
    for (const odd of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 25 * 60 * MINUTE])
      expect(addEndedRun([ofLength(5)], ofLength(odd))).toEqual([ofLength(5)]);
    const many = [...Array(250).keys()].reduce<EndedRun[]>((held, n) => addEndedRun(held, ofLength(n + 1)), []);
    expect(many).toHaveLength(200);
    expect(many.at(-1)).toEqual(ofLength(250));
  });

  it('have a middle from the third on', () => {
    expect(typicalRunMs([1, 2].map(ofLength))).toBeNull();
    expect(typicalRunMs([900_000, 3, 8].map(ofLength))).toBe(8);
    const samples = [9, 1, 5].map(ofLength);
    typicalRunMs(samples);
    expect(samples).toEqual([9, 1, 5].map(ofLength));
  });
});

const lengths = fc.integer({ min: 1, max: 24 * 60 * MINUTE });
const ended = fc.array(fc.record({ lengthMs: lengths, etaSeconds: fc.option(fc.integer({ min: 0, max: 86_400 })) }), {
  maxLength: 200,
});
const etas = fc.option(fc.integer({ min: 1, max: 86_400 }));

describe('expectedWaitMs', () => {
  it('grows with the age, from nothing, and is never more than the time since the run was seen', () => {
    fc.assert(
      fc.property(ended, etas, lengths, lengths, lengths, (runs, etaSeconds, seenMs, gapMs, moreMs) => {
        const after = (ms: number) => expectedWaitMs(runs, etaSeconds, seenMs, ms);
        expect(after(0)).toBe(0);
        expect(after(gapMs)).toBeGreaterThan(0);
        expect(after(gapMs)).toBeLessThanOrEqual(gapMs);
        expect(after(gapMs + moreMs)).toBeGreaterThan(after(gapMs));
      }),
    );
  });

  it('is a number for any', () => {
    const odd = fc.oneof(fc.double(), fc.constantFrom(0, -1, 1e-300, 1e300));
    fc.assert(
      fc.property(
        fc.array(fc.record({ lengthMs: fc.double({ noNaN: true, min: 0 }), etaSeconds: fc.option(odd) })),
        fc.option(odd),
        fc.nat(),
        fc.nat(),
        (runs, etaSeconds, seenMs, gapMs) => {
          const waitMs = expectedWaitMs(runs, etaSeconds, seenMs, gapMs);
          expect(waitMs).toBeGreaterThanOrEqual(0);
          expect(waitMs).toBeLessThan(Infinity);
        },
      ),
    );
  });

  it('of a flat ETA is that of none', () => {
    fc.assert(
      fc.property(fc.array(lengths), fc.integer({ min: 1, max: 600 }), lengths, lengths, (all, eta, seenMs, gapMs) => {
        // Where one ended just then, rounding decides whether it counts.
        fc.pre(all.every((lengthMs) => lengthMs !== seenMs));
        const waits = (etaSeconds: number | null) =>
          expectedWaitMs(
            all.map((lengthMs) => ({ lengthMs, etaSeconds })),
            etaSeconds,
            seenMs,
            gapMs,
          );
        expect(waits(eta) - waits(null)).toBeCloseTo(0, 3);
      }),
    );
  });

  it('follows an ETA as far as ETAs were right', () => {
    const right = Array.from({ length: 50 }, (_, n) => ({ lengthMs: (n + 5) * 2_000, etaSeconds: (n + 5) * 2 }));
    const at = (etaSeconds: number) => expectedWaitMs(right, etaSeconds, 1_000, 19_000);
    expect(at(5)).toBeGreaterThan(10_000);
    expect(at(40)).toBeLessThan(1_000);
    // Three times too long, always: 40 s are 13.
    const long = right.map((run) => ({ ...run, etaSeconds: run.etaSeconds * 3 }));
    expect(expectedWaitMs(long, 40, 1_000, 19_000)).toBeGreaterThan(5_000);
  });

  it('of a run that is older than all known grows to any length, so that its turn comes', () => {
    fc.assert(
      fc.property(ended, etas, lengths, fc.integer({ min: 0, max: MINUTE }), (runs, etaSeconds, seenMs, otherMs) => {
        const waitMs = expectedWaitMs(runs, etaSeconds, seenMs, 1e12);
        // No other run that is polled once a minute can have waited so long.
        expect(waitMs).toBeGreaterThan(otherMs);
      }),
    );
  });
});

describe('isPressing', () => {
  const press = (seenMs: number, gapMs: number, expectedMs = 100) => isPressing(seenMs, gapMs, expectedMs);

  it('leaves room for the next look and the answer’s way within 2 s and 15 % of the length', () => {
    fc.assert(
      fc.property(lengths, (seenMs) => {
        expect(press(seenMs, 2_000 + 0.15 * seenMs - 800)).toBe(true);
        expect(press(seenMs, 1_000)).toBe(false);
      }),
    );
  });

  it('is not so while the run has surely not ended', () => {
    expect(press(60_000, 30_000, 1)).toBe(false);
  });
});

describe('compareDue', () => {
  const due = (fields: Partial<Due>): Due => ({
    place: OUT_OF_VIEW,
    expectedMs: 0,
    overdueMs: 0,
    ...fields,
  });
  const first = (...all: Due[]) => [...all].sort(compareDue)[0];

  it('puts what is in view first, the chosen one before all', () => {
    const chosen = due({ place: PRESSING });
    const inView = due({ place: IN_VIEW });
    expect(first(due({ expectedMs: 1 }), inView, due({ overdueMs: 50_000 }))).toBe(inView);
    expect(first(due({}), due({ place: IN_VIEW, expectedMs: 9_000 }), chosen)).toBe(chosen);
  });

  it('then who is overdue by more than an alarm’s period, the longest first [root 6]', () => {
    const longest = due({ overdueMs: 50_000 });
    expect(first(due({ expectedMs: 8_000 }), due({ expectedMs: 8_000, overdueMs: 45_000 }), longest)).toBe(longest);
    const runs = due({ expectedMs: 1, overdueMs: 20_000 });
    expect(first(due({ overdueMs: 29_000 }), runs)).toBe(runs);
  });

  it('then runs, those that have most probably ended long ago first, then who waits longest', () => {
    const old = due({ expectedMs: 900 });
    expect(first(due({ expectedMs: 100 }), due({ overdueMs: 9_000 }), old, due({}))).toBe(old);
    const waiting = due({ overdueMs: 5 });
    expect(first(due({}), waiting)).toBe(waiting);
  });

  it('goes by what is gained alone among the runs in view, however long they are overdue', () => {
    const gains = due({ place: IN_VIEW, expectedMs: 900 });
    expect(first(due({ place: IN_VIEW, expectedMs: 100, overdueMs: 60_000 }), gains)).toBe(gains);
  });
});

describe('unseenMs', () => {
  it('is the time in which nobody looked though something was due', () => {
    expect(unseenMs(0, 1_000, 1_900_000)).toBe(1_899_000);
    expect(unseenMs(1_000_000, 1_000, 1_050_000)).toBe(0);
    expect(unseenMs(0, Infinity, 1e9)).toBe(0);
    // Not while nothing was due, and not on a clock that was set back.
    expect(unseenMs(0, 1e9, 1e9 + 30_000)).toBe(0);
    expect(unseenMs(1e9, 500, 600)).toBe(0);
  });
});
