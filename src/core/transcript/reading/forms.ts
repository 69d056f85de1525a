/** Where the messages stand in the data of each API and framework. */
import type { ConversationId } from '../../conversation/conversation.ts';
import { parseConversationId } from '../../conversation/uuid.ts';
import { isRecord } from '../../is-record.ts';
import type { Slices } from '../../slices.ts';
import { chatGptItems } from './chatgpt-export.ts';
import { conversationIn, roleNamed, type Fields } from './fields.ts';

export type Form =
  | 'synap-message'
  | 'synap-batch'
  | 'synap-ingest'
  | 'synap-prompt'
  | 'synap-context'
  | 'archive'
  | 'openai-chat'
  | 'openai-responses'
  | 'anthropic'
  | 'vercel-ai'
  | 'langchain'
  | 'gemini'
  | 'chatgpt-export'
  | 'messages'
  | 'table'
  | 'lines';

export interface MessageList {
  form: Form;
  items: unknown[];
  /** The path of the items. */
  path: string;
  conversationId: ConversationId | null;
  /** Text in lines, in place of items. */
  text?: string;
  /** The path of instructions to the model that stand beside the messages. */
  instructions?: string;
}

/** Forms in which Synap has, or is given, what was said. */
const RECORDED: readonly Form[] = [
  'synap-message',
  'synap-batch',
  'synap-ingest',
  'synap-prompt',
  'synap-context',
  'archive',
  'lines',
];
export const isRecordedForm = (form: Form): boolean => RECORDED.includes(form);

/** What wraps the data of a request or an answer. */
const WRAPPERS = [
  'conversation_context',
  'context_for_prompt',
  'data',
  'body',
  'request',
  'input',
  'payload',
  'variables',
  'params',
  'arguments',
  'result',
  'json',
  'state',
  'values',
  'kwargs',
  'chunkedPrompt',
  'conversation',
  'thread',
  'chat',
];
const MAX_WRAPPERS = 4;
/** Other names that exports and apps give to a list of messages. */
const LISTS = ['chat_messages', 'conversations', 'chat_history', 'history', 'items', 'data', 'chunks', 'events'];
const ITEMS_PER_SLICE = 200;
/** So many of a list tell what all of them are. */
const SAMPLE = 50;
const INSTRUCTIONS = ['system', 'instructions', 'systemInstruction', 'system_instruction'];

/** The lists of messages in a value of JSON: one, or several where it is a list of requests. */
export function* findMessages(value: unknown): Slices<MessageList[]> {
  if (Array.isArray(value)) return yield* ofList(value);
  return isRecord(value) ? ofRecord(value, '$', null, 0) : [];
}

function* ofList(items: unknown[]): Slices<MessageList[]> {
  const first = items.find(isRecord);
  if (first === undefined) {
    const inner = items.find(Array.isArray);
    return inner === undefined ? [] : [{ ...listOf('langchain', inner as unknown[], '$[0]'), conversationId: null }];
  }
  // A list of requests, of conversations, or of messages.
  const found: MessageList[][] = [];
  for (const [at, item] of items.entries()) {
    found.push(isRecord(item) ? ofRecord(item, `$[${at}]`, null, 0) : []);
    if (at % ITEMS_PER_SLICE === 0) yield;
  }
  const lists = found.flat();
  if (lists.some((list) => !isSingle(list))) return lists.filter((list) => !isSingle(list));
  const messages = items.map((item, at) => found[at]?.[0]?.items[0] ?? item);
  const areSynaps = lists.length > 0 && lists.every(({ form }) => form === 'synap-message');
  const conversationId = lists.find((list) => list.conversationId)?.conversationId ?? null;
  return [{ ...listOf(areSynaps ? 'synap-message' : formOf(messages), messages, '$'), conversationId }];
}

const listOf = (form: Form, items: unknown[], path: string) => ({ form, items, path });
/** A message by itself, which is no list. */
const isSingle = ({ form, path, items }: MessageList) =>
  items.length === 1 && (form === 'synap-message' || (form === 'messages' && /[\]$]$/.test(path)));

function ofRecord(fields: Fields, path: string, around: ConversationId | null, depth: number): MessageList[] {
  const conversationId = conversationIn(fields) ?? around;
  const found = direct(fields, path);
  if (found) {
    const ownId = found.path.endsWith('.chat_messages') ? fields['uuid'] : found.form !== 'messages' && fields['id'];
    const own = typeof ownId === 'string' ? parseConversationId(ownId) : null;
    const beside = INSTRUCTIONS.find((key) => fields[key] !== undefined && fields[key] !== null && fields[key] !== '');
    const instructions = beside === undefined ? {} : { instructions: `${path}.${beside}` };
    return [{ ...found, ...instructions, conversationId: conversationId ?? own }];
  }
  if (depth >= MAX_WRAPPERS) return [];
  for (const key of WRAPPERS) {
    const inner = fields[key];
    const lists = isRecord(inner) ? ofRecord(inner, `${path}.${key}`, conversationId, depth + 1) : [];
    if (lists.length > 0) return lists;
  }
  return [];
}

type Found = Omit<MessageList, 'conversationId'>;

/** The messages that a record holds itself. */
function direct(fields: Fields, path: string): Found | null {
  const { messages, input, contents, mapping } = fields;
  if (isRecord(mapping))
    return listOf('chatgpt-export', chatGptItems(mapping, fields['current_node']), `${path}.mapping`);
  if (Array.isArray(fields['recent_messages'])) {
    return listOf('synap-prompt', fields['recent_messages'], `${path}.recent_messages`);
  }
  if (Array.isArray(fields['recent_turns'])) {
    return listOf('synap-context', fields['recent_turns'].flatMap(turnItems), `${path}.recent_turns`);
  }
  if (Array.isArray(contents)) return listOf('gemini', contents, `${path}.contents`);
  const ingested = ['transcript', 'turns'].map((key) => [key, fields[key]] as const);
  for (const [key, value] of ingested) {
    if (Array.isArray(value)) return listOf('synap-ingest', (value as unknown[]).flatMap(turnItems), `${path}.${key}`);
    if (typeof value === 'string') return { ...listOf('synap-ingest', [], `${path}.${key}`), text: value };
  }
  if (Array.isArray(messages)) return chat(fields, messages, `${path}.messages`);
  if (Array.isArray(input)) return listOf('openai-responses', input, `${path}.input`);
  if (typeof input === 'string' && typeof fields['model'] === 'string') {
    return listOf('openai-responses', [{ role: 'user', content: input }], `${path}.input`);
  }
  return single(fields, path) ?? otherwiseNamed(fields, path);
}

function otherwiseNamed(fields: Fields, path: string): Found | null {
  const key = LISTS.find((name) => {
    const items = fields[name];
    return Array.isArray(items) && (items as unknown[]).slice(0, SAMPLE).some(isSaid);
  });
  return key === undefined ? null : chat(fields, fields[key] as unknown[], `${path}.${key}`);
}

/** Whether somebody says something there. */
function isSaid(item: unknown): boolean {
  if (!isRecord(item)) return false;
  const { role, sender, from, author, event } = item;
  const isBySomebody = [role, sender, from, author, event].some(
    (value) => (isText(value) && roleNamed(value) !== null) || (isRecord(value) && isText(value['name'])),
  );
  return isBySomebody && ['content', 'text', 'value', 'message', 'parts', 'body'].some((key) => isFilled(item[key]));
}

const isFilled = (value: unknown) => (isText(value) ? value !== '' : Array.isArray(value));

/** LangChain nests the lists of a batch. */
function chat(fields: Fields, messages: unknown[], path: string): Found {
  const items = messages.length === 1 && Array.isArray(messages[0]) ? (messages[0] as unknown[]) : messages;
  const form = formOf(items);
  if (form !== 'messages') return listOf(form, items, path);
  if (fields['external_conversation_id'] !== undefined) return listOf('synap-ingest', items, path);
  const isAnthropic = fields['system'] !== undefined || fields['anthropic_version'] !== undefined;
  if (isAnthropic || (fields['max_tokens'] !== undefined && items.slice(0, SAMPLE).some(hasBlocks)))
    return listOf('anthropic', items, path);
  if (typeof fields['model'] === 'string') return listOf('openai-chat', items, path);
  const isBatch =
    conversationIn(fields) !== null ||
    items.slice(0, SAMPLE).some((item) => isRecord(item) && conversationIn(item) !== null);
  return listOf(isBatch ? 'synap-batch' : 'messages', items, path);
}

/** What the messages themselves tell. */
function formOf(items: readonly unknown[]): Form {
  const records = items.slice(0, SAMPLE).filter(isRecord);
  const some = (is: (fields: Fields) => boolean) => records.some(is);
  if (some(({ lc, kwargs, data, type }) => lc !== undefined || isRecord(kwargs) || (isRecord(data) && isText(type)))) {
    return 'langchain';
  }
  if (some(({ content, type }) => content !== undefined && (type === 'human' || type === 'ai'))) return 'langchain';
  if (some(({ message_id: id, speaker, ref }) => isText(id) && (isText(speaker) || isText(ref)))) return 'archive';
  if (some(({ parts, role }) => Array.isArray(parts) && role !== 'model' && isTyped(parts))) return 'vercel-ai';
  if (some(({ parts }) => Array.isArray(parts))) return 'gemini';
  if (some(hasBlocks)) return 'anthropic';
  return 'messages';
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTyped = (parts: unknown[]) => parts.some((part) => isRecord(part) && isText(part['type']));

/** Content blocks that only Anthropic names so. */
const BLOCKS: ReadonlySet<unknown> = new Set(['tool_use', 'tool_result', 'thinking', 'redacted_thinking']);

function hasBlocks(item: unknown): boolean {
  const content = isRecord(item) ? item['content'] : null;
  if (!Array.isArray(content)) return false;
  return (content as unknown[]).some((part) => isRecord(part) && BLOCKS.has(part['type']));
}

/** One message by itself, as `/v1/conversations/messages` takes it. */
function single(fields: Fields, path: string): Found | null {
  const isMessage = isText(fields['role']) && ['content', 'parts', 'text'].some((key) => fields[key] !== undefined);
  const message = fields['message'];
  const isLogLine = isRecord(message) && isText(message['role']);
  if (!isMessage && !isLogLine) return null;
  return listOf(conversationIn(fields) !== null && isMessage ? 'synap-message' : 'messages', [fields], path);
}

const PAIRS = [
  ['user', 'assistant'],
  ['user_message', 'assistant_message'],
  ['human', 'ai'],
] as const;

/** A turn may be both what was asked and what was answered. */
function turnItems(turn: unknown): unknown[] {
  if (!isRecord(turn)) return [turn];
  const pair = PAIRS.find(([asked, answered]) => isText(turn[asked]) && isText(turn[answered]));
  if (!pair) return [turn];
  return pair.map((key, at) => ({ ...turn, role: at === 0 ? 'user' : 'assistant', content: turn[key] }));
}
