/** Fields that apps give to messages, by the names they use for them. */
import type { ConversationId } from '../../conversation/conversation.ts';
import { parseConversationId } from '../../conversation/uuid.ts';
import { isRecord } from '../../is-record.ts';

export type Fields = Record<string, unknown>;

const ID_KEYS = ['message_id', 'messageId', 'id', 'uuid'] as const;
const TIME_KEYS = [
  'timestamp',
  'created_at',
  'createdAt',
  'recorded_at',
  'create_time',
  'sent_at',
  'time',
  'date',
  'ts',
];
const SPEAKER_KEYS = ['speaker', 'name', 'author', 'sender', 'from'] as const;
/** Where chats put what they know of a speaker; one alone has nothing but an id. */
const PERSON_KEYS = ['author', 'sender', 'from', 'user_profile', 'user'] as const;
const PERSON_NAMES = ['display_name', 'real_name', 'displayName', 'name', 'username'] as const;
const CONVERSATION_KEYS = [
  'conversation_id',
  'conversationId',
  'threadId',
  'thread_id',
  'session_id',
  'sessionId',
  'chat_id',
  'chatId',
  'external_conversation_id',
  'anticipation_conversation_id',
];
/** Where requests put the ids of their conversation, beside the messages. */
const AROUND_KEYS = ['metadata', 'configurable', 'config', 'conversation', 'options', 'body', 'data'];
const LONGEST_ID = 200;
const LONGEST_NAME = 80;

/** Anything that is not a text of an id's length is none: LangChain's `id` is the path of a class. */
export function idOf(fields: Fields): string | null {
  const id = ID_KEYS.map((key) => fields[key]).find((value) => typeof value === 'string' && value !== '');
  return typeof id === 'string' && id.length <= LONGEST_ID ? id : null;
}

export function speakerOf(fields: Fields): string | null {
  const people = PERSON_KEYS.map((key) => fields[key]).filter(isRecord);
  const names = [
    ...SPEAKER_KEYS.map((key) => fields[key]),
    ...people.flatMap((person) => PERSON_NAMES.map((key) => person[key])),
    fields['user'],
  ];
  const name = names.find((value) => typeof value === 'string' && value.trim() !== '');
  return typeof name === 'string' && name.length <= LONGEST_NAME ? name.trim() : null;
}

export function timeOf(fields: Fields): number | null {
  const at = TIME_KEYS.map((key) => fields[key]).find((value) => value !== undefined && value !== null);
  return typeof at === 'number' ? epochMs(at) : typeof at === 'string' ? parseTime(at) : null;
}

/** Some count seconds, with fractions; no conversation is of before 1973 or after 5138. */
function epochMs(at: number): number | null {
  const ms = at < 1e11 ? at * 1000 : at;
  return Number.isFinite(ms) && ms >= 1e11 && ms < 1e14 ? Math.round(ms) : null;
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Without a zone it is UTC, as Synap writes it. */
function parseTime(text: string): number | null {
  const [, date, time = '00:00', zone = 'Z'] = ISO.exec(text.trim()) ?? [];
  if (date === undefined) return /^\d{10,13}(?:\.\d+)?$/.test(text) ? epochMs(Number(text)) : null;
  const at = Date.parse(`${date}T${time.replace(',', '.')}${zone.toUpperCase()}`);
  return Number.isNaN(at) ? null : at;
}

/** The id of the conversation that stands in a request, in what is around its messages. */
export function conversationIn(fields: Fields, depth = 0): ConversationId | null {
  for (const key of CONVERSATION_KEYS) {
    const value = fields[key];
    const id = typeof value === 'string' ? parseConversationId(value) : null;
    if (id !== null) return id;
  }
  if (depth > 2) return null;
  for (const key of AROUND_KEYS) {
    const inner = fields[key];
    const id = isRecord(inner) ? conversationIn(inner, depth + 1) : null;
    if (id !== null) return id;
  }
  return null;
}

const USER =
  /^(?:user|human|you|me|customer|client|visitor|guest|nutzer(?:in)?|benutzer|kund(?:e|in)|usuari[oa]|cliente|ユーザー|用户)$/i;
const ASSISTANT =
  /^(?:assistant|assistent|asistente|アシスタント|助手|ai|(?:chat)?bot|model|gpt|agent|support|chatgpt|claude|gemini|copilot|mistral|llama|deepseek|grok)(?:[ -][\w.]{1,12})?$/i;
const SYSTEM = /^(?:system|developer)$/i;

/** The role that a name stands for; null for the name of somebody. */
export function roleNamed(name: string): string | null {
  if (USER.test(name)) return 'user';
  if (ASSISTANT.test(name)) return 'assistant';
  return SYSTEM.test(name) ? 'system' : /^(?:tool|function)$/i.test(name) ? 'tool' : null;
}
