import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNearest } from '../../../src/core/nearest.ts';

it('holds the best of any order, of equal ones the lower place', () => {
  const scores = fc.uniqueArray(fc.tuple(fc.nat(60), fc.nat(8)), { selector: ([place]) => place, maxLength: 30 });
  fc.assert(
    fc.property(fc.array(scores, { maxLength: 3 }), fc.integer({ min: 1, max: 12 }), (rounds, most) => {
      const nearest = createNearest(most);
      for (const round of rounds) {
        nearest.clear();
        const told = round.map(([place, score]) => nearest.add(place, score));
        const best = round.toSorted(([a, x], [b, y]) => y - x || a - b).slice(0, most);
        expect([...nearest.places.subarray(0, nearest.count)]).toEqual(best.map(([place]) => place));
        expect([...nearest.scores.subarray(0, nearest.count)]).toEqual(best.map(([, score]) => score));
        expect(told.at(-1) ?? -Infinity).toBe(best.length < most ? -Infinity : best[most - 1]?.[1]);
      }
    }),
  );
});
