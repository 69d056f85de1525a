import '../../../support/ui/set-texts.ts';
import { expect, it } from 'vitest';
import { agoText, countdownText, durationText, exactTime } from '../../../../src/ui/format/times.ts';
import { formatDollars } from '../../../../src/ui/format/dollars.ts';
import { formatTokens, percent } from '../../../../src/ui/format/numbers.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;

it.each([
  [4 * S, 'just now'],
  [40 * S, '40 s ago'],
  [2 * M + 50 * S, '2 min ago'],
  [47 * H, '47 h ago'],
  [3 * 24 * H, '3 d ago'],
  [39_600, '39 s ago'],
  [-7 * S, 'just now'],
  [-2 * M, 'just now'],
])('%d ms ago: %s', (passed, words) => expect(agoText(1_000_000_000, 1_000_000_000 + passed)).toBe(words));

it('dates what is over 30 days old, with the year when it is another one [C6]', () => {
  const now = Date.UTC(2026, 10, 28, 12);
  expect(agoText(now - 30 * 24 * H, now)).toBe('30 d ago');
  expect(agoText(now - 40 * 24 * H, now)).toBe('19 Oct');
  expect(agoText(now - 1478 * 24 * H, now)).toBe('11 Nov 2022');
});

it.each([
  [850, '850 ms'],
  [9_400, '9.4 s'],
  [9_000, '9 s'],
  [59_600, '1 min'],
  [4 * M + 41 * S, '4 min 41 s'],
  [2 * H + 5 * M, '2 h 5 min'],
  [76 * H, '3 d 4 h'],
  [-5, '0 ms'],
])('%d ms: %s', (ms, words) => expect(durationText(ms)).toBe(words));

it('counts down in whole seconds that end at zero', () => {
  expect(countdownText(41_200)).toBe('42 s');
  expect(countdownText(1)).toBe('1 s');
  expect(countdownText(-1)).toBe('0 ms');
});
it('survives times that are no dates', () => expect(exactTime(1e20)).toBe('100000000000000000000'));
it('writes numbers', () => {
  expect([
    formatTokens(24_582),
    percent(0.14),
    percent(0.001),
    formatDollars(0.063423),
    formatDollars(12.4),
    formatDollars(0),
  ]).toEqual(['24,582', '14%', '1%', '$0.063', '$12.40', '$0']);
});
