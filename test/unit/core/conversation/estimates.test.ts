import { expect, it } from 'vitest';
import { dollars, estimateTokens } from '../../../../src/core/conversation/estimates.ts';

it('prices tokens', () => expect(dollars(21_141, 3)).toBeCloseTo(0.063423));
it('estimates four characters a token, rounded up', () => {
  expect(estimateTokens('')).toBe(0);
  expect(estimateTokens('abcde')).toBe(2);
});
