import type { CompactedSummary } from '../../conversation/conversation.ts';
import type { Count, Verdict } from './kept-report.ts';

interface Found {
  summary: CompactedSummary;
  /** The text of the version before, if there is one that is known. */
  before: string | null;
  specifics: Count;
  commitments: Count;
  unsourced: readonly number[] | null;
  /** The number of messages that were compacted, and are known. */
  compacted: number;
  statements: number;
}

/** A sound summary keeps that share of the specifics, or they are still read in full. */
const SOUND_SPECIFICS = 0.8;
const SOUND_SOURCED = 0.95;

/**
 * What tokens and texts tell needs no messages, and one lost commitment is enough. What goes by shares, and that all is
 * well, is only said of all messages: null while they are missing.
 */
export function verdictOf(found: Found): Verdict | null {
  const { summary, before, specifics, commitments, unsourced, compacted, statements } = found;
  const { originalTokenCount: original, compactedTokenCount: tokens } = summary;
  if (original !== null && tokens !== null && original > 0) {
    if (tokens > original) return 'grew';
    if (tokens === original) return 'unchanged';
  }
  if (before !== null && summary.context !== '' && before.trim() === summary.context.trim()) return 'unchanged';
  if (compacted === 0) return null;
  if (lost(commitments) > 0) return 'lossy';
  if (unsourced === null) return null;
  const isLossy =
    lost(specifics) > (1 - SOUND_SPECIFICS) * specifics.said || unsourced.length > (1 - SOUND_SOURCED) * statements;
  return isLossy ? 'lossy' : 'sound';
}

function lost({ said, kept, inPrompt }: Count): number {
  return said - kept - inPrompt;
}
