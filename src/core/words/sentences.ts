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

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

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
  for (const { segment, index } of segmenter.segment(line)) {
    const end = index + segment.length;
    if (end < line.length && goesOn(segment, line.slice(end, end + 12))) continue;
    const sentence = line.slice(start, end);
    if (HAS_WORD.test(sentence)) {
      const blanks = sentence.length - sentence.trimStart().length;
      sentences.push({ start: offset + start + blanks, end: offset + start + sentence.trimEnd().length });
    }
    start = end;
  }
}

function goesOn(segment: string, next: string): boolean {
  const end = segment.slice(-12);
  return SHORTENED.test(end) || (DAY_OF_MONTH.test(end) && MONTH.test(next));
}
