import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterScan,
  forNewAddress,
  forNewDocument,
  MAX_IDLE_RESCAN_MS,
  MIN_RESCAN_MS,
  nextScanDelayMs,
  startRescans,
} from '../../../../src/core/discovery/rescan.ts';

/** The events between two scans. */
const EVENTS = { nothing: forNothing, address: forNewAddress, document: forNewDocument } as const;

function forNothing<T>(state: T): T {
  return state;
}

describe('scanning again', () => {
  it('[F64] [T42] stays under 5 % of the main thread, whatever the page and its address do', () => {
    const scan = fc.tuple(
      fc.double({ min: 0, max: 3000, noNaN: true }),
      fc.boolean(),
      fc.constantFrom(...(Object.keys(EVENTS) as (keyof typeof EVENTS)[])),
    );
    fc.assert(
      fc.property(fc.array(scan, { minLength: 2 }), (scans) => {
        let state = startRescans();
        let now = 1_000_000;
        const startedAt = now;
        let spentMs = 0;
        let longestMs = 0;
        for (const [tookMs, foundNew, event] of scans) {
          now += nextScanDelayMs(state, now);
          // `spentMs`: all scans before this one. A new document may skip the pause of one.
          expect(spentMs - longestMs).toBeLessThanOrEqual(0.05 * (now - startedAt) + 1e-6);
          now += tookMs;
          spentMs += tookMs;
          longestMs = Math.max(longestMs, tookMs);
          state = EVENTS[event](afterScan(state, tookMs, foundNew, now));
        }
      }),
    );
  });

  it('waits a second at least, and longer the longer nothing new comes', () => {
    let state = afterScan(startRescans(), 2, true, 0);
    const delays: number[] = [];
    for (let scan = 0; scan < 6; scan += 1) {
      delays.push(nextScanDelayMs(state, 0));
      state = afterScan(state, 2, false, 0);
    }
    expect(delays).toEqual([MIN_RESCAN_MS, MIN_RESCAN_MS, 2000, 4000, MAX_IDLE_RESCAN_MS, MAX_IDLE_RESCAN_MS]);
    expect(nextScanDelayMs(afterScan(state, 2, true, 0), 0)).toBe(MIN_RESCAN_MS);
    expect(nextScanDelayMs(startRescans(), 0)).toBe(0);
  });

  it('[T42] is not put off by an address that changes ten times a second', () => {
    let state = afterScan(startRescans(), 100, false, 0);
    for (let now = 0; now < 3000; now += 100) {
      state = forNewAddress(state);
      expect(nextScanDelayMs(state, now)).toBe(3000 - now);
    }
  });

  it('begins at once on a new document, which pays for it afterwards', () => {
    const first = afterScan(startRescans(), 100, true, 0);
    expect(nextScanDelayMs(forNewDocument(first), 0)).toBe(0);
    const second = afterScan(forNewDocument(first), 100, true, 0);
    expect(nextScanDelayMs(second, 0)).toBe(6000);
    expect(nextScanDelayMs(forNewDocument(second), 0)).toBe(3000);
  });

  it('is never put off for ever by a page that lies about its time, or by a clock that is set back', () => {
    for (const tookMs of [Number.NaN, Infinity, -1, 1e300]) {
      const delayMs = nextScanDelayMs(afterScan(startRescans(), tookMs, true, 0), 0);
      expect(delayMs).toBeGreaterThanOrEqual(MIN_RESCAN_MS);
      expect(delayMs).toBeLessThanOrEqual(90_000);
    }
    const state = afterScan(startRescans(), 3000, true, 1e12);
    expect(nextScanDelayMs(state, 0)).toBeLessThanOrEqual(180_000);
    expect(nextScanDelayMs(afterScan(state, 10, true, 0), 0)).toBeLessThanOrEqual(180_300);
  });
});
