import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffState, type StateChange } from '../../../../src/core/versions/state-diff.ts';

const SIGNS = { same: '=', changed: '±', added: '+', removed: '−' } as const;
const brief = ({ path, kind, before, after }: StateChange) =>
  `${SIGNS[kind]} ${path}: ${kind === 'changed' ? `${before} → ${after}` : (after ?? before)}`;
const diff = (before: string | null, after: string | null) => diffState(before, after).map(brief);

describe('what changed between two states', () => {
  it('is told key by key, as written', () => {
    const before = '{"phase":"plan","price":19.90,"id":12345678901234567890,"name":"caf\\u00e9","old":{"a":1}}';
    const after = '{"phase": "done","price":19.9,"id":12345678901234567891,"name":"café","owner":"Priya"}';
    expect(diff(before, after)).toEqual([
      '± phase: "plan" → "done"',
      '± price: 19.90 → 19.9',
      '± id: 12345678901234567890 → 12345678901234567891',
      '= name: "café"',
      '+ owner: "Priya"',
      '− old: {"a":1}',
    ]);
  });

  it('in lists of values is what came and went, in whatever order', () => {
    expect(diff('{"tags":["a","b","a"]}', '{"tags":["c","a","b"]}')).toEqual([
      '+ tags[0]: "c"',
      '= tags[1]: "a"',
      '= tags[2]: "b"',
      '− tags[2]: "a"',
    ]);
  });

  it('in lists of objects goes by id or name', () => {
    const before = '[{"id":1,"state":"open"},{"id":2,"state":"open"}]';
    const after = '[{"id":3,"state":"open"},{"id":2,"state":"done"}]';
    expect(diff(before, after)).toEqual([
      '+ [0]: {"id":3,"state":"open"}',
      '= [1].id: 2',
      '± [1].state: "open" → "done"',
      '− [0]: {"id":1,"state":"open"}',
    ]);
  });

  it('in lists of objects without either goes by content, then by order', () => {
    expect(diff('[{"a":1},{"a":2},{"a":3}]', '[{"a": 2},{"a":4}]')).toEqual([
      '= [0].a: 2',
      '± [1].a: 1 → 4',
      '− [2]: {"a":3}',
    ]);
  });

  it.each([
    [null, null, []],
    [null, '{"a":1}', ['+ : {"a":1}']],
    ['{"a":1}', null, ['− : {"a":1}']],
    ['{}', '{ }', ['= : { }']],
    ['{"a":[]}', '{"a":{}}', ['± a: [] → {}']],
    ['{"a":{"b":1}}', '{"a":7}', ['± a: {"b":1} → 7']],
    ['{"a b":1,"a b":2}', '{"a b":2}', ['= ["a b"]: 2']],
    ['7', '8', ['± : 7 → 8']],
  ])('of %s and %s', (before, after, expected) => expect(diff(before, after)).toEqual(expected));

  it('is nothing between a state and itself, and mirrored the other way round', () => {
    const state = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));
    const mirrored = { same: 'same', changed: 'changed', added: 'removed', removed: 'added' } as const;
    const count = (changes: StateChange[], turn: (kind: StateChange['kind']) => StateChange['kind']) =>
      changes.map(({ kind }) => turn(kind)).sort();
    fc.assert(
      fc.property(state, state, (before, after) => {
        expect(diffState(before, before).every(({ kind }) => kind === 'same')).toBe(true);
        const [forth, back] = [diffState(before, after), diffState(after, before)];
        expect(count(forth, (kind) => kind)).toEqual(count(back, (kind) => mirrored[kind]));
      }),
    );
  });

  it('ends however deep, long or broken the states are', () => {
    const deep = (leaf: string) => `${'[{"a":'.repeat(20_000)}${leaf}${'}]'.repeat(20_000)}`;
    expect(diffState(deep('1'), deep('2')).map(({ kind }) => kind)).toEqual(['changed']);
    const long = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => ({ id: at, text: `item ${at}` })));
    expect(diffState(long, long)).toHaveLength(40_000);
    const same = JSON.stringify(Array<number>(20_000).fill(7));
    expect(diffState(same, same)).toHaveLength(20_000);
    expect(diffState('{"a":', '{"a":1')).toBeInstanceOf(Array);
  });
});
