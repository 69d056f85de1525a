import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../../src/core/slices.ts';
import { parseJson, type JsonFault } from '../../../../../src/core/transcript/reading/parse-json.ts';

/** With a grain so fine that everything is walked through. */
const FINE = 0;
const read = (text: string, grain?: number) => finish(parseJson(text, 0, grain));

function faultOf(text: string, grain?: number): JsonFault | null {
  const parsed = read(text, grain);
  return parsed.ok ? null : parsed.fault;
}

describe('a value', () => {
  it('is as the browser parses it, whatever the grain', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.nat(40), (text, grain) => {
        for (const each of [text, JSON.stringify(JSON.parse(text), null, 2)]) {
          expect(read(each, grain)).toEqual({ ok: true, value: JSON.parse(each), end: each.length });
        }
      }),
    );
  });

  it('is refused wherever the browser refuses it', () => {
    const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', '-', 'true', 'nul', '"', '\\', ' ', '01');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.constantFrom(0, 4, 32_768), (all, grain) => {
        const text = all.join('');
        const parsed = read(text, grain);
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(parsed.ok && text.slice(parsed.end).trim() === '').toBe(isJson);
      }),
    );
  });

  it('may have keys that objects have already', () => {
    const text = '{"__proto__":{"a":1},"constructor":2,"toString":3}';
    expect(JSON.stringify((read(text, FINE) as { value: unknown }).value)).toBe(text);
  });

  it('ends where it ends: more may follow', () => {
    expect(read(' {"a":1}\n{"b":2}')).toMatchObject({ ok: true, end: 8 });
  });
});

describe('a fault', () => {
  it.each([
    ['{"messages":[{"role":"user","content":"a"},{"role":user}]}', 'not-json', '$.messages[1].role', 51],
    ['{"a":[1,2', 'cut-off', '$.a[1]', 9],
    ['{"a":"half a te', 'cut-off', '$.a', 15],
    ['{"a":tru', 'cut-off', '$.a', 8],
    ['{"a":[1,2,]}', 'not-json', '$.a[2]', 10],
    ["{'a':1}", 'not-json', '$.', 1],
    ['{"a" 1}', 'not-json', '$.a', 5],
    ['{"a":"b\u0001c"}', 'not-json', '$.a', 5],
    ['[1}', 'not-json', '$[0]', 2],
  ])('in %s is %s at %s', (text, kind, path, offset) => {
    for (const grain of [FINE, 8, 32_768]) expect(faultOf(text, grain)).toEqual({ kind, path, offset });
  });

  it('of a text that only nests ends soon', () => {
    for (const opening of ['[', '{"a":', '[{"a":']) {
      const text = opening.repeat(1_000_000);
      expect(faultOf(text)?.kind).toBe('too-deep');
    }
    expect(faultOf('['.repeat(30_000) + ']'.repeat(30_000))?.kind).toBe('too-deep');
  });
});

it('pauses every so often in a large text', () => {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ role: 'user', content: `message ${at}` })));
  const slices = parseJson(text);
  let count = 0;
  while (!slices.next().done) count += 1;
  expect(count).toBeGreaterThan(4);
});
