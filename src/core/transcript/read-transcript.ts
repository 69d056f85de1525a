/** Reads a transcript in any known form, strictly: what was understood, what was left out and why, or what is wrong. */
import type { ConversationId } from '../conversation/conversation.ts';
import type { Slices } from '../slices.ts';
import { mergeMessages } from './merge.ts';
import { createIds, UNKNOWN_ROLE, type Message, type NamelessMessage } from './message.ts';
import { conversationIn } from './reading/fields.ts';
import { findMessages, isRecordedForm, type Form, type MessageList } from './reading/forms.ts';
import { readJsonLines } from './reading/json-lines.ts';
import { messageOf, type LeftOutReason, type ReadMessage } from './reading/message-of.ts';
import { parseJson, skipBlanks } from './reading/parse-json.ts';
import { inLines, lineAt, type Place } from './reading/places.ts';
import { readLines } from './reading/read-lines.ts';
import { readTable } from './reading/read-table.ts';
import { readYaml } from './reading/read-yaml.ts';
import { textKey } from './text-key.ts';
import { isRecord } from '../is-record.ts';

interface LeftOut {
  reason: LeftOutReason;
  count: number;
  /** Where the first of them stands. */
  line: number | null;
  path: string | null;
}

export interface TranscriptPreview {
  form: Form;
  messages: Message[];
  /** The id of the conversation that stands in the same data. */
  conversationId: ConversationId | null;
  /** By role; by name, where somebody is only named. */
  roles: { role: string; count: number }[];
  from: number | null;
  to: number | null;
  leftOut: LeftOut[];
}

interface TranscriptProblem {
  kind:
    | 'empty'
    | 'not-text'
    | 'not-json'
    | 'cut-off'
    | 'too-deep'
    /** It is JSON, but holds no list of messages. */
    | 'no-messages'
    /** It has messages, but nobody says anything in them. */
    | 'nothing-said'
    /** It is text, but no line begins with a name. */
    | 'no-names';
  line: number | null;
  path: string | null;
}

export type TranscriptReading = { ok: true; preview: TranscriptPreview } | { ok: false; problem: TranscriptProblem };

const ITEMS_PER_SLICE = 100;
const CHARS_PER_SLICE = 131_072;
/** Requests repeat what was said before them; so many lists are no such requests. */
const MAX_MERGED_LISTS = 200;

/** `wanted`: of several conversations in the data, this one is read. */
export function* readTranscript(source: string, wanted: ConversationId | null = null): Slices<TranscriptReading> {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const start = skipBlanks(text, 0);
  if (start >= text.length) return problem('empty');
  if (text.includes('\u0000')) return problem('not-text');
  // A chat's export begins its lines with `[31/12/2023, …]`.
  const isJson = /^[[{]/.test(text.charAt(start)) && !/^\[\s*\d{1,4}[./:-]\d/.test(text.slice(start, start + 20));
  return yield* isJson ? readJson(text, wanted) : readText(text, wanted);
}

function problem(kind: TranscriptProblem['kind'], line: number | null = null, path: string | null = null) {
  return { ok: false, problem: { kind, line, path } } as const;
}

function* readJson(text: string, wanted: ConversationId | null): Slices<TranscriptReading> {
  const parsed = yield* parseJson(text);
  if (parsed.ok && skipBlanks(text, parsed.end) >= text.length) {
    return yield* previewOf(yield* findMessages(parsed.value), wanted, createTally(null));
  }
  const lines = yield* readJsonLines(text);
  if (lines !== null && lines.values.length > 0) {
    const tally = createTally(lines.lines);
    for (const line of lines.bad) tally.leaveOut('bad-line', { line, path: null });
    return yield* previewOf(yield* findMessages(lines.values), wanted, tally);
  }
  const { kind, offset, path } = parsed.ok
    ? { kind: 'not-json' as const, offset: parsed.end, path: '$' }
    : parsed.fault;
  return problem(kind, lineAt(text, offset), path);
}

function* readText(text: string, wanted: ConversationId | null): Slices<TranscriptReading> {
  const yaml = yield* readYaml(text);
  if (yaml !== null) return yield* previewOf(yield* findMessages(yaml), wanted, createTally(null));
  const table = yield* readTable(text);
  if (table !== null) {
    const list = { form: 'table', items: table.items, path: '$', conversationId: null } as const;
    return yield* previewOf([list], wanted, createTally(table.lines));
  }
  const read = yield* readLines(text);
  if (read === null) return problem('no-names');
  const tally = createTally(null);
  for (const [at, message] of read.messages.entries()) {
    tally.take(message, { line: read.lines[at] ?? null, path: null });
    if (at % ITEMS_PER_SLICE === 0) yield;
  }
  return tally.reading('lines', null);
}

function* previewOf(lists: MessageList[], wanted: ConversationId | null, tally: Tally): Slices<TranscriptReading> {
  const [first] = lists;
  if (!first) return problem('no-messages');
  const ids = yield* idsIn(lists);
  const [firstId = null] = ids;
  const chosen = wanted !== null && ids.has(wanted) ? wanted : firstId;
  for (const list of lists) {
    tally.beginList(lists.length <= MAX_MERGED_LISTS);
    if (list.instructions !== undefined) tally.leaveOut('instructions', { line: null, path: list.instructions });
    let chars = 0;
    for (const [at, item] of list.items.entries()) {
      const own = isRecord(item) ? (ownId(list, item) ?? list.conversationId) : list.conversationId;
      const isOther = own !== null && chosen !== null && own !== chosen;
      const message = isOther ? 'other-conversation' : messageOf(item, isRecordedForm(list.form));
      tally.take(message, { line: null, path: `${list.path}[${at}]` });
      chars += typeof message === 'string' ? 0 : message.text.length;
      if (at % ITEMS_PER_SLICE === 0 || chars > CHARS_PER_SLICE) {
        chars = 0;
        yield;
      }
    }
    if (list.text !== undefined) {
      const read = yield* readLines(list.text);
      for (const message of read?.messages ?? []) tally.take(message, { line: null, path: list.path });
    }
    yield;
  }
  return tally.reading(first.form, chosen);
}

/** Synap's own messages, and rows of a table, each say whose they are. */
function ownId({ form }: MessageList, item: Record<string, unknown>): ConversationId | null {
  return form === 'synap-message' || form === 'synap-batch' || form === 'table' ? conversationIn(item) : null;
}

function* idsIn(lists: readonly MessageList[]): Slices<Set<ConversationId>> {
  const ids = new Set<ConversationId>();
  for (const list of lists) {
    if (list.conversationId !== null) ids.add(list.conversationId);
    for (const [at, item] of list.items.entries()) {
      const own = isRecord(item) ? ownId(list, item) : null;
      if (own !== null) ids.add(own);
      if (at % ITEMS_PER_SLICE === 0) yield;
    }
  }
  return ids;
}

interface Tally {
  /** The messages from now on are another list, which may repeat those before. */
  beginList(isMerged: boolean): void;
  take(message: ReadMessage, place: Place): void;
  leaveOut(reason: LeftOutReason, place: Place): void;
  reading(form: Form, conversationId: ConversationId | null): TranscriptReading;
}

/** `lines`: the line of each value, where each has its own. */
function createTally(lines: readonly number[] | null): Tally {
  const leftOut = new Map<LeftOutReason, LeftOut>();
  let before: Message[] = [];
  let list = createList();
  const leaveOut = (reason: LeftOutReason, place: Place) => {
    const known = leftOut.get(reason);
    if (known) known.count += 1;
    else leftOut.set(reason, { reason, count: 1, ...inLines(place, lines) });
  };
  const endList = (isMerged: boolean) => {
    if (!isMerged) return;
    const messages = oldestFirst(list.messages);
    before = before.length === 0 ? messages : mergeMessages(before, messages);
    list = createList();
  };
  return {
    leaveOut,
    beginList: endList,
    take: (message, place) => {
      if (typeof message === 'string') leaveOut(message, place);
      else if (!list.add(message)) leaveOut('duplicate', place);
    },
    reading: (form, conversationId) => {
      endList(true);
      if (before.length === 0) return problem('nothing-said');
      return { ok: true, preview: { form, conversationId, ...factsOf(before), leftOut: [...leftOut.values()] } };
    },
  };
}

/** APIs list what was said last first. */
function oldestFirst(messages: Message[]): Message[] {
  const isNewestFirst = messages.every(({ at }, index) => at !== null && at <= (messages[index - 1]?.at ?? Infinity));
  return isNewestFirst && messages[0]?.at !== messages.at(-1)?.at ? messages.toReversed() : messages;
}

/** The messages of one list. `add` is false for one that is there already. */
function createList() {
  const messages: Message[] = [];
  const texts = new Map<string, string>();
  const nextId = createIds();
  const add = (message: NamelessMessage): boolean => {
    const { id } = message;
    // One id with two texts is two messages: an app that numbers them anew.
    if (id !== null && texts.get(id) === message.text) return false;
    const isTaken = id !== null && texts.has(id);
    if (id !== null) texts.set(id, message.text);
    const named = { ...message, id: nextId(isTaken ? { ...message, id: null } : message) };
    // Now, in slices: merging needs it all at once.
    textKey(named);
    messages.push(named);
    return true;
  };
  return { messages, add };
}

function factsOf(messages: Message[]) {
  let [from, to]: [number | null, number | null] = [null, null];
  const counts = new Map<string, number>();
  for (const { role, speaker, at } of messages) {
    const name = role === UNKNOWN_ROLE ? (speaker ?? role) : role;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (at === null) continue;
    from = Math.min(from ?? at, at);
    to = Math.max(to ?? at, at);
  }
  const roles = [...counts].map(([role, count]) => ({ role, count })).sort((a, b) => b.count - a.count);
  return { messages, roles, from, to };
}
