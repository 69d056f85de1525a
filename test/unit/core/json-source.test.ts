import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indentedJson, jsonEntries, leafText } from '../../../src/core/json-source.ts';

const LOSSY =
  '{"order_id":12345678901234567890,"price":19.90,"limit":1e400,"steps":{"10":"pay","9":"check"},' +
  '"__proto__":{"kept":true},"a":1,"a":2}';

describe('[T07] entries of JSON', () => {
  it('are as written: digits, order, repeated keys and __proto__', () => {
    expect(jsonEntries(LOSSY)).toEqual([
      { key: 'order_id', source: '12345678901234567890' },
      { key: 'price', source: '19.90' },
      { key: 'limit', source: '1e400' },
      { key: 'steps', source: '{"10":"pay","9":"check"}' },
      { key: '__proto__', source: '{"kept":true}' },
      { key: 'a', source: '1' },
      { key: 'a', source: '2' },
    ]);
  });

  it('of a list are numbered, and blanks are no part of them', () => {
    const list = ' [ 1 , "a,]\\"" ,\n{ "b" : [ ] } ] ';
    expect(jsonEntries(list)).toEqual([
      { key: '0', source: '1' },
      { key: '1', source: '"a,]\\""' },
      { key: '2', source: '{ "b" : [ ] }' },
    ]);
  });

  it.each(['7', '"{}"', 'null', '', ' '])('are none of %j', (source) => expect(jsonEntries(source)).toBeNull());

  it('say what a parser says, for any value', () => {
    const rebuilt = (source: string): unknown => {
      const entries = jsonEntries(source);
      if (entries === null) return JSON.parse(source);
      const values = entries.map((entry) => [entry.key, rebuilt(entry.source)] as const);
      return source.trim().startsWith('[') ? values.map(([, value]) => value) : Object.fromEntries(values);
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        expect(rebuilt(JSON.stringify(value, null, indent))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('end for any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ a1'), maxLength: 40 });
    fc.assert(
      fc.property(text, (source) => {
        for (const entry of jsonEntries(source) ?? []) expect(source).toContain(entry.source);
        expect(typeof indentedJson(source)).toBe('string');
      }),
    );
  });

  it('of 8 MB take a moment, however deep', () => {
    const deep = `{"a":${'['.repeat(4_000_000)}${']'.repeat(4_000_000)},"b":1}`;
    expect(jsonEntries(deep)?.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

it('[T07] a leaf is a string’s text, or the value as written', () => {
  expect([leafText('"a\\u0041\\n"'), leafText('19.90'), leafText('null')]).toEqual(['aA\n', '19.90', 'null']);
});

it('[T07] indenting changes blanks only', () => {
  expect(indentedJson(LOSSY).replaceAll(/\n\s*|(?<=:) /g, '')).toBe(LOSSY);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(indentedJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});
