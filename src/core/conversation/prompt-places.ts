/** Where messages stand in a text that may hold them: with other blanks, escaped, cut, behind a role, or not at all. */
import type { Slices } from '../slices.ts';
import type { RecentMessage } from './conversation.ts';

export interface Place {
  start: number;
  end: number;
  isCut: boolean;
}

/** A shorter message, such as "ok", must stand where a message begins: it also occurs inside other texts. */
const LONG = 24;
/** The least of a message that was cut. */
const CUT_FROM = 40;
/** A message is at most this far from the next one, or anywhere. */
const NEAR = 20_000;
/** Far before the next message, a short one is a word of the summary. */
const MAX_APART = 400;
const MAX_OCCURRENCES = 20;
/** Characters looked through for all messages together, which takes half a second at most. */
const MAX_SCANNED = 100_000_000;

interface Places {
  /** By the message's index. */
  found: Map<number, Place>;
  /** Indexes of messages that were not looked up, because so many others are missing. */
  unchecked: number[];
}

/** Messages come in their order, or newest first. */
export function* findPlaces(text: string, messages: readonly RecentMessage[]): Slices<Places> {
  const candidates = yield* collectCandidates(text, messages);
  const known = candidates.map((group) => group ?? []);
  const inOrder = longestChain(known, text.length);
  const newestFirst = longestChain([...known].reverse(), text.length);
  const chain = newestFirst.length > inOrder.length ? newestFirst : inOrder;
  const isLong = ({ content }: RecentMessage) => content.trim().length >= LONG;
  const places = withoutStrays(text, chain);
  // Without any long message, short ones are words of the summary.
  const isEvident = places.some(({ index }) => isLong(messages[index] ?? NOTHING)) || !messages.some(isLong);
  return {
    found: new Map((isEvident ? places : []).map(({ index, start, end, isCut }) => [index, { start, end, isCut }])),
    unchecked: candidates.flatMap((group, index) => (group ? [] : [index])),
  };
}

const NOTHING: RecentMessage = {
  role: '',
  content: '',
  timestamp: null,
  messageId: null,
};

/** The possible places of each message; null for one that was not looked up. */
function* collectCandidates(text: string, messages: readonly RecentMessage[]): Slices<(Candidate[] | null)[]> {
  const plain = withoutBlanks(text);
  const candidates: (Candidate[] | null)[] = messages.map(() => null);
  let scanned = 0;
  // Where the next message stands, which is where this one probably ends.
  let next = plain.text.length;
  for (const [index, message] of [...messages.entries()].reverse()) {
    const near = candidatesOf(text, plain, message, nearTo(plain.text, next));
    const isAll = next === plain.text.length && next <= NEAR;
    const mayScan = !isAll && scanned < MAX_SCANNED;
    if (near.length === 0 && mayScan) scanned += plain.text.length;
    const places =
      near.length > 0 || isAll ? near : mayScan ? candidatesOf(text, plain, message, anywhere(plain.text)) : null;
    candidates[index] = places?.map(({ place }) => ({ ...place, index })) ?? null;
    const [best] = places ?? [];
    if (best && best.isLong) next = best.from;
    yield;
  }
  return candidates;
}

interface Plain {
  /** The text with one blank for each run of blanks. */
  text: string;
  /** The place in the original of each character, and of the end. */
  at: Uint32Array;
}

function withoutBlanks(text: string): Plain {
  const at = new Uint32Array(text.length + 1);
  const parts: string[] = [];
  let length = 0;
  let copied = 0;
  for (const { 0: blanks, index } of text.matchAll(/\s+/g)) {
    parts.push(text.slice(copied, index), ' ');
    for (let from = copied; from <= index; from += 1) at[length++] = from;
    copied = index + blanks.length;
  }
  parts.push(text.slice(copied));
  for (let from = copied; from <= text.length; from += 1) at[length++] = from;
  return { text: parts.join(''), at: at.slice(0, length) };
}

/** Finds a needle's places in the text without blanks, the last one first. */
type Find = (needle: string) => number[];

function anywhere(text: string): Find {
  return (needle) => occurrences(text, needle);
}

function nearTo(text: string, next: number): Find {
  return (needle) => {
    const from = Math.max(0, next - NEAR - needle.length);
    return occurrences(text.slice(from, next), needle).map((at) => from + at);
  };
}

interface Found {
  place: Place;
  /** Its place in the text without blanks. */
  from: number;
  isLong: boolean;
}

function candidatesOf(text: string, plain: Plain, message: RecentMessage, find: Find): Found[] {
  for (const needle of [message.content, message.spoken ?? ''].flatMap(spellings)) {
    const isLong = needle.length >= LONG;
    const places = find(needle)
      .map((from) => ({ from, isLong, place: placeOf(plain, from, from + needle.length, false) }))
      .filter(({ place }) => isLong || isMessage(text, place, message.role));
    if (places.length > 0) return places;
    const cut = needle.length > CUT_FROM ? cutPlaces(text, plain, needle, find) : [];
    if (cut.length > 0) return cut;
  }
  return [];
}

/** The content as it is, and as JSON and markup write it. */
function spellings(content: string): string[] {
  const json = JSON.stringify(content).slice(1, -1);
  const ascii = json.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const markup = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const all = [content, json, ascii, markup].map((spelling) => spelling.replace(/\s+/g, ' ').trim());
  return [...new Set(all)].filter((spelling) => spelling !== '');
}

function occurrences(text: string, needle: string): number[] {
  const found: number[] = [];
  // The last ones, because recent messages stand at the end.
  for (let at = text.lastIndexOf(needle); at >= 0 && found.length < MAX_OCCURRENCES;) {
    found.push(at);
    at = at === 0 ? -1 : text.lastIndexOf(needle, at - 1);
  }
  return found;
}

function placeOf({ at }: Plain, from: number, to: number, isCut: boolean): Place {
  return { start: at[from] ?? 0, end: (at[to - 1] ?? 0) + 1, isCut };
}

/** Finds places with only the start of a long message: the cut is marked, or is the end of a line. */
function cutPlaces(text: string, plain: Plain, needle: string, find: Find): Found[] {
  const places: Found[] = [];
  for (const from of find(needle.slice(0, CUT_FROM))) {
    let length = CUT_FROM;
    while (length < needle.length && plain.text[from + length] === needle[length]) length += 1;
    const place = placeOf(plain, from, from + length, true);
    if (/^\s*(?:…|\.\.\.|[[(<]\s*(?:…|\.|truncated|cut)|["']|\n|$)/i.test(text.slice(place.end, place.end + 40)))
      places.push({ place, from, isLong: true });
  }
  return places;
}

const ROLE = 'user|assistant|human|ai|model|bot|agent|system|tool|customer|content|text|message';

/** Whether the words before it end in a role, or its line holds nothing else. */
function isMessage(text: string, { start, end }: Place, role: string): boolean {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(Math.max(line, start - 160), start);
  const after = text.slice(end, end + 40);
  if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after)) return false;
  const roles = `${ROLE}|${role.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')}`;
  if (new RegExp(`(?:^|[^\\p{L}])(?:${roles})["'*\\])]*\\s*[:>|]\\s*["'*]*$`, 'iu').test(before)) return true;
  const isAlone = /^[\s>"']*$/.test(before) || /^[^#].*[\p{L}\])*"]\s*[:>|]\s*["'*]*$/u.test(before);
  return isAlone && /^[^\p{L}\p{N}\n]*(?:\n|$)/u.test(after);
}

interface Candidate extends Place {
  index: number;
}

/** Returns the longest chain of messages in sequence; of equal ones, the chain nearest to the end of the text. */
function longestChain(candidates: readonly (readonly Candidate[])[], length: number): Candidate[] {
  // From the end backwards, so that the smallest distance from the end wins: `tails[n]` ends the chain of n + 1.
  const tails: { candidate: Candidate; reach: number; before: Candidate | null }[] = [];
  const before = new Map<Candidate, Candidate | null>();
  for (const group of [...candidates].reverse()) {
    // The farthest first, so that no two of one message follow each other.
    for (const candidate of [...group].sort((a, b) => a.start - b.start)) {
      const near = length - candidate.end;
      const reach = length - candidate.start;
      const at = firstBeyond(tails, near);
      const previous = at > 0 ? (tails[at - 1]?.candidate ?? null) : null;
      const held = tails[at];
      if (held && held.reach <= reach) continue;
      before.set(candidate, previous);
      tails[at] = { candidate, reach, before: previous };
    }
  }
  const chain: Candidate[] = [];
  for (let next = tails.at(-1)?.candidate ?? null; next; next = before.get(next) ?? null) chain.push(next);
  return chain;
}

/** The number of chains that end no farther from the end of the text than `near`. */
function firstBeyond(tails: readonly { reach: number }[], near: number): number {
  let low = 0;
  let high = tails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tails[middle]?.reach ?? Infinity) <= near) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Drops short messages before all others that are apart from them or under another heading. */
function withoutStrays(text: string, chain: readonly Candidate[]): Candidate[] {
  const sorted = [...chain].sort((a, b) => a.start - b.start);
  while (sorted.length > 1) {
    const [first, second] = sorted;
    if (!first || !second || first.end - first.start >= LONG) break;
    const between = text.slice(first.end, second.start);
    if (between.length <= MAX_APART && !/\n\s*(?:#|\[[^\]\n]*\]\s*\n|<)/.test(between)) break;
    sorted.shift();
  }
  return sorted;
}
