/** More than any character that people see as one. */
const WINDOW_CHARS = 64;

let graphemes: Intl.Segmenter | undefined;

/** Returns the beginning of a text up to this length, never splitting a visible character such as an emoji. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // To make the first segmenter takes longer than a frame, and between two of these, which are neither breaks nor signs
  // that join another, there is always a boundary.
  if (/[ -\u02FF]{2}/.test(text.slice(limit - 1, limit + 1))) return text.slice(0, limit);
  const from = Math.max(0, beforePair(text, limit - WINDOW_CHARS));
  // A list shortens thousands of texts, and to make a segmenter takes longer than to use it.
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const own = graphemes.segment(text.slice(from, limit + WINDOW_CHARS)).containing(limit - from)?.index;
  // A character longer than the limit is cut after all.
  return text.slice(0, own ? from + own : beforePair(text, limit));
}

/** The same, ending in `…` where something is missing: a cut text must not look complete. */
export function shortText(text: string, limit: number): string {
  return text.length <= limit ? text : `${cutText(text, limit - 1).trimEnd()}…`;
}

/** The position, or the one before where it would halve a character. */
const beforePair = (text: string, at: number): number =>
  /[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
