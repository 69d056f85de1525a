/** A stretch of a text, without blanks around it. */
export interface Sentence {
  start: number;
  end: number;
}

/** What stands before the words of a line: bullets, numerals of lists, quotation and heading marks of Markdown. */
const LINE_START = /^(?:[\s>]*(?:[-*+•–—・●]|\d{1,3}[.)])(?=\s))?[\s>]*/u;
const HEADING = /^\s*#{1,6}\s/u;
const HAS_WORD = /[\p{L}\p{N}]/u;
/** A full stop after these ends no sentence: titles, initials, shortenings such as z. B., e.g., approx. */
const SHORTENED =
  /(?:^|[\s(])(?!i\.|[ap]\.\s?m)(?:\p{L}|\p{L}\.\s?\p{L}|mr|mrs|ms|dr|prof|st|vs|approx|hr|fr|nr|str|ca|bzw|usw|evtl|inkl|sr|sra|srta|dra|ud|uds|núm|aprox|pág)\.\s*$/iu;
/** The day of a German date: 28. September. */
const DAY_OF_MONTH = /\b\d{1,2}\.\s*$/u;
const MONTH = /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b/u;

/** Most lines hold one sentence. */
const MORE_THAN_ONE = /[.!?…。！？‼]\s*\S/u;
const WINDOW_CHARS = 4000;
let segmenter: Intl.Segmenter | undefined;

/** The sentences of a text of any language, line by line. Headings, list marks and lines without a word are no part of them. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (let from = 0; from <= text.length;) {
    const lineEnd = text.indexOf('\n', from);
    const to = lineEnd === -1 ? text.length : lineEnd;
    const line = text.slice(from, to);
    if (!HEADING.test(line)) {
      const start = from + (LINE_START.exec(line)?.[0].length ?? 0);
      addSentences(sentences, text.slice(start, to), start);
    }
    from = to + 1;
  }
  return sentences;
}

function addSentences(sentences: Sentence[], line: string, offset: number): void {
  let start = 0;
  for (const end of endsIn(line)) {
    if (end < line.length && goesOn(line.slice(Math.max(start, end - 12), end), line.slice(end, end + 12))) continue;
    const sentence = line.slice(start, end);
    if (HAS_WORD.test(sentence)) {
      const blanks = sentence.length - sentence.trimStart().length;
      sentences.push({ start: offset + start + blanks, end: offset + start + sentence.trimEnd().length });
    }
    start = end;
  }
}

/** Where sentences may end. The segmenter's effort grows faster than a text does, so it sees a window at a time. */
function endsIn(line: string): number[] {
  if (!MORE_THAN_ONE.test(line)) return [line.length];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'sentence' });
  const ends: number[] = [];
  for (let from = 0; from < line.length; from = ends.at(-1) ?? line.length) {
    const isLast = from + WINDOW_CHARS >= line.length;
    const found = Array.from(
      segmenter.segment(line.slice(from, from + WINDOW_CHARS)),
      ({ segment, index }) => from + index + segment.length,
    );
    // The last sentence of a window may go on behind it.
    ends.push(...(isLast || found.length === 1 ? found : found.slice(0, -1)));
  }
  return ends;
}

function goesOn(segment: string, next: string): boolean {
  const end = segment.slice(-12);
  return SHORTENED.test(end) || (DAY_OF_MONTH.test(end) && MONTH.test(next));
}
