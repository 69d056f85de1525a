import type { Message } from './message.ts';

const keys = new WeakMap<Message, number>();

/** Equal for messages of one text, however blanks and accents are written. Takes a while for megabytes, but only once. */
export function textKey(message: Message): number {
  const known = keys.get(message);
  if (known !== undefined) return known;
  const key = hashOf(message.text);
  keys.set(message, key);
  return key;
}

/** Of a text longer than a page's can be, some characters tell it from all others. */
const LONG_CHARS = 1_100_000;
const LONG_STEP = 17;

/** Two hashes of 32 bits make one of 53: no two texts of a conversation share it by chance. */
function hashOf(text: string): number {
  const step = text.length > LONG_CHARS ? LONG_STEP : 1;
  let [first, second, hasMarks] = [0x811c9dc5, step === 1 ? 0x9e3779b9 : text.length, false];
  for (let at = 0; at < text.length; at += step) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 0xa0) continue;
    // An accent by itself: the same text may be written without any.
    hasMarks ||= code >= 0x300 && code <= 0x36f;
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x85ebca6b) + 0x165667b1;
  }
  if (hasMarks) {
    const composed = text.normalize('NFC');
    if (composed !== text) return hashOf(composed);
  }
  return (first >>> 0) * 0x200000 + (second >>> 11);
}
