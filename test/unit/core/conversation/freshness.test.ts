import { describe, expect, it } from 'vitest';
import { ageMs, freshness, ourTime } from '../../../../src/core/conversation/freshness.ts';

describe('freshness', () => {
  it("is by Synap's word, whatever the count says", () => {
    expect(freshness({ isStale: true, newerMessages: 0 })).toBe('stale');
    expect(freshness({ isStale: false, newerMessages: 6 })).toBe('fresh');
  });
  it('is by newer messages where Synap said nothing', () =>
    expect(freshness({ isStale: null, newerMessages: 1 })).toBe('stale'));
  it('is not known without evidence [A6]', () => {
    expect(freshness({ isStale: null, newerMessages: 0 })).toBe('unknown');
    expect(freshness({ isStale: null, newerMessages: null })).toBe('unknown');
  });
});

describe('ages', () => {
  it("are by the server's clock", () => expect(ageMs(1_000, 5_000, 60_000)).toBe(64_000));
  it('are never negative', () => expect(ageMs(10_000, 5_000, 0)).toBe(0));
  it('bring a server time to our clock', () => expect(ourTime(61_000, 60_000)).toBe(1_000));
});
