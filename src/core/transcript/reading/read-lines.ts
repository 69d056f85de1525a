/** Transcripts as text: `Name: what was said`, over several lines, perhaps with a time before the name or a bold name. */
import type { Slices } from '../../slices.ts';
import { UNKNOWN_ROLE } from '../message.ts';
import { roleNamed } from './fields.ts';
import { dayOrderOf, stampOf, timeAt, type Stamp } from './line-times.ts';
import type { LeftOutReason, ReadMessage } from './message-of.ts';

const NAMED =
  /^(?:[*_]{1,3})?([\p{L}@][\p{L}\p{M}\p{N} ._'’()@+-]{0,39}?)(?:[*_]{1,3})?\s?[:：](?:[*_]{1,3})?(?:\s+|$)/u;
/** A heading with a name alone, as Markdown exports have it. */
const HEADING = /^#{1,6}\s+(?:[*_]{1,3})?([\p{L}][\p{L}\p{N} .-]{0,30}?)(?:[*_]{1,3})?\s*:?\s*$/u;
const LINES_PER_SLICE = 500;
/** Of a longer line, only the beginning may be a name. */
const HEAD_CHARS = 120;

interface Head {
  line: number;
  /** Where the line begins, and where what was said does. */
  start: number;
  textStart: number;
  name: string | null;
  stamp: Stamp | null;
  /** After an empty line. */
  isApart: boolean;
  /** Nothing follows the name in its line. */
  isEmpty: boolean;
}

export interface ReadLines {
  messages: ReadMessage[];
  /** The line of each message. */
  lines: number[];
}

/** Null where no line begins with somebody's name. */
export function* readLines(text: string): Slices<ReadLines | null> {
  const heads = yield* findHeads(text);
  const isName = namesAmong(heads);
  const turns = heads.filter(({ name, stamp }) => (name === null ? stamp !== null : isName(name)));
  if (!turns.some(({ name }) => name !== null)) return null;
  const order = dayOrderOf(turns.flatMap(({ stamp }) => (stamp ? [stamp] : [])));
  const messages: ReadMessage[] = [];
  const lines: number[] = [];
  const [first] = turns;
  if (first && text.slice(0, first.start).trim() !== '') {
    messages.push('nobody');
    lines.push(1);
  }
  for (const [at, { line, name, stamp, textStart }] of turns.entries()) {
    if (at % LINES_PER_SLICE === 0) yield;
    const said = text
      .slice(textStart, turns[at + 1]?.start ?? text.length)
      .replaceAll('\r', '')
      .trim();
    messages.push(messageFrom(name, said, stamp && timeAt(stamp, order)));
    lines.push(line);
  }
  return { messages, lines };
}

function messageFrom(name: string | null, text: string, at: number | null): ReadMessage {
  const reason: LeftOutReason | null = name === null ? 'nobody' : text === '' ? 'empty' : null;
  if (name === null || reason !== null) return reason ?? 'nobody';
  const role = roleNamed(name);
  if (role === 'system') return 'instructions';
  return { id: null, role: role ?? UNKNOWN_ROLE, speaker: role === null ? name : null, text, at };
}

/** The lines that may begin a message. */
function* findHeads(text: string): Slices<Head[]> {
  const heads: Head[] = [];
  let line = 0;
  let isApart = true;
  for (let start = 0; start < text.length;) {
    line += 1;
    if (line % LINES_PER_SLICE === 0) yield;
    const newLine = text.indexOf('\n', start);
    const end = newLine === -1 ? text.length : newLine;
    const source = text.slice(start, Math.min(end, start + HEAD_CHARS)).trimEnd();
    const head = headOf(source);
    if (head) {
      const { length, ...rest } = head;
      heads.push({ ...rest, line, start, textStart: start + length, isApart, isEmpty: length >= source.length });
    }
    isApart = source === '';
    start = end + 1;
  }
  return heads;
}

function headOf(line: string): { length: number; name: string | null; stamp: Stamp | null } | null {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined && roleNamed(heading) !== null) return { length: line.length, name: heading, stamp: null };
  const stamp = stampOf(line);
  const rest = line.slice(stamp?.length ?? 0).replace(/^[\u200e\u200f>]+\s?/, '');
  const named = NAMED.exec(rest);
  if (named?.[1] === undefined) return stamp ? { length: line.length - rest.length, name: null, stamp } : null;
  return { length: line.length - rest.length + named[0].length, name: named[1].trim(), stamp };
}

/**
 * `Note:` within a message is no name. Where roles or times are given, they tell; else a name comes again, unless only
 * one does: then somebody else speaks once.
 */
function namesAmong(heads: readonly Head[]): (name: string) => boolean {
  const named = heads.filter((head) => head.name !== null);
  const namesOf = (some: (head: Head) => boolean) => new Set(named.filter(some).map(({ name }) => name));
  const stamped = namesOf(({ stamp }) => stamp !== null);
  if (stamped.size > 0) return (name) => stamped.has(name);
  const roles = namesOf(({ name }) => roleNamed(name ?? '') !== null);
  if (roles.size > 1) return (name) => roles.has(name);
  const counts = new Map<string | null, number>();
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1);
  const again = namesOf(({ name }) => (counts.get(name) ?? 0) > 1);
  const known = new Set([...again, ...roles]);
  if (known.size > 1) return (name) => known.has(name);
  const apart = new Set([...known, ...namesOf(({ isApart, isEmpty }) => isApart && !isEmpty)]);
  if (apart.size > 1) return (name) => apart.has(name);
  const all = namesOf(({ isEmpty }) => !isEmpty);
  return (name) => all.has(name);
}
