/** Two versions side by side; null where there is none to compare. */
export interface Comparison {
  before: number | null;
  after: number | null;
}

/** The latest two. */
export function latestTwo(latest: number | null): Comparison {
  return { before: latest !== null && latest > 1 ? latest - 1 : null, after: latest };
}

export function isSameComparison(a: Comparison, b: Comparison): boolean {
  return a.before === b.before && a.after === b.after;
}

/**
 * What a choice on the time line compares: the version with the one before it, for what its run changed. As the start,
 * it is compared with the later one that is on show.
 */
export function chooseVersion(shown: Comparison, version: number, as: 'end' | 'start'): Comparison {
  if (as === 'start' || version === 1) {
    // The start cannot be the end as well.
    return shown.after === null || shown.after === version ? shown : { before: version, after: shown.after };
  }
  return { before: version - 1, after: version };
}
