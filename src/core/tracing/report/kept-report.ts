/** What a compaction kept and lost, as far as words tell: likely, never certain. */
import type { Commitment } from '../../specifics/commitments.ts';
import type { Specific, SpecificKind } from '../../specifics/specific.ts';
import type { Trace } from '../trace.ts';

/** `recent`: still read in full; `nothing`: it has nothing to keep. */
export const FATES = ['kept', 'partly', 'lost', 'nothing', 'recent'] as const;
export type Fate = (typeof FATES)[number];

interface SaidSpecific {
  specific: Specific;
  /** It is in the summary. */
  isKept: boolean;
  /** A message that is still read in full says it too. */
  inPrompt: boolean;
}

interface SaidCommitment {
  commitment: Commitment;
  isKept: boolean;
  /** A message that is still read in full says it too. */
  inPrompt: boolean;
}

export interface MessageReport {
  fate: Fate;
  /** Indexes of the statements that keep it, best first. */
  statements: number[];
  specifics: SaidSpecific[];
  commitments: SaidCommitment[];
}

/** Each distinct specific or commitment of the compacted messages counts once. */
export interface Count {
  said: number;
  kept: number;
  /** Not in the summary, but still read in full. */
  inPrompt: number;
}

/** A sentence from which something was lost. */
export interface Loss {
  message: number;
  /** The sentence. */
  start: number;
  end: number;
  commitment: Commitment | null;
  specifics: Specific[];
  /** How binding it is; greater is more. */
  weight: number;
}

/** `unchanged`: the same text as the version before, or no fewer tokens; `grew`: more tokens than it replaced. */
export type Verdict = 'sound' | 'lossy' | 'unchanged' | 'grew';

export interface KeptReport {
  messages: MessageReport[];
  statements: Trace['statements'];
  kinds: Record<SpecificKind, Count>;
  specifics: Count;
  commitments: Count;
  fates: Record<Fate, number>;
  /** The most binding first. */
  losses: Loss[];
  /** Indexes of the statements that no message supports; null while too few messages are known to say so. */
  unsourced: number[] | null;
  /** Messages that Synap counts; null if it does not say. */
  counted: number | null;
  /** Null while too few of the compacted messages are known to give one. */
  verdict: Verdict | null;
}
