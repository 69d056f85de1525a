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
  });
});

it('[root 5] a short text ends in an ellipsis where something is missing', () => {
  expect(shortText('abcd', 4)).toBe('abcd');
  expect(shortText('abcde', 4)).toBe('abc…');
  expect(shortText(`ab${FAMILY}cd`, 5)).toBe('ab…');
  expect(shortText('ab cdef', 4)).toBe('ab…');
});
