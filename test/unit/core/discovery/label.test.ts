import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABEL_LIMIT_CHARS, toLabel } from '../../../../src/core/discovery/label.ts';

const ID = '0bfa587f-a85c-5cc3-a395-fe8e49851558';

describe('a label', () => {
  it.each([
    [' Trip\n\t planning ', 'Trip planning'],
    [`${ID} · Trip`, 'Trip'],
    [`Trip (${ID}):`, 'Trip'],
    ['旅行', '旅行'],
    ['🧳', '🧳'],
    [ID, null],
    [`# ${ID} –`, null],
    ['', null],
    [`{"thread_id": "${ID}"}`, null],
    [' "Trip to Porto" ', 'Trip to Porto'],
    [`"id": "${ID}"`, null],
    [`https://app.test/chat/${ID}`, null],
    [`Conversation(id=${ID})`, null],
    [`Trip {${ID}}`, 'Trip'],
  ])('of %j is %j', (text, label) => {
    expect(toLabel(text)).toBe(label);
  });

  it('[F77] is one short line, and never ends in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const label = toLabel(text);
        if (label === null) return;
        expect(label.length).toBeLessThanOrEqual(LABEL_LIMIT_CHARS);
        expect(label).not.toMatch(/[\r\n\t]/);
        expect(/[\ud800-\udbff](?![\udc00-\udfff])/.test(label)).toBe(false);
      }),
    );
  });
});
