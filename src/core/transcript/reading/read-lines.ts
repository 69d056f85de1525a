/** Transcripts as text: `Name: what was said`, over several lines, perhaps with a time before the name or a bold name. */
import type { Slices } from '../../slices.ts';
import { UNKNOWN_ROLE } from '../message.ts';
import { roleNamed } from './fields.ts';
import { dayOrderOf, stampOf, timeAt, type Stamp } from './line-times.ts';
import type { LeftOutReason, ReadMessage } from './message-of.ts';

const NAMED =
  /^(?:[*_]{1,3})?([\p{L}@][\p{L}\p{M}\p{N} ._'’()@+-]{0,39}?)(?:[*_]{1,3})?\s?(?:\(\d[\d:., ]{2,20}[ap]?m?\)\s?)?(?::(?:[*_]{1,3})?(?:\s+|$)|：(?:[*_]{1,3})?\s*)/u;
/** A heading with a name alone, as Markdown exports have it. */
const HEADING = /^#{1,6}\s+(?:[*_]{1,3})?([\p{L}][\p{L}\p{N} .-]{0,30}?)(?:[*_]{1,3})?\s*:?\s*$/u;
/** A name in brackets, as subtitles (`<v Ann>`) and, after a time, logs of chats have it. */
const IN_BRACKETS = /^<(v )?([\p{L}_@][^<>\n]{0,39})>\s?/u;
/** A name with the time after it, and what was said below. */
const TIME_AFTER =
  /^([\p{L}@][\p{L}\p{M}\p{N} ._'’-]{0,39}?)\s+((?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?)$/iu;
/** The number and the times of a subtitle. */
const CUE = /^\d+(?=\r?\n[\d:.,]+ -->)|^[\d:.,]+ --> .*$/gm;
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

type HeadInLine = Pick<Head, 'name' | 'stamp'> & { length: number };

export interface ReadLines {
  messages: ReadMessage[];
  /** The line of each message. */
  lines: number[];
}

/** Null where no line begins with somebody's name. */
export function* readLines(source: string): Slices<ReadLines | null> {
  const text = source.includes(' --> ') ? source.replace(CUE, '') : source;
  const heads = yield* findHeads(text);
  yield;
  const isName = namesAmong(heads);
  yield;
  const turns = heads.filter(({ name, stamp }) => (name === null ? stamp !== null : isName(name)));
  if (!turns.some(({ name }) => name !== null)) return null;
  yield;
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
      .replace(/<\/v>$/gm, '')
      .trim();
    messages.push(messageFrom(name, said, stamp && timeAt(stamp, order)));
    lines.push(line);
  }
  return { messages, lines };
}

function messageFrom(given: string | null, text: string, at: number | null): ReadMessage {
  // As meetings save their chats.
  const name = given?.replace(/^From\s+(.+?)\s+to\s+.+$/i, '$1') ?? null;
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

function headOf(line: string): HeadInLine | null {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined && roleNamed(heading) !== null) return { length: line.length, name: heading, stamp: null };
  const stamp = stampOf(line);
  const rest = line.slice(stamp?.length ?? 0).replace(/^[\u200e\u200f>]+\s?/, '');
  const [whole, isVoice, inBrackets] = IN_BRACKETS.exec(rest) ?? [];
  if (whole !== undefined && inBrackets !== undefined && (stamp !== null || isVoice !== undefined))
    return { length: line.length - rest.length + whole.length, name: inBrackets, stamp };
  const [, before, time] = stamp === null ? (TIME_AFTER.exec(line) ?? []) : [];
  if (before !== undefined && time !== undefined)
    return { length: line.length, name: before, stamp: stampOf(`${time} `) };
  const named = NAMED.exec(rest);
  if (named?.[1] === undefined) return stamp ? { length: line.length - rest.length, name: null, stamp } : null;
  return { length: line.length - rest.length + named[0].length, name: named[1].trim(), stamp };
}

/**
 * `Note:` within a message is no name. Where roles or times are given, they tell; else a name comes again, unless only
 * one does: then somebody else speaks once.
 */
function namesAmong(heads: readonly Head[]): (name: string) => boolean {
  const names = new Map<string, { count: number; isStamped: boolean; isApart: boolean; isEmpty: boolean }>();
  for (const { name, stamp, isApart, isEmpty } of heads) {
    if (name === null) continue;
    const known = names.get(name) ?? { count: 0, isStamped: false, isApart: false, isEmpty: true };
    known.count += 1;
    // A time at the end may be what was said.
    known.isStamped ||= stamp !== null && !isEmpty;
    known.isApart ||= isApart && !isEmpty;
    known.isEmpty &&= isEmpty;
    names.set(name, known);
  }
  const all = [...names].map(([name, facts]) => ({ name, ...facts, isRole: roleNamed(name) !== null }));
  const ways: ((each: (typeof all)[number]) => boolean)[] = [
    ({ isRole }) => isRole,
    ({ isRole, count }) => isRole || count > 1,
    ({ isRole, count, isApart }) => isRole || count > 1 || isApart,
    ({ isEmpty }) => !isEmpty,
  ];
  const stamped = all.filter(({ isStamped }) => isStamped);
  const chosen =
    stamped.length > 0 ? stamped : (ways.map((way) => all.filter(way)).find((some) => some.length > 1) ?? all);
  const known = new Set(chosen.map(({ name }) => name));
  return (name) => known.has(name);
}
