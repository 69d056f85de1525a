import { describe, expect, it } from 'vitest';
import { ageMs, freshness, ourTime, STALE_AFTER_MS } from '../../../../src/core/conversation/freshness.ts';

describe('freshness', () => {
  it("shows Synap's word with the facts behind it", () =>
    expect(freshness({ isStale: true, newerMessages: 6, ageMs: 120_000 })).toEqual({
      state: 'stale',
      reasons: [
        { kind: 'said', stale: true },
        { kind: 'newer-messages', count: 6 },
      ],
    }));
  it("lets Synap's word win, and still tells what speaks against it", () =>
    expect(freshness({ isStale: false, newerMessages: 0, ageMs: STALE_AFTER_MS + 1 })).toEqual({
      state: 'fresh',
      reasons: [
        { kind: 'said', stale: false },
        { kind: 'old', ageMs: STALE_AFTER_MS + 1 },
      ],
    }));
  it('decides by newer messages where Synap said nothing', () =>
    expect(freshness({ isStale: null, newerMessages: 1, ageMs: 0 }).state).toBe('stale'));
  it('decides by age where Synap said nothing', () => {
    expect(freshness({ isStale: null, newerMessages: 0, ageMs: STALE_AFTER_MS }).state).toBe('fresh');
    expect(freshness({ isStale: null, newerMessages: null, ageMs: STALE_AFTER_MS + 1 }).state).toBe('stale');
  });
  it('knows when it knows nothing', () =>
    expect(freshness({ isStale: null, newerMessages: null, ageMs: null })).toEqual({ state: 'unknown', reasons: [] }));
});

describe('ages', () => {
  it("are by the server's clock", () => expect(ageMs(1_000, 5_000, 60_000)).toBe(64_000));
  it('are never negative', () => expect(ageMs(10_000, 5_000, 0)).toBe(0));
  it('bring a server time to our clock', () => expect(ourTime(61_000, 60_000)).toBe(1_000));
});
