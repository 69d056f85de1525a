import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, type DiffPart } from '../../../../src/core/versions/word-diff.ts';

const MARKS = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
const shown = (parts: readonly DiffPart[]) => parts.map(({ kind, text }) => MARKS[kind].join(text)).join('');
const side = (parts: readonly DiffPart[], without: DiffPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('a word diff', () => {
  it.each([
    ['Booked to 23 July.', 'Booked to 25 July.', 'Booked to [-23-]{+25+} July.'],
    ['It costs 1,450 pounds', 'It costs 1,150.50 pounds', 'It costs [-1,450-]{+1,150.50+} pounds'],
    ['a big old dog barks', 'a small new dog barks', 'a [-big old-]{+small new+} dog barks'],
    ['It is paid.', 'It is not paid.', 'It is {+not +}paid.'],
    ['面接は5月12日に行われる。', '面接は5月19日に行われる。', '面接は5月[-12-]{+19+}日に行われる。'],
    ['関西で働く', '関東で働く', '[-関西-]{+関東+}で働く'],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
    ['', '', ''],
    ['same', 'same', 'same'],
  ])('of %j and %j', (before, after, expected) => expect(shown(diffWords(before, after))).toBe(expected));

  it('holds both texts whole, and is in turns', () => {
    const text = fc.array(fc.constantFrom('one', 'zwei', ' ', '\n', '. ', '面接は', '2', '🙂', '\uD800'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before.join(''), after.join(''));
        expect(side(parts, 'added')).toBe(before.join(''));
        expect(side(parts, 'removed')).toBe(after.join(''));
        expect(parts.every(({ kind, text }, at) => text !== '' && kind !== parts[at - 1]?.kind)).toBe(true);
      }),
    );
  });

  it('of long texts is exact where little changed', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `Line ${at} says that the beta starts on ${at % 31} October.`,
    );
    const changed = lines.with(7000, 'Line 7000 says that the beta starts on 4 November.');
    const parts = diffWords(lines.join('\n'), changed.join('\n'));
    expect(parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['25 October', '4 November']);
  });

  it('of a text that goes on, however long, is what was added', () => {
    const more = Array.from({ length: 400 }, (_, at) => ` Word${at} follows.`).join('');
    const [before, after] = ['They thank each other.', `They thank each other.${more}`];
    expect(diffWords(before, after)).toEqual([
      { kind: 'same', text: before },
      { kind: 'added', text: more },
    ]);
    expect(
      diffWords('They thank', `They thankfully go.${more}`).map(({ kind, text }) => [kind, text.slice(0, 6)]),
    ).toEqual([
      ['same', 'They '],
      ['removed', 'thank'],
      ['added', 'thankf'],
    ]);
  });

  it('of a text in which every sentence changed is still word by word', () => {
    const text = (name: string) =>
      Array.from({ length: 400 }, (_, at) => `The ${name} number ${at} was moved.`).join(' ');
    const parts = diffWords(text('alpha'), text('beta'));
    expect(new Set(parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text))).toEqual(
      new Set(['alpha', 'beta']),
    );
  });

  it.each(['x '.repeat(500_000), 'x\n'.repeat(500_000), '面接'.repeat(300_000), 'A b. '.repeat(200_000)])(
    'of megabytes with nothing in common is whole',
    (before) => {
      const after = before.replaceAll(/[xAb]/g, 'y').replaceAll('面', '対');
      const parts = diffWords(before, after);
      expect(side(parts, 'added') === before && side(parts, 'removed') === after).toBe(true);
    },
  );
});
