import type { Statement } from '../../conversation/statements.ts';
import type { Slices } from '../../slices.ts';
import { wordsOf } from '../../words/words.ts';
import { type Said, trace, type Trace } from '../trace.ts';
import { likelySources } from './likely-sources.ts';

/** Below this share of the messages that Synap counts, a source may be among those that are not known. */
const ENOUGH_MESSAGES = 0.95;
/** A leaf of the state with fewer words, such as `true` or `planning`, is not said in any message. */
const FEW_WORDS = 3;

/** Where the statements of a summary likely came from. */
export function* statementSources(
  messages: readonly Said[],
  statements: readonly Statement[],
): Slices<Pick<Trace, 'statements' | 'keptBy'>> {
  // A leaf that tells nothing is said nowhere, but its word or number stands somewhere.
  return likelySources(
    yield* trace(
      messages,
      statements.map((statement) => (isTelling(statement) ? statement.text : '')),
    ),
  );
}

interface Known {
  /** Messages that are known. */
  messages: number;
  /** Those of them that are no longer read in full. */
  compacted: number;
  /** Messages that Synap counts; null if it does not say. */
  counted: number | null;
}

/** Indexes of the statements that no message supports; null while too few messages are known to say so. */
export function unsourcedOf(
  statements: readonly Statement[],
  traced: Trace['statements'],
  { messages, compacted, counted }: Known,
): number[] | null {
  if (compacted === 0 || messages < ENOUGH_MESSAGES * (counted ?? 0)) return null;
  return traced.flatMap(({ isSupported }, at) => {
    const statement = statements[at];
    return !isSupported && statement !== undefined && isTelling(statement) ? [at] : [];
  });
}

function isTelling({ kind, text }: Statement): boolean {
  return kind !== 'state' || wordsOf(text).length >= FEW_WORDS;
}
