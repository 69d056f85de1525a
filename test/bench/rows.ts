/** Rows that compare the product with a floor or a rival, both measured in the same run and by turns. */

export interface Row {
  name: string;
  value: number;
  unit: string;
  /** The floor or rival. */
  against: string;
  /** The value as a multiple of the rival's; null where the reach is a value of its own. */
  ratio: number | null;
  /** What is aimed at; *stated* where the figure is only to be known. */
  reach: string;
  /** Null where it is only stated. */
  met: boolean | null;
}

export interface RowGroup {
  name: string;
  rows(): Promise<Row[]>;
}

/** `values` need not be sorted. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Runs each in turn, again and again; the first round warms up and does not count. */
export async function interleave<K extends string>(
  rounds: number,
  runs: Readonly<Record<K, () => number | Promise<number>>>,
): Promise<Record<K, number[]>> {
  const names = Object.keys(runs) as K[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would measure each other
      const value = await runs[name]();
      if (round > 0) values[name].push(value);
    }
  }
  return values;
}

/** A value against its rival's, by their medians; the 95th percentile is told with the name. */
export function rowAgainst(
  { name, unit, against }: Pick<Row, 'name' | 'unit' | 'against'>,
  [own, rival]: [readonly number[], readonly number[]],
  most: number,
): Row {
  const ratio = median(own) / median(rival);
  const p95 = `p95 ${quantile(own, 0.95).toFixed(1)}, rival ${median(rival).toFixed(1)}, p95 ${quantile(rival, 0.95).toFixed(1)}`;
  return {
    name: `${name} (${p95})`,
    value: median(own),
    unit,
    against,
    ratio,
    reach: `≤ ${most.toFixed(2)} times`,
    met: ratio <= most,
  };
}
