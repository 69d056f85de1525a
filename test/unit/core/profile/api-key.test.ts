import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanApiKey, lastFour } from '../../../../src/core/profile/api-key.ts';

describe('cleanApiKey', () => {
  test.each([' synap_k3y ', 'synap_k3y\n', '\r\n\tsynap_k3y\u00a0', '\ufeffsynap_k3y'])('[F84] trims %j', (text) => {
    expect(cleanApiKey(text)).toEqual({ ok: true, value: 'synap_k3y' });
  });

  test.each([
    ['', 'empty'],
    [' \n\t ', 'empty'],
    ['synap key', 'whitespace'],
    ['synap\nkey', 'whitespace'],
    ['Bearer synap_key', 'whitespace'],
    ['synap_këy', 'not-ascii'],
    ['synap_key\u200b', 'not-ascii'],
    ['synap\u0000key', 'not-ascii'],
    ['synap\u007fkey', 'not-ascii'],
    ['x'.repeat(513), 'too-long'],
  ])('[F84] refuses %j: %s', (text, fault) => {
    expect(cleanApiKey(text)).toEqual({ ok: false, error: { kind: 'bad-key', fault } });
  });

  test('[F84] what it accepts can stand in a header, and is accepted again', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme-ascii', maxLength: 60 }));
    fc.assert(
      fc.property(texts, (text) => {
        const outcome = cleanApiKey(text);
        if (!outcome.ok) return;
        expect(new Headers({ Authorization: `Bearer ${outcome.value}` }).get('Authorization')).toBe(
          `Bearer ${outcome.value}`,
        );
        expect(cleanApiKey(outcome.value)).toEqual(outcome);
        expect(text).toContain(outcome.value);
      }),
    );
  });

  test('[F79] an error holds nothing of the text', () => {
    fc.assert(
      fc.property(fc.constantFrom(' ', '\n', 'é', '\u0000', 'x'.repeat(600)), (spoiler) => {
        expect(JSON.stringify(cleanApiKey(`c4n4ry${spoiler}c4n4ry`))).not.toContain('c4n4ry');
      }),
    );
  });
});

test('lastFour shows the end of a key, and nothing of a very short one', () => {
  expect(lastFour('synap_0123456789')).toBe('6789');
  expect(lastFour('1234567')).toBe('');
});
