import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, shortText } from '../../../src/core/cut-text.ts';

const FAMILY = '👨‍👩‍👧';
const ENGLAND = '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}';

describe('cutText', () => {
  it('cuts no emoji, no flag and no accent', () => {
    for (const whole of ['😀', FAMILY, ENGLAND, '👍🏽', '🇵🇹', '1️⃣', 'e\u0301', '\r\n'])
      for (let limit = 3; limit < 3 + whole.length; limit += 1) expect(cutText(`abc${whole}d`, limit)).toBe('abc');
    expect(cutText(`abc${FAMILY}d`, 3 + FAMILY.length)).toBe(`abc${FAMILY}`);
    expect(cutText(`${'🇵🇹'.repeat(100)}`, 201)).toBe('🇵🇹'.repeat(50));
  });

  it('leaves what is short enough, and cuts in between', () => {
    expect(cutText('short', 5)).toBe('short');
    expect(cutText('short', 4)).toBe('shor');
    expect(cutText('', 0)).toBe('');
    expect(cutText('x', 0)).toBe('');
  });

  it('is never longer than the limit, never empty where text fits, and halves no pair', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '😀', FAMILY, 'e\u0301', '\u0301', '\u200D', ' '),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.nat(80), (value, limit) => {
        const cut = cutText(value, limit);
        expect(value.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut).not.toMatch(/\p{Cs}/u);
      }),
    );
    expect(cutText(`e${'\u0301'.repeat(500)}`, 100)).toHaveLength(100);
    // A pair at each place around where the text is looked at from.
    for (let at = 30; at < 40; at += 1)
      expect(cutText(`${'x'.repeat(at)}😀${'\u0301'.repeat(500)}`, 100)).not.toMatch(/\p{Cs}/u);
  });
});

it('cuts where a segmenter finds a boundary, plain text or not', () => {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const unit = fc.oneof(
    fc.constantFrom(
      '\r\n',
      '\r',
      '\n',
      '\t',
      '\u00AD',
      '\u00A9',
      '\u0300',
      '\u200D',
      'é',
      '\u02FF',
      '1\uFE0F\u20E3',
      FAMILY,
    ),
    fc.integer({ min: 32, max: 0x2ff }).map((code) => String.fromCharCode(code)),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), fc.nat(40), (text, limit) => {
      const ends = [...segmenter.segment(text)].map(({ index, segment }) => index + segment.length);
      const last = ends.findLast((end) => end <= limit) ?? 0;
      // The first character may be longer than the limit.
      if (last > 0) expect(cutText(text, limit)).toBe(text.slice(0, last));
    }),
    { numRuns: 1000 },
  );
});

it('[root 5] a short text ends in an ellipsis where something is missing', () => {
  expect(shortText('abcd', 4)).toBe('abcd');
  expect(shortText('abcde', 4)).toBe('abc…');
  expect(shortText(`ab${FAMILY}cd`, 5)).toBe('ab…');
  expect(shortText('ab cdef', 4)).toBe('ab…');
});
