/** Ids in base64: global ids of Relay, claims of tokens, bodies that were encoded whole. */
import type { ConversationId } from '../../conversation/conversation.ts';
import { findIds } from '../../conversation/uuid.ts';
import { runsOf } from './runs.ts';
import { contextInValue } from '../id-context.ts';
import { tellingName, wordWeight } from '../rank-words.ts';

/** An id of 36 characters has 48 in base64. */
const SHORTEST = 48;
const LONGEST = 8192;
const MAX_RUNS = 5000;
const ENCODED_BODY = /^[A-Za-z0-9+/=\s]+$/;
const PRINTABLE = /^[\x20-\x7e\s]*$/;

/** The claims of a token. */
const TOKEN = /^\s*\{.*"(?:exp|iat|iss|sub|aud)"\s*:/s;
/** A session in a token is the user's, not a conversation. */
const CONVERSATION_IN_TOKEN = 50;

export interface EncodedId {
  id: ConversationId;
  /** Where its encoding begins in the text. */
  index: number;
  /** Its name inside, if that is informative. */
  name: string;
}

/** Finds ids in a text's base64 runs. In tokens, only ids named as conversations count: the rest are users. */
export function findEncodedIds(text: string): EncodedId[] {
  return findRuns(text).flatMap(({ index, decoded }) => {
    const isToken = TOKEN.test(decoded);
    return findIds(decoded, MAX_RUNS)
      .map((found) => ({ id: found.id, index, name: tellingName(contextInValue(decoded, found.index)) }))
      .filter(({ name }) => !isToken || (wordWeight(name) ?? 0) >= CONVERSATION_IN_TOKEN);
  });
}

/** True when a text may hold an id in base64. */
export function hasLongRun(text: string): boolean {
  return !runsOf(text, isBase64, SHORTEST).next().done;
}

interface Run {
  index: number;
  decoded: string;
}

function findRuns(text: string): Run[] {
  const found: Run[] = [];
  let runs = 0;
  for (const [start, end] of runsOf(text, isBase64, SHORTEST)) {
    runs += 1;
    if (runs > MAX_RUNS) break;
    const run = text.slice(start, end);
    const whole = decode(run);
    if (whole !== null) found.push({ index: start, decoded: whole });
    // In an address a slash ends it, in plain base64 it is a digit.
    else if (run.includes('/')) found.push(...inSteps(run, start));
  }
  return found;
}

function inSteps(run: string, index: number): Run[] {
  const found: Run[] = [];
  for (let at = 0; at < run.length;) {
    const slash = run.indexOf('/', at);
    const end = slash === -1 ? run.length : slash;
    const decoded = end - at < SHORTEST ? null : decode(run.slice(at, end));
    if (decoded !== null) found.push({ index: index + at, decoded });
    at = end + 1;
  }
  return found;
}

/** Null for what is too long or short, is no text, or holds no id. */
function decode(run: string): string | null {
  if (run.length < SHORTEST || run.length > LONGEST) return null;
  const text = fromBase64(run.replaceAll('-', '+').replaceAll('_', '/'));
  return text !== null && PRINTABLE.test(text) && findIds(text, 1).length > 0 ? text : null;
}

/** A body that is base64 from end to end, perhaps of several pieces with a padding each; null otherwise. */
export function decodeBase64Body(body: string): string | null {
  const text = body.trim();
  if (text.length < SHORTEST || !ENCODED_BODY.test(text)) return null;
  const pieces = text.replaceAll(/\s/g, '').match(/[^=]+=*/g) ?? [];
  const decoded = pieces.map(fromBase64);
  return decoded.includes(null) ? null : decoded.join('');
}

function fromBase64(text: string): string | null {
  try {
    return atob(text);
  } catch {
    return null;
  }
}

/**
 * A message of protobuf or MessagePack as text: an id in it is preceded by its length, `$`, perhaps with the mark of a
 * text, and followed by the next field's tag, which may look like one more digit.
 */
export function spaceIds(binary: string): string {
  return binary.replaceAll(/[\x80-\xff\uFFFD]?\$([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi, ' $1 ');
}

/** Text has no characters below the tabulator. */
export function isBinary(text: string): boolean {
  const limit = Math.min(text.length, 4096);
  for (let at = 0; at < limit; at += 1) if (text.charCodeAt(at) < 9) return true;
  return false;
}

/** The letters of base64, of either alphabet. */
function isBase64(code: number): boolean {
  const lower = code | 32;
  return (
    (lower >= 97 && lower <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 47 ||
    code === 95
  );
}
