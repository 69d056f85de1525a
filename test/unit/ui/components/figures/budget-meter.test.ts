import { expect, test } from 'vitest';
import { tokensNow } from '../../../../../src/ui/components/figures/BudgetMeter.tsx';

const budget = { available: 4, perMinute: 60, burst: 10, waiting: 0 };

test('the bucket fills by itself up to its burst', () => {
  expect(tokensNow(budget, 0)).toBe(4);
  expect(tokensNow(budget, 2500)).toBe(6);
  expect(tokensNow(budget, 600_000)).toBe(10);
});

test('it earns nothing while something waits for it, and is never below nothing', () => {
  expect(tokensNow({ ...budget, waiting: 2 }, 600_000)).toBe(4);
  expect(tokensNow({ ...budget, available: -3 }, 0)).toBe(0);
  expect(tokensNow(budget, -5000)).toBe(4);
});
