import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_WAIT_MS,
  rateLimitEndsAt,
  retryAfterMs,
  SHORTEST_WAIT_MS,
  UNSAID_WAIT_MS,
} from '../../../../src/synap/send/retry-after.ts';

const NOW = Date.UTC(2026, 2, 29, 12, 0, 0);
const CLOCKS = { nowMs: NOW, serverNowMs: null };
const dateIn = (ms: number) => new Date(NOW + ms).toUTCString();

describe('retryAfterMs', () => {
  test.each([
    ['7', 7_000],
    [' 7 ', 7_000],
    ['1.5', 1_500],
    ['30s', 30_000],
    ['30 S', 30_000],
    ['5 seconds', 5_000],
    ['2.5 sec', 2_500],
    ['0s', SHORTEST_WAIT_MS],
    ['0', SHORTEST_WAIT_MS],
    ['-5', SHORTEST_WAIT_MS],
    ['1000000000', MAX_WAIT_MS],
    ['1e9', MAX_WAIT_MS],
    ['Infinity', MAX_WAIT_MS],
    [dateIn(20_000), 20_000],
    ['Sunday, 29-Mar-26 12:00:20 GMT', 20_000],
    ['Sun Mar 29 12:00:20 2026', 20_000],
    ['Sun, 29 Mar 2026 12:00:20 +0000', 20_000],
    [dateIn(-20_000), SHORTEST_WAIT_MS],
    [dateIn(1e11), MAX_WAIT_MS],
  ])('[F33] %s is %d ms', (header, expected) => {
    expect(retryAfterMs(header, CLOCKS)).toBe(expected);
  });

  test.each([null, '', '  ', 'soon', 'NaN', 's', '5 spoons', '5m', '5, 6'])(
    '[F33] %j says nothing, and the default holds',
    (header) => {
      expect(retryAfterMs(header, CLOCKS)).toBeNull();
      expect(rateLimitEndsAt(header, CLOCKS)).toBe(NOW + UNSAID_WAIT_MS);
    },
  );

  test('[F49] a date is measured by the clock that wrote it', () => {
    const serverNowMs = NOW + 5 * 3_600_000;
    const header = new Date(serverNowMs + 20_000).toUTCString();
    expect(rateLimitEndsAt(header, { nowMs: NOW, serverNowMs })).toBe(NOW + 20_000);
  });

  test('[F33] whatever stands there, the wait is from 1 s to 1 h', () => {
    const headers = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.bigInt().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(headers, fc.option(fc.integer()), (header, serverNowMs) => {
        const waitMs = rateLimitEndsAt(header, { nowMs: NOW, serverNowMs }) - NOW;
        expect(waitMs).toBeGreaterThanOrEqual(SHORTEST_WAIT_MS);
        expect(waitMs).toBeLessThanOrEqual(MAX_WAIT_MS);
      }),
    );
  });
});
