import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { comparing, type RowState } from '../../../../src/panel/list/list-order.ts';
import { createOrdering } from '../../../../src/panel/list/row-ordering.ts';
import { emptySlot } from '../../../../src/ui/model/slots/slot.ts';

const BY = { sort: 'version', reversed: false } as const;

function row(rank: number, version: number | null): RowState {
  const found = { id: `${rank}` as ConversationId, label: null, evidence: [] };
  const rest = { saved: null, keptRatio: null, freshness: 'none', newer: null } as const;
  return { found, rank, version, label: null, likely: true, watched: false, slot: emptySlot(), ...rest };
}
const ranks = (rows: RowState[]) => rows.map(({ rank }) => rank);
const versions = fc.option(fc.nat(5));

it('orders after each change as if all were ordered anew', () => {
  fc.assert(
    fc.property(
      fc.array(versions, { maxLength: 200 }),
      fc.array(fc.array(fc.tuple(fc.nat(210), versions), { maxLength: 150 }), { maxLength: 5 }),
      (first, rounds) => {
        const order = createOrdering();
        let rows = first.map((version, rank) => row(rank, version));
        for (const changes of [[], ...rounds]) {
          rows = [...rows];
          // A place after the last one adds a row.
          for (const [at, version] of changes)
            rows[Math.min(at, rows.length)] = row(Math.min(at, rows.length), version);
          expect(ranks(order(rows, BY, false))).toEqual(ranks(rows.toSorted(comparing(BY))));
        }
      },
    ),
  );
});

it('keeps the places of rows while held, each as it is now, and new ones follow', () => {
  const order = createOrdering();
  const [a, b, c] = [row(0, 1), row(1, 2), row(2, 3)];
  expect(ranks(order([a, b, c], BY, false))).toEqual([2, 1, 0]);
  const best = row(0, 9);
  const held = order([best, b, c], BY, true);
  expect(ranks(held)).toEqual([2, 1, 0]);
  expect(held[2]).toBe(best);
  expect(ranks(order([best, b, c, row(3, 8)], BY, true))).toEqual([2, 1, 0, 3]);
  // Another order is taken at once, and so is this one when nothing holds it.
  expect(ranks(order([best, b, c], { ...BY, reversed: true }, true))).toEqual([1, 2, 0]);
  expect(ranks(order([best, b, c], BY, false))).toEqual([0, 2, 1]);
});
