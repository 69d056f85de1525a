/**
 * `JSON.parse` in slices: megabytes are read without holding up the view, and a fault has a place and a path. Values of up
 * to `GRAIN` characters are left to the browser's parser; only what is larger is walked through here.
 */
import { finish, type Slices } from '../../slices.ts';

export interface JsonFault {
  kind: 'not-json' | 'cut-off' | 'too-deep';
  offset: number;
  /** `$.messages[3].content` */
  path: string;
}

export type ParsedJson = { ok: true; value: unknown; end: number } | { ok: false; fault: JsonFault };

const GRAIN = 32_768;
/** Of values larger than the grain: only a text made to break a reader nests so many. */
const MAX_DEPTH = 100;
const MAX_PATH_STEPS = 12;
const SLICE_CHARS = 131_072;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
/** The beginning of a scalar, where the text may have been cut. */
const CUT_SCALAR = /^(?:-?\d*\.?\d*(?:[eE][+-]?\d*)?|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?)$/;

interface Level {
  value: unknown[] | Record<string, unknown>;
  key: string;
}

interface Cursor {
  text: string;
  at: number;
  /** The values around, each larger than the grain. */
  levels: Level[];
  grain: number;
  whole: { value: unknown } | null;
}

/** `unclear`: somewhere in the value that begins here. */
type Wrong = JsonFault['kind'] | 'unclear';

/** Reads the value that begins at `from`, after blanks. What follows it is not looked at: `end` is where that is. */
export function* parseJson(text: string, from = 0, grain = GRAIN): Slices<ParsedJson> {
  const cursor: Cursor = { text, at: skipBlanks(text, from), levels: [], grain, whole: null };
  let sliceEnds = cursor.at + SLICE_CHARS;
  while (cursor.whole === null) {
    if (cursor.at > sliceEnds) {
      yield;
      sliceEnds = cursor.at + SLICE_CHARS;
    }
    const wrong = readNext(cursor);
    if (wrong !== null) return { ok: false, fault: faultAt(cursor, wrong) };
  }
  return { ok: true, value: cursor.whole.value, end: cursor.at };
}

function faultAt({ text, at, levels, grain }: Cursor, wrong: Wrong): JsonFault {
  const path = pathOf(levels);
  if (at >= text.length) return { kind: 'cut-off', offset: text.length, path };
  if (wrong !== 'unclear') return { kind: wrong, offset: at, path };
  // Only the finest reading knows where in the value.
  const fine = grain > 0 ? finish(parseJson(text.slice(at, at + grain), 0, 0)) : null;
  if (fine === null || fine.ok) return { kind: 'not-json', offset: at, path };
  return { kind: 'not-json', offset: at + fine.fault.offset, path: `${path}${fine.fault.path.slice(1)}` };
}

/** Reads a value that fits the grain, or goes into a larger one. */
function readNext(cursor: Cursor): Wrong | null {
  const { text, at, levels, grain } = cursor;
  const first = text.charAt(at);
  if (first === '[' || first === '{') {
    const end = closingWithin(text, at, grain);
    if (end !== -1) return take(cursor, end);
    if (grain > 0 && levels.length >= MAX_DEPTH) return 'too-deep';
    levels.push({ value: first === '[' ? [] : {}, key: '' });
    cursor.at = skipBlanks(text, at + 1);
    return closes(cursor) ? complete(cursor, undefined, true) : toMember(cursor);
  }
  const end = first === '"' ? stringEnd(text, at) : scalarEnd(text, at);
  if (end !== -1) return take(cursor, end);
  if (first === '"' || CUT_SCALAR.test(text.slice(at, at + 30))) cursor.at = text.length;
  return 'not-json';
}

function take(cursor: Cursor, end: number): Wrong | null {
  let value: unknown;
  try {
    value = JSON.parse(cursor.text.slice(cursor.at, end));
  } catch {
    return 'unclear';
  }
  cursor.at = end;
  return complete(cursor, value);
}

/** Puts a value into the one around it, and goes on to the next member; perhaps that one is complete, too. */
function complete(cursor: Cursor, value: unknown, isEmpty = false): Wrong | null {
  const { text, levels } = cursor;
  let done = value;
  let isClosing = isEmpty;
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    if (!isClosing) put(level, done);
    cursor.at = skipBlanks(text, cursor.at);
    if (text.charAt(cursor.at) === ',' && !isClosing) {
      cursor.at = skipBlanks(text, cursor.at + 1);
      return toMember(cursor);
    }
    if (!closes(cursor)) return 'not-json';
    cursor.at += 1;
    done = level.value;
    levels.pop();
    isClosing = false;
  }
  cursor.whole = { value: done };
  return null;
}

function closes({ text, at, levels }: Cursor): boolean {
  return text.charAt(at) === (Array.isArray(levels.at(-1)?.value) ? ']' : '}');
}

/** Reads the key before a value. */
function toMember(cursor: Cursor): Wrong | null {
  const { text, levels } = cursor;
  const level = levels.at(-1);
  if (!level) return null;
  if (Array.isArray(level.value)) {
    level.key = String(level.value.length);
    return null;
  }
  if (text.charAt(cursor.at) !== '"') return 'not-json';
  const end = stringEnd(text, cursor.at);
  if (end === -1) cursor.at = text.length;
  const key = end === -1 ? null : stringOf(text.slice(cursor.at, end));
  if (key === null) return 'not-json';
  level.key = key;
  cursor.at = skipBlanks(text, end);
  if (text.charAt(cursor.at) !== ':') return 'not-json';
  cursor.at = skipBlanks(text, cursor.at + 1);
  return null;
}

function put({ value, key }: Level, member: unknown): void {
  if (Array.isArray(value)) value.push(member);
  // As the browser's parser does: the key is a name like any other.
  else Object.defineProperty(value, key, { value: member, enumerable: true, configurable: true, writable: true });
}

function stringOf(source: string): string | null {
  try {
    return String(JSON.parse(source));
  } catch {
    return null;
  }
}

function pathOf(levels: readonly Level[]): string {
  const steps = levels
    .slice(0, MAX_PATH_STEPS)
    .map(({ value, key }) => (Array.isArray(value) ? `[${key}]` : `.${key}`));
  return `$${steps.join('')}${levels.length > MAX_PATH_STEPS ? '…' : ''}`;
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9;) {
    at += 1;
    code = text.charCodeAt(at);
  }
  return at;
}

/** The end of the container that begins at `from`; -1 if it does not close within so many characters. */
function closingWithin(text: string, from: number, chars: number): number {
  const limit = Math.min(text.length, from + chars);
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      for (at += 1; at < limit && text.charCodeAt(at) !== 34; at += 1) if (text.charCodeAt(at) === 92) at += 1;
    } else if (code === 91 || code === 123) depth += 1;
    else if (code === 93 || code === 125) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** -1 where it never ends. */
function stringEnd(text: string, from: number): number {
  let quote = text.indexOf('"', from + 1);
  while (quote !== -1) {
    let slashes = 0;
    while (text.charCodeAt(quote - 1 - slashes) === 92) slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
    quote = text.indexOf('"', quote + 1);
  }
  return -1;
}

function scalarEnd(text: string, from: number): number {
  SCALAR.lastIndex = from;
  return SCALAR.test(text) ? SCALAR.lastIndex : -1;
}
