import { describe, expect, it } from 'vitest';
import { savingsOf, wholePercent } from '../../../../src/core/conversation/savings.ts';

const counts = (
  originalTokenCount: number | null,
  compactedTokenCount: number | null,
  compressionRatio: number | null,
) => savingsOf({ originalTokenCount, compactedTokenCount, compressionRatio });

describe('savingsOf', () => {
  it('takes the counts before the ratio', () =>
    expect(counts(24_582, 3_441, 0.9)).toEqual({
      original: 24_582,
      compacted: 3_441,
      keptRatio: 3_441 / 24_582,
      savedTokens: 21_141,
    }));
  it('takes the ratio where a count is missing', () => {
    expect(counts(100, null, 0.4)).toMatchObject({ keptRatio: 0.4, savedTokens: null });
    expect(counts(null, null, null)).toEqual({ original: null, compacted: null, keptRatio: null, savedTokens: null });
  });
  it('divides by no zero', () => expect(counts(0, 0, null)).toMatchObject({ keptRatio: null, savedTokens: 0 }));
  it('says when a summary is longer', () =>
    expect(counts(10, 12, null)).toMatchObject({ keptRatio: 1.2, savedTokens: -2 }));
  it('drops what is no count', () =>
    expect(counts(-1, Number.NaN, -0.5)).toMatchObject({ original: null, keptRatio: null }));
});

describe('wholePercent', () => {
  it.each([
    [0, 0],
    [0.001, 1],
    [0.14, 14],
    [0.999, 99],
    [1, 100],
    [1.001, 101],
    [1.2, 120],
  ])('%d → %d', (ratio, shown) => expect(wholePercent(ratio)).toBe(shown));
});
