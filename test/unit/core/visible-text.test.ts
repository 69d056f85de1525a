import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textPieces, visibleText } from '../../../src/core/visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['right-to-left override', 'a\u202Eb', 'a⟨U+202E⟩b'],
    ['isolates', '\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
    ['zero-width space', 'pay\u200Bpal', 'pay⟨U+200B⟩pal'],
    ['a joiner that joins no emoji', 'a\u200Db', 'a⟨U+200D⟩b'],
    ['byte order mark', '\uFEFFx', '⟨U+FEFF⟩x'],
    ['escape', '\u001B[31m', '⟨U+001B⟩[31m'],
    ['null', 'a\0b', 'a\uFFFDb'],
    ['a lone carriage return', 'a\rb', 'a⟨U+000D⟩b'],
    ['tags', 'x\u{E0041}', 'x⟨U+E0041⟩'],
    ['a variation selector that carries data', 'x\uFE01', 'x⟨U+FE01⟩'],
    ['a lone surrogate', 'x\uD800y', 'x\uFFFDy'],
    ['soft hyphen', 'pass\u00ADword', 'pass⟨U+00AD⟩word'],
  ])('shows %s', (_name, text, shown) => expect(visibleText(text)).toBe(shown));

  it.each(['plain', 'two\nlines\tand a tab', 'ä ß 日本語 עברית', '👩‍👩‍👧 ❤️ 👍🏽', 'CRLF stays a break'])(
    'leaves %j',
    (text) => expect(visibleText(text)).toBe(text),
  );

  it('takes CRLF as a line break', () => expect(visibleText('a\r\nb')).toBe('a\nb'));

  it('keeps hidden characters apart', () =>
    expect(textPieces('a\u200Bb')).toEqual([
      { text: 'a', hidden: false },
      { text: '⟨U+200B⟩', hidden: true },
      { text: 'b', hidden: false },
    ]));

  it('takes megabytes', () => expect(visibleText('x\u200B'.repeat(200_000)).length).toBe(1_800_000));

  it('[F74] [F77] leaves nothing that hides or reorders, whatever the text, and is a fixed point', () => {
    // Bidi controls, zero-width characters, controls but tab and line break, and halves of pairs. U+200D and U+FE0F are
    // not among them: between emoji they join, and hide nothing.
    const hiding =
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|\p{Cs}/u;
    const dangerous = fc.constantFrom(
      '\u202E',
      '\u2066',
      '\u200B',
      '\u001B[31m',
      '\0',
      '\r',
      '\uD800',
      '\uDC00',
      '\uFEFF',
      'a',
      '👩',
      '\u200D',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(dangerous).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const shown = visibleText(value);
        expect(shown).not.toMatch(hiding);
        expect(visibleText(shown)).toBe(shown);
        expect(shown.split('\uFFFD')).toHaveLength(value.split(/[\0\uFFFD]|\p{Cs}/u).length);
      }),
    );
  });
});
