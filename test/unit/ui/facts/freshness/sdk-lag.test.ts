import { expect, it } from 'vitest';
import { sdkLagUntil } from '../../../../../src/ui/facts/freshness/sdk-lag.ts';
import { answer, MINUTE, NOW, SECOND, status } from '../../../../support/ui/fixtures.ts';

const ended = (completedAt: number | null, serverSkewMs = 0) =>
  answer(status('completed', { completedAt }), { serverSkewMs });

it('an app may lag until five minutes after the run, by our clock', () => {
  expect(sdkLagUntil(ended(NOW - 2 * MINUTE), NOW)).toBe(NOW + 3 * MINUTE);
  expect(sdkLagUntil(ended(NOW - 2 * MINUTE + 40 * SECOND, 40 * SECOND), NOW)).toBe(NOW + 3 * MINUTE);
});

it('and no longer', () => {
  expect(sdkLagUntil(ended(NOW - 5 * MINUTE + 1), NOW)).toBe(NOW + 1);
  expect(sdkLagUntil(ended(NOW - 5 * MINUTE), NOW)).toBeNull();
});

it('nothing is told where the end is unknown, or in the future', () => {
  expect(sdkLagUntil(null, NOW)).toBeNull();
  expect(sdkLagUntil(ended(null), NOW)).toBeNull();
  expect(sdkLagUntil(ended(NOW + MINUTE), NOW)).toBeNull();
  expect(sdkLagUntil(answer(status('failed', { completedAt: NOW })), NOW)).toBeNull();
  expect(sdkLagUntil(answer(status('in_progress', { completedAt: NOW })), NOW)).toBeNull();
});
