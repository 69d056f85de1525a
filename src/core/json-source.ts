/**
 * Reads JSON in its own text, so that what a parser loses stays: digits of long numbers, `19.90`, `1e400`, the order of
 * keys, repeated keys, `__proto__`. Every text is taken for valid JSON; of any other the result means nothing, but
 * nothing throws and everything ends.
 */

export interface JsonEntry {
  /** The key, decoded; an array's index. */
  key: string;
  /** The value as written. */
  source: string;
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const isOpening = (code: number): boolean => code === 91 || code === 123;
const isClosing = (code: number): boolean => code === 93 || code === 125;
/** Deeper levels are indented no further: depth times length would have no bound. */
const MAX_INDENT = 60;

/** The members of an object or the items of an array, as they were written; null for any other value. */
export function jsonEntries(source: string): JsonEntry[] | null {
  const start = skipBlanks(source, 0);
  const opening = source[start];
  if (opening !== '{' && opening !== '[') return null;
  const entries: JsonEntry[] = [];
  let at = skipBlanks(source, start + 1);
  while (at < source.length && !isClosing(source.charCodeAt(at))) {
    let key = String(entries.length);
    if (opening === '{') {
      const keyEnd = valueEnd(source, at);
      key = leafText(source.slice(at, keyEnd));
      at = skipBlanks(source, keyEnd);
      if (source.charCodeAt(at) === COLON) at = skipBlanks(source, at + 1);
    }
    const end = valueEnd(source, at);
    entries.push({ key, source: source.slice(at, end) });
    at = skipBlanks(source, end);
    if (source.charCodeAt(at) === COMMA) at = skipBlanks(source, at + 1);
  }
  return entries;
}

/** A string's content; any other value as written. */
export function leafText(source: string): string {
  if (source.charCodeAt(0) !== QUOTE) return source;
  try {
    return String(JSON.parse(source));
  } catch {
    return source;
  }
}

/** The same tokens, indented by two spaces. */
export function indentedJson(source: string): string {
  const pieces: string[] = [];
  let depth = 0;
  const newLine = () => `\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`;
  for (let at = skipBlanks(source, 0); at < source.length; at = skipBlanks(source, at)) {
    const code = source.charCodeAt(at);
    if (isOpening(code)) {
      const next = skipBlanks(source, at + 1);
      const isEmpty = isClosing(source.charCodeAt(next));
      if (!isEmpty) depth += 1;
      pieces.push(
        isEmpty ? source.slice(at, at + 1) + source.slice(next, next + 1) : source.slice(at, at + 1) + newLine(),
      );
      at = isEmpty ? next + 1 : at + 1;
    } else if (isClosing(code)) {
      depth = Math.max(0, depth - 1);
      pieces.push(newLine(), source.slice(at, at + 1));
      at += 1;
    } else if (code === COMMA || code === COLON) {
      pieces.push(code === COMMA ? `,${newLine()}` : ': ');
      at += 1;
    } else {
      const end = valueEnd(source, at);
      pieces.push(source.slice(at, end));
      at = end;
    }
  }
  return pieces.join('');
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  while (at < source.length && source.charCodeAt(at) <= 32) at += 1;
  return at;
}

/** The end of the value that begins at `from`: always beyond it, also where no value is. */
function valueEnd(source: string, from: number): number {
  const first = source.charCodeAt(from);
  if (first === QUOTE) return stringEnd(source, from);
  if (!isOpening(first)) return scalarEnd(source, from);
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(source, at) - 1;
    else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return source.length;
}

function stringEnd(source: string, from: number): number {
  let quote = source.indexOf('"', from + 1);
  while (quote !== -1 && isEscaped(source, quote)) quote = source.indexOf('"', quote + 1);
  return quote === -1 ? source.length : quote + 1;
}

function isEscaped(source: string, at: number): boolean {
  let slashes = 0;
  while (source.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

function scalarEnd(source: string, from: number): number {
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code <= 32 || code === COMMA || code === COLON || isClosing(code)) return Math.max(at, from + 1);
  }
  return source.length;
}
