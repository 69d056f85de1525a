import { finish, type Slices } from '../slices.ts';
import type { Language } from '../words/language.ts';
import { sentencesOf } from '../words/sentences.ts';
import { ENGLISH } from './commitments/english.ts';
import { GERMAN } from './commitments/german.ts';
import { patternForm, type CommitmentKind, type Grammar, type Rules } from './commitments/grammar.ts';
import { JAPANESE } from './commitments/japanese.ts';
import { SPANISH } from './commitments/spanish.ts';

export interface Commitment {
  kind: CommitmentKind;
  /** The sentence. */
  start: number;
  end: number;
  /** The binding words in it: `never`, `must`, `agreed`, `by Friday`. */
  words: { start: number; end: number }[];
}

/** A sentence of several kinds is of the first of these. */
const BY_WEIGHT: readonly CommitmentKind[] = ['deadline', 'never', 'must', 'decision', 'preference'];

/** What is longer is a dump or a paste without full stops: no sentence that somebody said. */
const LONGEST_SENTENCE = 600;

const GRAMMARS: Readonly<Partial<Record<Language, Grammar>>> = {
  en: ENGLISH,
  de: GERMAN,
  es: SPANISH,
  ja: JAPANESE,
};

/** The sentences of a text that bind somebody: what is to be done, not to be done, settled, due or wished for. */
export function* readCommitments(text: string, language: Language): Slices<Commitment[]> {
  const grammar = GRAMMARS[language];
  const commitments: Commitment[] = [];
  if (!grammar) return commitments;
  for (const { start, end } of sentencesOf(text)) {
    if (end - start > LONGEST_SENTENCE) continue;
    const found = yield* bindingWords(text.slice(start, end), grammar);
    if (found.kind === null) continue;
    const words = found.words.map((word) => ({ start: start + word.start, end: start + word.end }));
    commitments.push({ kind: found.kind, start, end, words });
  }
  return commitments;
}

/** The same, at once. */
export const findCommitments = (text: string, language: Language): Commitment[] =>
  finish(readCommitments(text, language));

interface Binding {
  kind: CommitmentKind | null;
  words: { start: number; end: number }[];
}

const NOTHING: Binding = { kind: null, words: [] };

/** Pauses after each set of rules that had to look closely: the first time, their patterns are compiled. */
function* bindingWords(sentence: string, { undone, idioms, past, binds, rules }: Grammar): Slices<Binding> {
  const plain = patternForm(sentence);
  // Most sentences bind nobody: they are let go by the quickest look that tells.
  const likely: Rules[] = [];
  for (const rule of rules) {
    if (!rule.hint.test(plain)) continue;
    if (rule.words.some((pattern) => plain.search(pattern) >= 0)) likely.push(rule);
    yield;
  }
  if (likely.length === 0 || undone.test(plain)) return NOTHING;
  // What an idiom holds binds nobody; the rest of the sentence may.
  const rest = idioms.reduce((text, idiom) => text.replace(idiom, (idle) => '_'.repeat(idle.length)), plain);
  const isStory = past.test(rest) && !binds.test(rest);
  const hits = likely
    .filter(({ unless, notInStory }) => !(notInStory && isStory) && !unless?.test(rest))
    .flatMap(({ kind, words }) =>
      words.flatMap((pattern) => placesOf(pattern, rest).map((place) => ({ kind, ...place }))),
    );
  const kind = BY_WEIGHT.find((one) => hits.some((hit) => hit.kind === one)) ?? null;
  return { kind, words: withoutOverlap(hits) };
}

function placesOf(pattern: RegExp, text: string): { start: number; end: number }[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [start, end] = match.indices?.slice(1).find((group) => group) ?? [match.index, match.index + match[0].length];
    return { start, end };
  });
}

function withoutOverlap(hits: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const words: { start: number; end: number }[] = [];
  for (const { start, end } of hits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = words.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else words.push({ start, end });
  }
  return words;
}
