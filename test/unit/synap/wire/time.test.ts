import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseHttpDate, parseIsoTime } from '../../../../src/synap/wire/time.ts';

const NOON = Date.UTC(2026, 2, 29, 12, 0, 0);

describe('parseIsoTime', () => {
  test.each([
    ['2026-03-29T12:00:00Z', NOON],
    ['2026-03-29T12:00:00', NOON],
    ['2026-03-29 12:00:00', NOON],
    ['2026-03-29T12:00', NOON],
    ['2026-03-29', NOON - 12 * 3_600_000],
    ['2026-03-29T12:00:00.123456', NOON + 123],
    ['2026-03-29T12:00:00.123456789+00:00', NOON + 123],
    ['2026-03-29T12:00:00.5z', NOON + 500],
    ['2026-03-29T14:00:00+02:00', NOON],
    ['2026-03-29T14:00:00+0200', NOON],
    ['2026-03-29T14:00:00+02', NOON],
    ['2026-03-29T06:30:00-05:30', NOON],
    // In the hour that daylight saving skips in Europe: only a local reading would stumble.
    ['2026-03-29T02:30:00', Date.UTC(2026, 2, 29, 2, 30)],
  ])('[F48] reads %s', (text, expected) => {
    expect(parseIsoTime(text)).toBe(expected);
  });

  test.each([
    '',
    'yesterday',
    '12',
    '2026',
    '2026-13-01',
    '2026-03-29T25:00:00Z',
    '2026-03-29T12:00:00+99:99',
    '1774785600',
  ])('[F38] refuses %j', (text) => {
    expect(parseIsoTime(text)).toBeNull();
  });

  test('[F48] gives back any time written as ISO, with or without its zone', () => {
    const min = new Date('0001-01-01T00:00:00Z');
    const max = new Date('9999-12-31T23:59:59Z');
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), (date) => {
        expect(parseIsoTime(date.toISOString())).toBe(date.getTime());
        expect(parseIsoTime(date.toISOString().slice(0, -1))).toBe(date.getTime());
      }),
    );
  });

  test('[F38] never throws and never gives NaN', () => {
    const digits = fc.stringMatching(/^[0-9TZ:+. -]{0,30}$/);
    const nearly = fc
      .tuple(fc.date({ noInvalidDate: true }), fc.nat(30), fc.nat(2), digits)
      .map(
        ([date, at, cut, put]) =>
          date.toISOString().slice(0, at) + put.slice(0, 2) + date.toISOString().slice(at + cut),
      );
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits, nearly, nearly), (text) => {
        const time = parseIsoTime(text);
        expect(time === null || Number.isFinite(time)).toBe(true);
      }),
    );
  });
});

describe('parseHttpDate', () => {
  test.each(['Sun, 29 Mar 2026 12:00:00 GMT', 'Sunday, 29-Mar-26 12:00:00 GMT', 'Sun Mar 29 12:00:00 2026'])(
    '[F33] reads %s',
    (text) => {
      expect(parseHttpDate(text)).toBe(NOON);
    },
  );

  test.each(['', 'soon 1', '29', 'Sun, 99 Foo 2026 12:00:00 GMT', 'Sunday'])('[F33] refuses %j', (text) => {
    expect(parseHttpDate(text)).toBeNull();
  });
});
