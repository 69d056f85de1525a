import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRunLength,
  ALARM_PERIOD_MS,
  compareDue,
  failureDelayMs,
  runningDelayMs,
  runPatienceMs,
  typicalRunMs,
  unseenMs,
  waitingDelayMs,
  type Due,
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

describe('run lengths', () => {
  it('are learned when they can be true, the latest 50 of them', () => {
    for (const odd of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 25 * 60 * MINUTE])
      expect(addRunLength([5], odd)).toEqual([5]);
    const many = [...Array(60).keys()].reduce<number[]>((held, n) => addRunLength(held, n + 1), []);
    expect(many).toHaveLength(50);
    expect(many.at(-1)).toBe(60);
  });

  it('have a middle from the third on', () => {
    expect(typicalRunMs([1, 2])).toBeNull();
    expect(typicalRunMs([900_000, 3, 8])).toBe(8);
    const samples = [9, 1, 5];
    typicalRunMs(samples);
    expect(samples).toEqual([9, 1, 5]);
  });
});

describe('compareDue', () => {
  const due = (fields: Partial<Due>): Due => ({
    viewPlace: null,
    running: true,
    ageMs: 0,
    overdueMs: 0,
    ...fields,
  });
  const first = (typicalMs: number | null, ...all: Due[]) => [...all].sort(compareDue(typicalMs))[0];

  it('puts what is in view first, the chosen one before all', () => {
    const chosen = due({ viewPlace: 0, running: false });
    expect(first(null, due({}), due({ viewPlace: 1 }), chosen)).toBe(chosen);
  });

  it('then who is overdue by more than an alarm’s period, the longest first [root 6]', () => {
    const longest = due({ running: false, overdueMs: 50_000 });
    expect(first(8_000, due({ ageMs: 8_000 }), due({ ageMs: 8_000, overdueMs: 45_000 }), longest)).toBe(longest);
    const runs = due({ overdueMs: 20_000 });
    expect(first(8_000, due({ running: false, overdueMs: 29_000 }), runs)).toBe(runs);
  });

  it('then runs, those as old as runs become first, then who waits longest', () => {
    const old = due({ ageMs: 9_000 });
    expect(first(8_000, due({ ageMs: 100 }), due({ running: false }), old, due({ ageMs: 60_000 }))).toBe(old);
    const waiting = due({ running: false, overdueMs: 5 });
    expect(first(null, due({ running: false }), waiting)).toBe(waiting);
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
