import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fullBucket,
  refill,
  roomBeside,
  take,
  waitForPlace,
  type Bucket,
  type BudgetRule,
} from '../../../../src/core/profile/token-bucket.ts';

const rules = fc.record({ perMinute: fc.integer({ min: 1, max: 6_000 }), burst: fc.integer({ min: 1, max: 1_000 }) });
const buckets = fc.record({
  tokens: fc.oneof(fc.double({ min: -5, max: 2_000, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true })),
  updatedAt: fc.integer({ min: 0, max: 1e12 }),
});
/** A bucket and a time, which is often shortly after the bucket's last refill. */
const moments = fc
  .tuple(buckets, fc.oneof(fc.nat(120_000), fc.integer({ min: -1e12, max: 2e12 })))
  .map(([bucket, after]) => [bucket, Math.max(0, bucket.updatedAt + after)] as const);
const RULE: BudgetRule = { perMinute: 60, burst: 10 };

describe('refill', () => {
  it('adds the rate, up to the burst', () => {
    expect(refill({ tokens: 0, updatedAt: 0 }, RULE, 2_500)).toEqual({ tokens: 2.5, updatedAt: 2_500 });
    expect(refill({ tokens: 9, updatedAt: 0 }, RULE, 60_000).tokens).toBe(10);
  });

  it('adds nothing when the clock jumps back, and goes on from there [F46]', () => {
    const back = refill({ tokens: 3, updatedAt: 1_000_000 }, RULE, 500_000);
    expect(back).toEqual({ tokens: 3, updatedAt: 500_000 });
    expect(refill(back, RULE, 501_000).tokens).toBe(4);
  });

  it('fills the bucket, no more, when the clock jumps ahead [F47]', () => {
    expect(refill({ tokens: 3, updatedAt: 0 }, RULE, 1e15).tokens).toBe(10);
  });

  it('stays within 0 and the burst', () => {
    fc.assert(
      fc.property(moments, rules, ([bucket, now], rule) => {
        const { tokens } = refill(bucket, rule, now);
        expect(tokens).toBeGreaterThanOrEqual(0);
        expect(tokens).toBeLessThanOrEqual(rule.burst);
      }),
    );
  });
});

describe('take', () => {
  it('takes the burst at once, then waits for one', () => {
    let bucket: Bucket = fullBucket(RULE, 0);
    for (let n = 0; n < 10; n += 1) {
      const taken = take(bucket, RULE, 0);
      expect(taken.waitMs).toBe(0);
      bucket = taken.bucket;
    }
    expect(take(bucket, RULE, 0).waitMs).toBe(1_000);
    expect(take(bucket, RULE, 400).waitMs).toBe(600);
  });

  it('says how long: right after it there is one, and not before', () => {
    fc.assert(
      fc.property(moments, rules, ([bucket, now], rule) => {
        const first = take(bucket, rule, now);
        if (first.waitMs === 0) return;
        expect(first.waitMs).toBeGreaterThanOrEqual(1);
        expect(take(first.bucket, rule, now + first.waitMs).waitMs).toBe(0);
        if (first.waitMs > 1) expect(take(first.bucket, rule, now + first.waitMs - 1).waitMs).toBeGreaterThan(0);
      }),
    );
  });

  it('never lets out more than burst + rate', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 80 });
    const small = fc.record({ perMinute: fc.integer({ min: 1, max: 600 }), burst: fc.integer({ min: 1, max: 40 }) });
    fc.assert(
      fc.property(steps, fc.oneof(rules, small), (waits, rule) => {
        let bucket = fullBucket(rule, 0);
        let now = 0;
        let taken = 0;
        for (const wait of waits) {
          now += wait;
          const result = take(bucket, rule, now);
          bucket = result.bucket;
          if (result.waitMs === 0) taken += 1;
          expect(taken).toBeLessThanOrEqual(rule.burst + (now * rule.perMinute) / 60_000 + 1e-6);
        }
      }),
    );
  });
});

describe('waitForPlace', () => {
  it('is what taking them one after the other takes', () => {
    expect(waitForPlace({ tokens: 0.5, updatedAt: 0 }, RULE, 0, 0)).toBe(500);
    expect(waitForPlace({ tokens: 0, updatedAt: 0 }, RULE, 0, 4)).toBe(5_000);
    expect(waitForPlace({ tokens: 5, updatedAt: 0 }, RULE, 0, 4)).toBe(0);
  });

  it('grows with the place', () => {
    fc.assert(
      fc.property(buckets, rules, fc.nat(600), (bucket, rule, place) => {
        const here = waitForPlace(bucket, rule, bucket.updatedAt, place);
        expect(here).toBeGreaterThanOrEqual(0);
        expect(waitForPlace(bucket, rule, bucket.updatedAt, place + 1)).toBeGreaterThanOrEqual(here);
      }),
    );
  });
});

describe('roomBeside [A13]', () => {
  it('earns no token back for a request that Synap may yet count, and always lets one go', () => {
    expect(roomBeside({ perMinute: 50, burst: 8 }, 0)).toEqual({ perMinute: 50, burst: 8 });
    expect(roomBeside({ perMinute: 50, burst: 8 }, 4)).toEqual({ perMinute: 50, burst: 4 });
    expect(roomBeside({ perMinute: 50, burst: 2 }, 4)).toEqual({ perMinute: 50, burst: 1 });
  });
});
