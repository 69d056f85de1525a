import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAnswer } from '../../../../src/synap/decode/decode.ts';
import type { CallName } from '../../../../src/synap/wire/endpoints.ts';
import { copyJson, MAX_JSON_DEPTH } from '../../../../src/synap/wire/json.ts';
import { WIRE } from '../../../support/synap/fixtures.ts';

const NAMES = Object.keys(WIRE) as CallName[];
const anything = fc.anything({
  maxDepth: 2,
  maxKeys: 4,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
  withSet: true,
});
const hostileKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'content',
  'text',
  'confidence',
);
const hostileJson = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(hostileKey, tie('node'), { maxKeys: 3 }),
  ),
})).node;

const MISSING = Symbol('missing');
/** An answer with a third of its fields replaced and a few missing. */
const brokenAnswer = fc.constantFrom(...NAMES).chain((name) => {
  const field = (value: unknown) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant(value) },
      { weight: 1, arbitrary: anything },
      { weight: 1, arbitrary: fc.constantFrom(Infinity, -Infinity, Number.NaN, -1, 0.5, 1e308) },
      { weight: 1, arbitrary: hostileJson },
      { weight: 1, arbitrary: fc.constant(MISSING) },
    );
  const fields = Object.entries<unknown>(WIRE[name]).map(([key, value]) => [key, field(value)] as const);
  return fc.record(Object.fromEntries(fields)).map((drawn) => {
    const raw = Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== MISSING));
    return { name, raw };
  });
});

function everyNumber(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(everyNumber) : [];
}

describe('[F38] decoding', () => {
  test('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.oneof(anything, hostileJson), (name, raw) => {
        expect(typeof decodeAnswer(name, { json: raw }).ok).toBe('boolean');
      }),
    );
  });

  test('of a half broken answer gives plain data that crosses a channel unchanged', () => {
    fc.assert(
      fc.property(brokenAnswer, ({ name, raw }) => {
        const result = decodeAnswer(name, { json: raw });
        if (!result.ok) return;
        expect(structuredClone(result.value)).toEqual(result.value);
        const {
          facts: _facts,
          decisions: _decisions,
          preferences: _preferences,
          currentState: _state,
          ...own
        } = { ...result.value } as Record<string, unknown>;
        expect(everyNumber(own).every(Number.isFinite)).toBe(true);
      }),
    );
  });

  test('one broken field takes no other with it', () => {
    fc.assert(
      fc.property(anything, (junk) => {
        const result = decodeAnswer('status', { json: { ...WIRE.status, compression_ratio: junk } });
        const { compressionRatio: _, ...rest } = result.ok ? result.value : { compressionRatio: null };
        const intact = decodeAnswer('status', { json: WIRE.status });
        expect(intact.ok && intact.value).toMatchObject(rest);
        expect(Object.keys(rest)).toHaveLength(11);
      }),
    );
  });

  test('[F55] leaves every prototype as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), hostileJson, (name, junk) => {
        const before = Object.getOwnPropertyNames(Object.prototype).join();
        decodeAnswer(name, {
          json: {
            ...WIRE[name],
            current_state: junk,
            facts: [junk],
            previous_context: junk,
            context_for_prompt: junk,
          },
        });
        expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
      }),
    );
  });
});

describe('copyJson', () => {
  test('[F55] copies JSON as it is, but for `__proto__`', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const withoutProto: unknown = JSON.parse(JSON.stringify(value), (key, item: unknown) =>
          key === '__proto__' ? undefined : item,
        );
        expect(copyJson(JSON.parse(JSON.stringify(value)))).toEqual(withoutProto);
      }),
    );
  });

  test('[F76] is never deeper than its limit', () => {
    const copy = JSON.stringify(copyJson(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))));
    expect(copy).toBe(`${'['.repeat(MAX_JSON_DEPTH)}"…"${']'.repeat(MAX_JSON_DEPTH)}`);
  });
});
