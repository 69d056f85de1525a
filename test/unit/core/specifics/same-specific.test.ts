import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpecifics } from '../../../../src/core/specifics/find-specifics.ts';
import { sameSpecific } from '../../../../src/core/specifics/same-specific.ts';
import { SPECIFIC_KINDS, type Specific } from '../../../../src/core/specifics/specific.ts';

const MONDAY = Date.UTC(2026, 5, 1, 9);

function only(text: string): Specific {
  const [first, ...others] = findSpecifics(text, 'en');
  if (!first || others.length > 0) throw new Error(`not one specific: ${text}`);
  return first;
}

describe('sameSpecific', () => {
  it.each([
    ['about 1,200 requests', 'about 1200 requests'],
    ['about 1.2k requests', 'about twelve hundred requests'],
    ['we meet at 3 pm', 'we meet at 15:00'],
    ['we meet at 15:00', 'we meet at 15:00 UTC'],
    ['due on 7 June', 'due on 2026-06-07'],
    ['due on June 7th, 2026', 'due on 2026-06-07'],
    ['due on the 7th.', 'due on 7 June'],
    ['it takes 24 hours', 'it takes a day'],
    ['it takes two weeks', 'it takes 14 days'],
    ['we paid $1,200', 'we paid 1200 USD'],
    ['we paid $1,200', 'we paid 1200'],
    ['with Maria Lopez', 'with Maria'],
    ['with Dr. Okafor', 'with Amara Okafor'],
    ['in src/lib/queue.ts', 'in queue.ts'],
    ['see https://www.example.org/a', 'see example.org/a'],
    ['build 8841', 'about 8841'],
  ])('%s = %s', (a, b) => {
    expect(sameSpecific(only(a), only(b))).toBe(true);
    expect(sameSpecific(only(b), only(a))).toBe(true);
  });

  it.each([
    ['about 1,200 requests', 'about 12,000 requests'],
    ['we paid $1,200', 'we paid €1,200'],
    ['we paid $12', 'we paid 12'],
    ['we pay $12 per month', 'we pay $12'],
    ['we meet at 3 pm', 'we meet at 3 am'],
    ['due on 7 June 2025', 'due on 2026-06-07'],
    ['due on 7 June', 'due on 8 June'],
    ['due in June 2026', 'due on 2026-06-07'],
    ['with Maria Lopez', 'with Mariana Lopez'],
    ['it takes 24 hours', 'it takes 24 minutes'],
  ])('%s ≠ %s', (a, b) => {
    expect(sameSpecific(only(a), only(b))).toBe(false);
    expect(sameSpecific(only(b), only(a))).toBe(false);
  });

  it.each([
    ['due tomorrow', 'due on 2026-06-02'],
    ['due in three weeks', 'due on 22 June'],
    ['due on Friday', 'due on 2026-06-05'],
    ['due next Monday', 'due on 8 June'],
    ['bought last year', 'bought in 2025'],
  ])('%s = %s, said on Monday, 1 June 2026', (a, b) => {
    expect(sameSpecific(only(a), only(b), MONDAY)).toBe(true);
    expect(sameSpecific(only(a), only(b))).toBe(false);
  });

  it('is true of itself, and the same both ways', () => {
    const one = fc.record({
      kind: fc.constantFrom(...SPECIFIC_KINDS),
      value: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('2026-06-07', '--06-07', '---07', 'relative:+1d', '1200', '1200 EUR', 'P1D'),
      ),
    });
    fc.assert(
      fc.property(one, one, (a, b) => {
        expect(sameSpecific(a, a)).toBe(true);
        expect(sameSpecific(a, b, MONDAY)).toBe(sameSpecific(b, a, MONDAY));
      }),
    );
  });
});
