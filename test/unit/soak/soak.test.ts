import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudgetCheck } from '../../soak/budget-check.ts';
import { runSoak } from '../../soak/soak-run.ts';
import { heapComplaint, heapTrend, slope } from '../../soak/trend.ts';

describe('a short soak', () => {
  it('of an emulated day ends within its bounds [F47]', async () => {
    const { hours, clouds, complaints, weather, browser } = await runSoak({
      seed: 3,
      watches: 4,
      perMinute: [1, 1],
      heapBytes: null,
      isOver: (passed) => passed >= 24,
    });
    expect(complaints).toEqual([]);
    expect(hours).toHaveLength(24);
    expect(clouds.every(({ budget }) => budget.sent() > 300)).toBe(true);
    // It met what it is there for.
    expect(weather.size).toBeGreaterThan(5);
    expect(browser.kills).toBeGreaterThan(10);
  });
});

describe('the check of the budget', () => {
  it('complains if and only if there is a window with too many', () => {
    // In hundredths of a second, so that nothing is over by no more than the rounding.
    const gaps = fc.array(
      fc.nat(300).map((hundredths) => hundredths * 10),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 5 }), fc.constantFrom(30, 60, 120), (steps, burst, perMinute) => {
        const check = createBudgetCheck('p', { burst, perMinute });
        let at = 0;
        const times = steps.map((gap) => (at += gap));
        const complained = times.some((time) => check.arrived(time) !== null);
        const overdrawn = times.some((from, first) =>
          times.slice(first).some((to, count) => count + 1 > burst + ((to - from) * perMinute) / 60_000 + 1e-3),
        );
        expect(complained).toBe(overdrawn);
      }),
    );
  });

  it('counts the busiest minute', () => {
    const check = createBudgetCheck('p', { burst: 9, perMinute: 60 });
    for (const at of [0, 10_000, 59_999, 60_000, 200_000]) check.arrived(at);
    expect([check.sent(), check.busiestMinute()]).toEqual([5, 3]);
  });
});

describe('the trend', () => {
  it('is the slope of a line, whatever lies around it', () => {
    const line = Array.from({ length: 100 }, (_, x) => ({ x, y: 7 + 3 * x + (x % 2 === 0 ? 5 : -5) }));
    expect(slope(line)).toBeCloseTo(3, 1);
    expect(slope([])).toBe(0);
    expect(slope([{ x: 1, y: 2 }])).toBe(0);
  });

  it('of the heap is judged after the warm-up, and only when there is enough of it', () => {
    const hoursWith = (many: number, heapBytes: (index: number) => number | null) =>
      Array.from({ length: many }, (_, index) => ({ index, heapBytes: heapBytes(index) }));
    const complaint = (many: number, heapBytes: (index: number) => number | null) =>
      heapComplaint(heapTrend(hoursWith(many, heapBytes)));
    const noise = (index: number) => ((index * 7919) % 200) * 1_000;
    expect(complaint(96, (index) => 20e6 + Math.min(index, 10) * 1e5 + noise(index))).toBeNull();
    expect(complaint(96, (index) => 20e6 + index * 50_000 + noise(index))).toMatch(/grows/);
    expect(complaint(20, () => 20e6)).toMatch(/too short/);
    expect(complaint(96, () => null)).toMatch(/not measured/);
  });
});
