/**
 * Pairs the items of two lists so that neither order is broken and most are paired (Hunt and Szymanski). `candidates[i]`
 * are the places in the other list that item i may be paired with. Returns the place for each paired item.
 */
export function longestRising(candidates: readonly (readonly number[])[]): Map<number, number> {
  /** For each length, the end of the chain of that length that ends lowest. */
  const ends: Link[] = [];
  for (const [item, places] of candidates.entries()) {
    // Descending: an item extends only chains of the items before it.
    for (const place of places.length > 1 ? places.toSorted((a, b) => b - a) : places) {
      const length = firstNotBelow(ends, place);
      ends[length] = { item, place, before: length === 0 ? null : (ends[length - 1] ?? null) };
    }
  }
  const pairs = new Map<number, number>();
  for (let link = ends.at(-1) ?? null; link !== null; link = link.before) pairs.set(link.item, link.place);
  return pairs;
}

interface Link {
  item: number;
  place: number;
  before: Link | null;
}

function firstNotBelow(ends: readonly Link[], place: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.place ?? Infinity) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
