/** More than any character that people see as one. */
const WINDOW_CHARS = 64;

/** The beginning of a text, at most so long, without a half of what is seen as one character: an emoji, an accent. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const from = Math.max(0, isSecondHalf(text, limit - WINDOW_CHARS) ? limit - WINDOW_CHARS - 1 : limit - WINDOW_CHARS);
  let end = isSecondHalf(text, limit) ? limit - 1 : limit;
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { index, segment } of graphemes.segment(text.slice(from, limit + WINDOW_CHARS))) {
    const after = from + index + segment.length;
    if (after > limit) {
      // One that is longer than all that may stay is cut after all.
      if (index > 0) end = from + index;
      break;
    }
  }
  return text.slice(0, end);
}

/** The same, ending in `…` where something is missing: a cut text must not look complete. */
export function shortText(text: string, limit: number): string {
  return text.length <= limit ? text : `${cutText(text, limit - 1).trimEnd()}…`;
}

function isSecondHalf(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const before = text.charCodeAt(at - 1);
  return code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}
