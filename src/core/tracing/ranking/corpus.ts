import type { Slices } from '../../slices.ts';
import { createLexicon } from './lexicon.ts';

/** Messages and statements as words, and where each word is said. */
export interface Corpus {
  /** The words of each message. */
  messages: readonly (readonly number[])[];
  statements: readonly (readonly number[])[];
  /** Logarithm of the count of each message's words. */
  lengths: Float64Array;
  /** By message: the part of it that asks, 0–1. */
  asking: readonly number[];
  /** By message: its speaker, as an index of `speakers`. */
  speakerOf: Int32Array;
  /** By speaker: the words in the name. */
  speakers: readonly ReadonlySet<number>[];
  /** Words in any speaker's name. */
  names: ReadonlySet<number>;
  /** By word: the messages that say it. */
  saidIn: readonly (readonly number[])[];
  /** By word: the messages that say it, or one that begins alike. */
  likeSaidIn: readonly (readonly number[])[];
  /** By word: how much it tells. Little where many messages say it, or many statements. */
  weights: Float64Array;
}

interface Texts {
  messages: readonly { text: string; speaker: string | null }[];
  statements: readonly string[];
}

/** So many words are looked at in one slice. */
const WORDS_A_SLICE = 5000;
/** A word counts as more common among statements once several say it; of a few statements, nothing is learnt. */
const STATEMENTS_TO_LEARN_FROM = 50;

/** Numbers, dates and times tell more than other words as rare: a statement with another number says another thing. */
const DIGITS = 1.5;

export function* createCorpus({ messages, statements }: Texts): Slices<Corpus> {
  const lexicon = createLexicon();
  const said: number[][] = [];
  const asking: number[] = [];
  for (const { text } of messages) {
    said.push(yield* lexicon.read(text));
    asking.push(askingShare(text));
  }
  const stated: number[][] = [];
  for (const text of statements) stated.push(yield* lexicon.read(text));
  const spellings = [...new Set(messages.map(({ speaker }) => speaker))];
  const speakers: ReadonlySet<number>[] = [];
  for (const name of spellings) speakers.push(new Set(yield* lexicon.read(name ?? '')));
  const indexOf = new Map(spellings.map((name, at) => [name, at]));
  const { beginnings, hasDigit } = lexicon;
  const saidIn = yield* placesOf(said, beginnings.length, (word) => word);
  const byBeginning = yield* placesOf(said, beginnings.length, (word) => beginnings[word] ?? word);
  const statedIn = yield* placesOf(stated, beginnings.length, (word) => word);
  return {
    messages: said,
    statements: stated,
    lengths: Float64Array.from(said, ({ length }) => Math.log(1 + length)),
    asking,
    speakerOf: Int32Array.from(messages, ({ speaker }) => indexOf.get(speaker) ?? 0),
    speakers,
    names: new Set(speakers.flatMap((words) => [...words])),
    saidIn,
    likeSaidIn: beginnings.map((first) => byBeginning[first] ?? []),
    weights: Float64Array.from(saidIn, (places, word) => {
      // A word that no message says tells no more than one that a single message says: summaries have words of their own.
      const said = rarity(Math.max(1, places.length), messages.length);
      const stated = rarity((statedIn[word]?.length ?? 0) - 1, statements.length + STATEMENTS_TO_LEARN_FROM);
      return Math.min(said, stated) * (hasDigit[word] ? DIGITS : 1);
    }),
  };
}

const ENDS_SENTENCE = '.!?。！？\n';
const MARKS = ['?', '？'];
/** Of a longer text, only so much is read for it. */
const ASKING_CHARS = 500;

function askingShare(text: string): number {
  const length = Math.min(text.length, ASKING_CHARS);
  let asked = 0;
  for (const mark of MARKS) {
    for (let end = text.indexOf(mark); end !== -1 && end < length; end = text.indexOf(mark, end + 1)) {
      let begin = end;
      while (begin > 0 && !ENDS_SENTENCE.includes(text.charAt(begin - 1))) begin -= 1;
      asked += end + 1 - begin;
    }
  }
  return length === 0 ? 0 : asked / length;
}

function rarity(places: number, texts: number): number {
  const count = Math.max(0, places) + 0.5;
  return Math.log(1 + (texts - count + 1) / count);
}

function* placesOf(
  texts: readonly (readonly number[])[],
  count: number,
  groupOf: (word: number) => number,
): Slices<number[][]> {
  const places = Array.from({ length: count }, (): number[] => []);
  const lastIn = new Int32Array(count).fill(-1);
  let read = 0;
  for (const [at, words] of texts.entries()) {
    for (const word of words) {
      const group = groupOf(word);
      read += 1;
      if (read % WORDS_A_SLICE === 0) yield;
      if (lastIn[group] === at) continue;
      lastIn[group] = at;
      places[group]?.push(at);
    }
  }
  yield;
  return places;
}
