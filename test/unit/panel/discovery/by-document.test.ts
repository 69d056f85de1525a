import { beforeEach, expect, it } from 'vitest';
import type { FoundId } from '../../../../src/core/discovery/evidence.ts';
import { createByDocument } from '../../../../src/panel/discovery/by-document.ts';
import { numbered } from '../../../support/worker/answers.ts';

const of = (n: number): FoundId[] => [{ id: numbered(n), label: null, evidence: [] }];
let taken: FoundId[][];
let byDocument: ReturnType<typeof createByDocument>;

beforeEach(() => {
  taken = [];
  byDocument = createByDocument((found) => taken.push(found));
});

it('passes on what is found, and nothing where nothing is', () => {
  byDocument.add(of(1), 1000);
  byDocument.add([], 1000);
  byDocument.add(of(2));
  expect(taken).toEqual([of(1), of(2)]);
});

it('passes on once more what the document that is noticed late had sent, and no more of the earlier one', () => {
  byDocument.add(of(1), 1000);
  byDocument.add(of(2), 5000);
  taken.length = 0;
  byDocument.begin(4990);
  expect(taken).toEqual([of(2)]);
  // A body of the earlier document that came late.
  byDocument.add(of(3), 1000);
  byDocument.add(of(4), 6000);
  expect(taken).toEqual([of(2), of(4)]);
  byDocument.begin(9000);
  expect(taken).toHaveLength(2);
});
