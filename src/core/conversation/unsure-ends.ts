import type { ErrorKind } from '../errors.ts';

/** After these, nobody knows whether the compaction that was asked for began. */
export const UNSURE_ENDS: readonly ErrorKind[] = [
  'timeout',
  'unreachable',
  'unavailable',
  'not-synap',
  'unexpected-shape',
  'too-large',
];
