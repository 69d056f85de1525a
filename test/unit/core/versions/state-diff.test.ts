import { describe, expect, it } from 'vitest';
import { diffState, type StateChange } from '../../../../src/core/versions/state-diff.ts';

describe('what changed between two states', () => {
  it('is told key by key, numbers as written', () => {
    const expected: StateChange[] = [
      { path: 'phase', kind: 'changed', before: '"plan"', after: '"done"' },
      { path: 'price', kind: 'changed', before: '19.90', after: '19.9' },
      { path: 'owner', kind: 'added', before: null, after: '"Priya"' },
      { path: 'old', kind: 'removed', before: '1', after: null },
    ];
    const before = '{"phase":"plan","price":19.90,"old":1}';
    expect(diffState(before, '{"phase":"done","price":19.9,"owner":"Priya"}')).toEqual(expected);
  });
});
