import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIds, readIdsAround } from '../../../../src/core/conversation/spelling/id-spelling.ts';
import { plainSpelling } from '../../../../src/core/conversation/spelling/plain-spelling.ts';
import { findIds } from '../../../../src/core/conversation/uuid.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../../support/cpu-time.ts';

const ID = '0bfa587f-1d2e-4a5b-8c9d-1e2f3a4b8558';
const OTHER = '5537b6c6-fb4a-53c3-aac3-6676d812a800';
const joined = (joint: string, id = ID) => id.replaceAll('-', joint);
const wide = [...ID]
  .map((char) => (char === '-' ? '\uFF0D' : String.fromCharCode(char.charCodeAt(0) + 0xfee0)))
  .join('');

/** Wherever it stands. */
const SPELLINGS: [name: string, text: string][] = [
  ...['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\uFE58', '\uFE63', '\uFF0D'].map(
    (dash): [string, string] => [`U+${dash.charCodeAt(0).toString(16)}`, joined(dash)],
  ),
  ['full width', wide],
  ['soft hyphens', joined('-\u00AD')],
  ['zero-width spaces within the groups', ID.replace(/(.{5})/g, '$1\u200B')],
  ['percent-encoded hyphens', joined('%2D')],
  ['percent-encoded twice', joined('%252d')],
  ['JSON escapes', joined('\\u002d')],
  ['JSON escapes within a JSON text', joined('\\\\u002D')],
  ['a regular expression', joined('\\-')],
  ['a value of quoted-printable mail', `conversation=3D${ID}`],
  ['a soft line break of such mail', `conversation=3D${ID.slice(0, 20)}=\r\n${ID.slice(20)}`],
];

/** Only where the user points at it. */
const POINTED: [name: string, text: string][] = [
  ['wrapped by a terminal, the break lost in the box', '0bfa587f-1d2e-4a5b-  8c9d-1e2f3a4b8558'],
  ['wrapped before a hyphen', '0bfa587f-1d2e\n  -4a5b-8c9d-1e2f3a4b8558'],
  ['wrapped within a group', '0bfa587f-1d2e-4a\n5b-8c9d-1e2f3a4b8558'],
  ['wrapped twice', '0bfa587f-\n1d2e-4a5b-8c9d-1e2f\n3a4b8558'],
  ['wrapped in a quoted mail', '> 0bfa587f-1d2e-4a5b-\n> 8c9d-1e2f3a4b8558'],
  ['wrapped by a shell', '0bfa587f-1d2e-4a5b-\\\n8c9d-1e2f3a4b8558'],
  ['blanks around the dashes', joined(' \u2013 ')],
  ['entities', joined('&#8209;')],
  ['hexadecimal entities', joined('&#x2D;')],
  ['named entities', joined('&ndash;')],
  ['soft hyphens as entities', joined('-&shy;')],
  ['markup', '0bfa587f<wbr>-1d2e<wbr/>-<b>4a5b</b>-8c9d-1e2f3a4b8558'],
  ['non-breaking hyphens in an address', joined('%E2%80%91')],
  ['en dashes in raw mail', `conversation=3D${joined('=E2=80=93')}`],
  ['escaped en dashes', joined('\\u2013')],
];

/** Only where nothing else in the text is an id: they may as well be other numbers. */
const GUESSED: [name: string, text: string][] = [
  ['blanks for hyphens', joined(' ')],
  ['underscores for hyphens', joined('_')],
  ['soft hyphens for hyphens', joined('\u00AD')],
  ['32 digits in braces', `{${joined('').toUpperCase()}}`],
  ['32 digits in a text', `conversation ${joined('')}, as agreed`],
];

describe('ids in other spellings', () => {
  it.each(SPELLINGS)('[T16] are found wherever they stand: %s', (_name, text) => {
    for (const around of [text, `see ${text}, and`, `"${text}"`, `{${text}}`])
      expect(
        findIds(plainSpelling(around) ?? around).map(({ id }) => id),
        around,
      ).toEqual([ID]);
  });

  it.each([...SPELLINGS, ...POINTED])('[T31] are read where the user points, once each: %s', (_name, text) => {
    for (const around of [text, ` ${text}\n`, `see ${text}, and`, `${text} ${text}`, `${text} ${ID}`])
      expect(readIds(around), around).toEqual([ID]);
    expect(readIds(`${OTHER}\n\n${text}`).toSorted()).toEqual([ID, OTHER].toSorted());
  });

  it.each(GUESSED)('[T31] are guessed where nothing else is an id: %s', (_name, text) => {
    for (const around of [text, ` ${text}\n`, `see ${text}, and`]) expect(readIds(around), around).toEqual([ID]);
    expect(readIds(`${OTHER}\n\n${text}`)).toEqual([OTHER]);
  });

  it('[T16] a text in plain spelling is left as it is', () => {
    for (const text of ['', ID, 'a-b', `?c=${ID}&d=%2F`, 'E = mc2']) expect(plainSpelling(text)).toBeNull();
  });

  it('[T31] what is no id stays none', () => {
    const none = [
      '',
      'bad',
      `${ID}a`,
      `a${ID}`,
      `${joined('')}0`,
      joined('-').slice(1),
      '2024-11-28 10:45 12',
      'be-ad',
    ];
    none.push('0bfa587f-1d2e-4a5b-8c9d', `id=ab${ID}`, joined('x'), '0'.repeat(32), joined(', '));
    for (const text of none) expect(readIds(text), text).toEqual([]);
  });

  it('[T31] a word of hexadecimal letters before it changes nothing', () => {
    for (const text of [
      `bad ${ID}`,
      `bad\n${joined('\u2011')}`,
      `be 12 ${joined('-\n')}`,
      `${ID}\nbeef`,
      `face\u200B${ID}`,
    ])
      expect(readIds(text), text).toEqual([ID]);
  });

  it('[T31] keeps the order', () => {
    expect(readIds(`${OTHER} ${ID} ${OTHER}`)).toEqual([OTHER, ID]);
  });

  it('never throws, and finds whatever an exact search finds', () => {
    const piece = fc.constantFrom(
      '-',
      ' ',
      '\n',
      '>',
      '\\',
      '%2d',
      '\u2011',
      '&#x110000;',
      '&#9999999;',
      ID,
      joined(' '),
      'ab',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
        const text = pieces.join('');
        const ids = readIds(text);
        for (const { id } of findIds(text)) expect(ids).toContain(id);
      }),
    );
  });

  it.each(['-', '0', ' ', '0 ', '\u2011', '%25', '\\', '<', '=\n', '&#', '0bfa587f-', '0bfa587f - 1d2e\n'])(
    'of a great text of %j takes linear time',
    (part) => {
      const text = part.repeat(100_000 / part.length);
      expect(cpuMs(() => [readIds(text), readIds(`${text}${ID}`), plainSpelling(text.repeat(10))])).toBeLessThan(
        LINEAR_CPU_MS,
      );
    },
  );
});

describe('a part of an id', () => {
  it('[T17] stands for the id around it', () => {
    for (const [from, to] of [
      [0, 8],
      [9, 13],
      [8, 9],
      [24, 36],
      [0, 36],
    ] as const)
      expect(
        readIdsAround(`Conversation ${ID.slice(0, from)}`, ID.slice(from, to), `${ID.slice(to)} and ${OTHER}`),
      ).toEqual([ID]);
    const dashed = joined('\u2011');
    expect(readIdsAround(dashed.slice(0, 9), dashed.slice(9, 13), dashed.slice(13))).toEqual([ID]);
  });

  it('[T17] an id that only stands next to it is not meant', () => {
    expect(readIdsAround(`${ID} `, 'word', ` ${OTHER}`)).toEqual([]);
    expect(readIdsAround('', '', '')).toEqual([]);
  });
});
