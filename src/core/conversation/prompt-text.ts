/**
 * Which part of a context for prompt comes from the summary, and which from recent messages. The text is one; the
 * messages come once more, as data. Each is looked up in the text, and nothing is assumed of how it is written there.
 */
import { finish, type Slices } from '../slices.ts';
import type { RecentMessage } from './conversation.ts';
import { findPlaces, type Place } from './prompt-places.ts';

export interface PromptPiece {
  from: 'summary' | 'recent';
  start: number;
  end: number;
  /** The index of the message that it holds; null for the summary, and for words between messages. */
  message: number | null;
  /** Only the start of the message is there. */
  isCut: boolean;
}

export interface PromptText {
  /** In reading order; together they are the whole text. */
  pieces: PromptPiece[];
  /** Indexes of the messages that are not in the text. */
  missing: number[];
  /** The number of messages that were not looked up, because so many others are missing. */
  unchecked: number;
}

interface Known {
  /** False: everything in the text comes from messages. */
  hasSummary: boolean;
  /** Messages that Synap counts; the text may hold more than are listed. */
  counted: number | null;
}

/** Words between two messages, such as a time, belong to them up to this length; longer ones to the summary. */
const MAX_BETWEEN = 200;
/** A heading or a role before a message, on its line or the line above. */
const MAX_PREFIX = 120;

/** Splits it at once. */
export function splitPrompt(text: string, messages: readonly RecentMessage[], known: Known): PromptText {
  return finish(splittingPrompt(text, messages, known));
}

export function* splittingPrompt(text: string, messages: readonly RecentMessage[], known: Known): Slices<PromptText> {
  const { found: places, unchecked } = yield* findPlaces(text, messages);
  const skipped = new Set(unchecked);
  const isMissing = ({ content }: RecentMessage, at: number) =>
    !places.has(at) && !skipped.has(at) && content.trim() !== '';
  const missing = messages.flatMap((message, at) => (isMissing(message, at) ? [at] : []));
  const found = [...places].map(([message, place]) => ({ message, ...place })).sort((a, b) => a.start - b.start);
  const pieces: PromptPiece[] = [];
  const add = (from: PromptPiece['from'], end: number, message: number | null = null, isCut = false) => {
    const start = pieces.at(-1)?.end ?? 0;
    if (end > start) pieces.push({ from: known.hasSummary ? from : 'recent', start, end, message, isCut });
  };
  for (const { message, start, end, isCut } of found) {
    const from = pieces.at(-1)?.end ?? 0;
    const own = Math.max(from, messageStart(text, start));
    const isAfterMessage = pieces.length > 0 && own - from <= MAX_BETWEEN;
    if (isAfterMessage) add('recent', own);
    else {
      add('summary', Math.max(from, recentStart(text, own, found, known.counted)));
      add('recent', own);
    }
    add('recent', messageEnd(text, end), message, isCut);
  }
  const rest = text.length - (pieces.at(-1)?.end ?? 0);
  add(found.length > 0 && rest <= MAX_BETWEEN ? 'recent' : 'summary', text.length);
  return { pieces, missing, unchecked: skipped.size };
}

/** Includes the text before a message on its line: a role, a time, an opening quote. */
function messageStart(text: string, start: number): number {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return start - line <= MAX_PREFIX ? line : start;
}

/** Includes the end of its line if only marks are left there. */
function messageEnd(text: string, end: number): number {
  const rest = /^[^\w\n]{0,12}(?:\n|$)/.exec(text.slice(end, end + 14))?.[0] ?? '';
  return end + rest.length;
}

/** Includes the messages before the first listed one, if Synap counts more than it lists, and their heading. */
function recentStart(text: string, first: number, found: readonly Place[], counted: number | null): number {
  const start = counted !== null && counted > found.length ? unlistedStart(text, first, found) : first;
  const heading = /(?:^|\n)([^\n]{1,120})\n\s*$/.exec(text.slice(Math.max(0, start - 2 * MAX_PREFIX), start));
  const [, words] = heading ?? [];
  if (words === undefined || !isHeading(words)) return start;
  return text.lastIndexOf(words, start);
}

function isHeading(line: string): boolean {
  return /^\s*(?:#|\[|<|=|\*\*|--|")|:\s*[[{]?\s*$/.test(line);
}

/** The first line that begins as the lines of the found messages do. */
function unlistedStart(text: string, first: number, found: readonly Place[]): number {
  const prefixes = new Set(found.map(({ start }) => text.slice(text.lastIndexOf('\n', start - 1) + 1, start)));
  const starts = [...prefixes]
    .filter((prefix) => /\w/.test(prefix) && prefix.length <= MAX_PREFIX)
    .map((prefix) => (text.startsWith(prefix) ? 0 : text.indexOf(`\n${prefix}`) + 1))
    .filter((at) => at > 0 || [...prefixes].some((prefix) => text.startsWith(prefix)));
  return Math.min(first, ...starts);
}
