/** More than any character that people see as one. */
const WINDOW_CHARS = 64;

/** Returns the beginning of a text up to this length, never splitting a visible character such as an emoji. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const from = Math.max(0, isSecondHalf(text, limit - WINDOW_CHARS) ? limit - WINDOW_CHARS - 1 : limit - WINDOW_CHARS);
  let end = isSecondHalf(text, limit) ? limit - 1 : limit;
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { index, segment } of graphemes.segment(text.slice(from, limit + WINDOW_CHARS))) {
    const after = from + index + segment.length;
    if (after > limit) {
      // A character longer than the limit is cut after all.
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
