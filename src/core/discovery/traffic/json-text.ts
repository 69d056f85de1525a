/** JSON as it comes over the network: guarded against being run, wrapped in a call, cut off, or one value after another. */

/** The prefix that servers put before JSON to keep it from being run as a script. */
const GUARD = /^\uFEFF?\s*(?:\)\]\}'?,?|for\s*\(;;\);|while\s*\((?:1|true)\);|\{\}&&)?\s*/;
/** `callback(`, and what servers put before it. */
const CALL =
  /^\uFEFF?\s*(?:\/\*\*\/\s*)?(?:typeof\s+[\w$.]+\s*===?\s*['"]function['"]\s*&&\s*)?[\w$.[\]'"]{1,120}\s*\(\s*(?=[{["])/;
const MAX_VALUES = 10_000;

export interface JsonText {
  values: unknown[];
  /** The text after the values; '' if there is none. */
  rest: string;
}

/** Null when the text does not begin with JSON. */
export function parseJsonText(text: string): JsonText | null {
  const called = CALL.exec(text)?.[0].length;
  const from = called ?? GUARD.exec(text)?.[0].length ?? 0;
  if (!/[{["]/.test(text.charAt(from))) return null;
  if (called === undefined) {
    const whole = parse(text.slice(from));
    if (whole !== undefined) return { values: [whole], rest: '' };
  }
  const values: unknown[] = [];
  let at = from;
  while (values.length < MAX_VALUES) {
    const read = readValue(text, at);
    if (read === null) break;
    values.push(read.value);
    // A call ends with its bracket.
    at = read.end + (/^\s*[,)]?;?\s*/.exec(text.slice(read.end, read.end + 100))?.[0].length ?? 0);
  }
  return values.length === 0 ? null : { values, rest: text.slice(at) };
}

/** Returns the object or list that begins there, cut off after its last whole member if need be. */
function readValue(text: string, from: number): { value: unknown; end: number } | null {
  const found = endOf(text, from);
  if (found === null) return null;
  const value = parse(text.slice(from, found.end) + found.closing);
  return value === undefined ? null : { value, end: found.isCut ? text.length : found.end };
}

interface End {
  /** Up to here the text is whole. */
  end: number;
  /** The closing brackets that are missing there. */
  closing: string;
  isCut: boolean;
}

function endOf(text: string, from: number): End | null {
  const open: string[] = [];
  let whole = { end: from, depth: 0 };
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (char === '{' || char === '[') {
      open.push(char === '{' ? '}' : ']');
      whole = { end: at + 1, depth: open.length };
    } else if (char === '}' || char === ']') {
      if (open.pop() !== char) return null;
      if (open.length === 0) return { end: at + 1, closing: '', isCut: false };
      whole = { end: at + 1, depth: open.length };
    } else if (char === ',') {
      whole = { end: at, depth: open.length };
    } else if (open.length === 0) return null;
  }
  return open.length === 0
    ? null
    : { end: whole.end, closing: open.slice(0, whole.depth).reverse().join(''), isCut: true };
}

/** The position of the closing quote, or the text's end. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charAt(at - 1 - slashes) === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
