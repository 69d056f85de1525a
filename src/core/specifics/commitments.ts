import type { Language } from '../words/language.ts';
import { sentencesOf } from '../words/sentences.ts';
import { ENGLISH } from './commitments/english.ts';
import { GERMAN } from './commitments/german.ts';
import type { CommitmentKind, Grammar } from './commitments/grammar.ts';
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
  const plain = plainSigns(sentence);
  if (undone.test(plain)) return NOTHING;
  // What an idiom holds binds nobody; the rest of the sentence may.
  const rest = idioms.reduce((text, idiom) => text.replace(idiom, (idle) => '_'.repeat(idle.length)), plain);
  const isStory = past.test(rest) && !binds.test(rest);
  const hits = rules.flatMap(({ kind, words, unless, notInStory }) => {
    if ((notInStory && isStory) || unless?.test(rest)) return [];
    return [...rest.matchAll(words)].map((match) => {
      const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
      return { kind, start, end };
    });
  });
  const kind = BY_WEIGHT.find((one) => hits.some((hit) => hit.kind === one)) ?? null;
  return { kind, words: withoutOverlap(hits) };
}

/** The same length, so that places stay what they are. */
function plainSigns(text: string): string {
  return text.replace(/[’‘ʼ]/g, "'").replace(/[\s]/g, ' ');
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
