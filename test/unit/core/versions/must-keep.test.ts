import { describe, expect, it } from 'vitest';
import { checkMustKeep, type Kept } from '../../../../src/core/versions/must-keep.ts';

describe('a pinned statement', () => {
  it.each<[string, string[], Kept]>([
    ['Refunds within 30 days.', ['Hello', 'refunds within 30 days'], { state: 'kept', line: 1 }],
    ['Refunds within 30 days.', ['Refunds within 14 days.'], { state: 'lost', line: null }],
    ['Refunds within 30 days.', [], { state: 'lost', line: null }],
  ])('%j among %j', (pinned, statements, kept) => expect(checkMustKeep(pinned, statements)).toEqual(kept));
});
