import * as fc from 'fast-check';
import { expect } from 'vitest';

/** Values that are put where something else is expected. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    2 ** 53,
    Number.NaN,
    Infinity,
    '',
    '\0',
    '\uD800',
    ' ',
    [],
    {},
    'javascript:alert(1)',
    'NaN',
  ),
  fc.string(),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);
const hostileKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'length',
  'hasOwnProperty',
);

const WAYS = ['replace', 'shift', 'shift', 'remove', 'wrap', 'list', 'repeat', 'move', 'add', 'pollute'] as const;

const ODD_NUMBERS = [0, -1, 0.5, 1e15, 2 ** 53, 1e308, Infinity, Number.NaN];
const ODD_TEXTS = ['', ' ', '\0', 'x', '__proto__', 'https://example.com/'];

/** Another value of the same type, which a check of the type alone lets through. */
function shifted(held: unknown, at: number): unknown {
  if (typeof held === 'number') return ODD_NUMBERS[at % ODD_NUMBERS.length];
  if (typeof held === 'string') return ODD_TEXTS[at % ODD_TEXTS.length];
  if (typeof held === 'boolean') return !held;
  return Array.isArray(held) ? [] : {};
}

/** Leads from a value to one of its parts: each number picks a key, modulo the number of keys. */
type Path = readonly number[];

interface Step {
  way: (typeof WAYS)[number];
  at: Path;
  from: Path;
  times: number;
  junk: unknown;
  key: string;
}

/** Short paths are as likely as long ones: an answer has most of its values in lists, and most decisions at its top. */
const path: fc.Arbitrary<Path> = fc
  .constantFrom(0, 1, 1, 1, 2, 2, 3, 4, 5)
  .chain((depth) => fc.array(fc.nat(1_000), { minLength: depth, maxLength: depth }));

const step: fc.Arbitrary<Step> = fc.record({
  way: fc.constantFrom(...WAYS),
  at: path,
  from: path,
  times: fc.nat(300),
  junk,
  key: hostileKey,
});

/** Copies of `sample`, which is JSON-like data, with one to four faults each. */
export function mutated(sample: unknown): fc.Arbitrary<unknown> {
  return fc
    .array(step, { minLength: 1, maxLength: 4 })
    .map((steps) => steps.reduce<unknown>(mutate, structuredClone(sample)));
}

/** What a value of each type becomes where another is expected; the last throws when it is turned into a text. */
const OTHERS: readonly unknown[] = [null, true, 0, '', [], {}, { toString: '', valueOf: '' }];

/** Copies of `sample` with one fault each: every value is missing once, and is replaced by each of `OTHERS`. */
function* spoiltOnce(sample: unknown): Generator<unknown> {
  const places = (value: unknown, path: Path): Path[] => [
    path,
    ...Object.values(objectOf(value) ?? {}).flatMap((inner, at) => places(inner, [...path, at])),
  ];
  for (const at of places(sample, [])) {
    const spoil = (change: (place: Place) => void) => {
      const root = { value: structuredClone(sample) };
      change(placeIn(root, at));
      return root.value;
    };
    yield spoil(({ holder, key }) => delete holder[key]);
    for (const other of OTHERS) yield spoil((place) => put(place, structuredClone(other)));
  }
}

/** Tries every copy of `sample` with one fault, and some with several. */
export function expectOfSpoilt(sample: unknown, check: (value: unknown) => void): void {
  for (const value of spoiltOnce(sample)) check(value);
  fc.assert(fc.property(mutated(sample), check));
  expectPrototypesIntact();
}

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

function mutate(value: unknown, { way, at, from, times, junk: drawn, key }: Step): unknown {
  // fast-check may draw the same object again, and this copy is changed later.
  const other = structuredClone(drawn);
  const root: Record<string, unknown> = { value };
  const place = placeIn(root, at);
  const held = place.holder[place.key];
  const source = placeIn(root, from);
  switch (way) {
    case 'replace':
      put(place, other);
      break;
    case 'shift':
      put(place, shifted(held, times));
      break;
    case 'remove':
      delete place.holder[place.key];
      break;
    case 'wrap':
      put(place, { value: held, [key]: other });
      break;
    case 'list':
      put(place, [held, other, held]);
      break;
    case 'repeat':
      put(place, typeof held === 'string' ? repeated(held, times) : [held, held, held]);
      break;
    case 'move':
      put(place, structuredClone(source.holder[source.key]));
      break;
    case 'add':
      put({ holder: objectOf(held) ?? place.holder, key }, other);
      break;
    case 'pollute':
      put(
        { holder: objectOf(held) ?? place.holder, key: '__proto__' },
        { polluted: other, constructor: { prototype: { polluted: other } } },
      );
      break;
  }
  return root['value'];
}

/** Each of four faults may repeat what the last one has repeated: without a limit, that is more than a text can hold. */
const MOST_REPEATED_CHARS = 100_000;

function repeated(text: string, times: number): string {
  return text.repeat(Math.min(times, Math.ceil(MOST_REPEATED_CHARS / Math.max(1, text.length))));
}

/** Follows `path` as far as it leads; an empty path is `value` itself. */
function placeIn(root: Record<string, unknown>, path: Path): Place {
  let place: Place = { holder: root, key: 'value' };
  for (const at of path) {
    const holder = objectOf(place.holder[place.key]);
    const keys = Object.keys(holder ?? {});
    const key = keys[at % keys.length];
    if (holder === null || key === undefined) break;
    place = { holder, key };
  }
  return place;
}

function objectOf(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

/** Sets a key as `JSON.parse` does: `__proto__` becomes an own key, and lists take indexes only. */
function put({ holder, key }: Place, value: unknown): void {
  if (Array.isArray(holder) && !/^\d+$/.test(key)) return;
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

const PROTOTYPES = [Object, Array, String, Number, Boolean, Function, Map, Set, Promise, Date, RegExp, Error].map(
  ({ prototype }) => prototype as object,
);
const stateOf = (prototype: object) =>
  Object.entries(Object.getOwnPropertyDescriptors(prototype)).map(([key, { value, get }]): unknown => [
    key,
    value ?? get,
  ]);
const AT_FIRST = PROTOTYPES.map(stateOf);

/** Fails when a test added to a built-in prototype or replaced part of one. */
export function expectPrototypesIntact(): void {
  PROTOTYPES.forEach((prototype, index) => {
    const [now, before] = [stateOf(prototype), AT_FIRST[index] ?? []];
    expect(now.flat()).toHaveLength(before.flat().length);
    expect(now.flat().every((part, at) => part === before.flat()[at])).toBe(true);
  });
}
