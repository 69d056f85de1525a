import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterScan,
  MAX_IDLE_RESCAN_MS,
  MIN_RESCAN_MS,
  nextScanDelayMs,
  startRescans,
} from '../../../../src/core/discovery/rescan.ts';

describe('scanning again', () => {
  it('[F64] stays under 5 % of the main thread for any page that mutates for ever', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 3000, noNaN: true }), fc.boolean()), { minLength: 1 }),
        (scans) => {
          let state = startRescans();
          for (const [tookMs, foundNew] of scans) {
            state = afterScan(state, tookMs, foundNew);
            expect(tookMs / (tookMs + nextScanDelayMs(state))).toBeLessThan(0.05);
          }
        },
      ),
    );
  });

  it('waits a second at least, and longer the longer nothing new comes', () => {
    let state = startRescans();
    const delays: number[] = [];
    for (let scan = 0; scan < 6; scan += 1) {
      delays.push(nextScanDelayMs(state));
      state = afterScan(state, 2, false);
    }
    expect(delays).toEqual([MIN_RESCAN_MS, MIN_RESCAN_MS, 2000, 4000, MAX_IDLE_RESCAN_MS, MAX_IDLE_RESCAN_MS]);
    expect(nextScanDelayMs(afterScan(state, 2, true))).toBe(MIN_RESCAN_MS);
    expect(nextScanDelayMs(startRescans())).toBe(MIN_RESCAN_MS);
  });

  it('is never put off for ever by a page that lies about its time', () => {
    for (const tookMs of [Number.NaN, Infinity, -1, 1e300]) {
      const delayMs = nextScanDelayMs(afterScan(startRescans(), tookMs, true));
      expect(delayMs).toBeGreaterThanOrEqual(MIN_RESCAN_MS);
      expect(delayMs).toBeLessThanOrEqual(75_000);
    }
  });
});
