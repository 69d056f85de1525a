import type { Language } from '../words/language.ts';
import { sentencesOf } from '../words/sentences.ts';
import { ENGLISH } from './commitments/english.ts';
import { GERMAN } from './commitments/german.ts';
import { patternForm, type CommitmentKind, type Grammar } from './commitments/grammar.ts';
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
export function findCommitments(text: string, language: Language): Commitment[] {
  const grammar = GRAMMARS[language];
  if (!grammar) return [];
  return sentencesOf(text).flatMap(({ start, end }) => {
    if (end - start > LONGEST_SENTENCE) return [];
    const found = bindingWords(text.slice(start, end), grammar);
    const words = found.words.map((word) => ({ start: start + word.start, end: start + word.end }));
    return found.kind === null ? [] : [{ kind: found.kind, start, end, words }];
  });
}

interface Binding {
  kind: CommitmentKind | null;
  words: { start: number; end: number }[];
}

const NOTHING: Binding = { kind: null, words: [] };

function bindingWords(sentence: string, { undone, idioms, past, binds, rules }: Grammar): Binding {
  const plain = patternForm(sentence);
  // Most sentences bind nobody: they are let go by the quickest look that tells.
  const likely = rules.filter(
    ({ hint, words }) => hint.test(plain) && words.some((pattern) => plain.search(pattern) >= 0),
  );
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
