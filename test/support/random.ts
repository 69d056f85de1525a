/** Chance that depends on a seed alone (mulberry32), so that a run can be had again. */
export interface Dice {
  /** From 0 to 1, 1 excluded. */
  unit(): number;
  chance(share: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  /** Of a list that may be empty. */
  some<T>(from: readonly T[]): T | undefined;
  hex(length: number): string;
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const some = <T>(from: readonly T[]) => from[Math.floor(unit() * from.length)];
  return {
    unit,
    some,
    chance: (share) => unit() < share,
    between: (least, most) => least + Math.floor(unit() * (most - least + 1)),
    pick: (from) => some(from) ?? from[0],
    hex: (length) => Array.from({ length }, () => Math.floor(unit() * 16).toString(16)).join(''),
  };
}
