import type { Commitment } from '../../specifics/commitments.ts';
import type { Slices } from '../../slices.ts';
import { NEGATIONS } from '../../words/negation.ts';
import { wordsOf } from '../../words/words.ts';

/** A commitment is kept by a statement that has so much of it, by the weight of its words. */
const ENOUGH = 0.5;
const BATCH = 100;
/** Words by which a statement forbids something, or allows nothing else. */
const FORBIDS = new RegExp(
  `(?<!\\p{L})(?:${NEGATIONS}|only|avoid|forbid|prohibit|ban(?:s|ned)?(?!\\p{L})|refus|nur(?!\\p{L})|verb[io]t|untersag|sol[oa]mente|s[oó]lo(?!\\p{L})|evit|prohib)|禁|だけ|ない|ませ|ず`,
  'iu',
);

export interface CommitmentsKept {
  /** Whether a statement says what the sentence binds to; the binding words themselves tell nothing. */
  isKept(text: string, commitment: Commitment): boolean;
}

/** `rarity` tells how much a word weighs; `statements` are the texts that may keep a commitment. */
export function* createCommitmentsKept(
  statements: readonly string[],
  rarity: (stem: string) => number,
): Slices<CommitmentsKept> {
  const having = new Map<string, number[]>();
  const forbids = statements.map((statement) => FORBIDS.test(statement));
  for (const [at, statement] of statements.entries()) {
    if (at % BATCH === 0) yield;
    for (const stem of new Set(wordsOf(statement).map((word) => word.stem))) {
      const known = having.get(stem) ?? [];
      having.set(stem, known);
      known.push(at);
    }
  }
  return {
    isKept: (text, { kind, start, end, words }) => {
      const binding = text.slice(start, end);
      const isBinding = (from: number) => words.some((word) => start + from >= word.start && start + from < word.end);
      const all = wordsOf(binding);
      const others = all.filter((word) => !isBinding(word.start));
      // "No wood, please" binds with every word.
      const own = new Set((others.length > 0 ? others : all).map(({ stem }) => stem));
      const scores = new Map<number, number>();
      let most = 0;
      for (const stem of own) {
        most += rarity(stem);
        for (const at of having.get(stem) ?? []) scores.set(at, (scores.get(at) ?? 0) + rarity(stem));
      }
      // "Fire the kiln after 8 pm" does not keep that nobody ever may.
      const keeps = ([at, score]: [number, number]) => score >= ENOUGH * most && (kind !== 'never' || forbids[at]);
      return most > 0 && [...scores].some(keeps);
    },
  };
}
