import { messageRole, messageText, spokenText } from '../../conversation/message-content.ts';
import { isRecord } from '../../is-record.ts';
import { UNKNOWN_ROLE, type NamelessMessage } from '../message.ts';
import { idOf, roleNamed, speakerOf, timeOf, type Fields } from './fields.ts';

export type LeftOutReason =
  /** Instructions to the model, which are no part of the conversation. */
  | 'instructions'
  /** Calls of tools, their results, and thoughts. */
  | 'tools'
  | 'empty'
  | 'not-a-message'
  | 'duplicate'
  | 'other-conversation'
  /** A line that is no JSON among lines that are. */
  | 'bad-line'
  /** Text that nobody is named for. */
  | 'nobody';

export type ReadMessage = NamelessMessage | LeftOutReason;

/**
 * One item of a list of messages. `isRecorded`: Synap itself has it as a message, so that no role is left out; otherwise
 * it is a request to a model, which also holds what was never said.
 */
export function messageOf(item: unknown, isRecorded: boolean): ReadMessage {
  if (!isRecord(item)) return 'not-a-message';
  try {
    return read(withoutEnvelope(item), isRecorded);
  } catch {
    // Too deep for the stack.
    return 'not-a-message';
  }
}

function read(message: Fields, isRecorded: boolean): ReadMessage {
  const fields = withWords(message);
  const inner = [fields['kwargs'], fields['data']].find(isRecord) ?? {};
  const speaker = speakerOf(fields) ?? speakerOf(inner);
  const given = roleOf(fields) ?? (speaker === null ? null : roleNamed(speaker));
  if (!isRecorded && given === 'system') return 'instructions';
  if (!isRecorded && (given === 'tool' || isToolItem(fields) || isOnlyTools(fields))) return 'tools';
  const text = textOf(fields);
  if (given === null && (speaker === null || text === '')) return 'not-a-message';
  if (text === '') return 'empty';
  const isName = speaker !== null && roleNamed(speaker) === null;
  return {
    id: idOf(fields) ?? idOf(inner),
    role: given ?? UNKNOWN_ROLE,
    speaker: isName ? speaker : null,
    text,
    at: timeOf(fields) ?? timeOf(inner),
  };
}

/** Some APIs put the words of a part one level down, or those of a recording beside it. */
function withWords(fields: Fields): Fields {
  const { content } = fields;
  return Array.isArray(content) ? { ...fields, content: (content as unknown[]).map(wordsIn) } : fields;
}

function wordsIn(part: unknown): unknown {
  if (!isRecord(part)) return part;
  const words = isRecord(part['text']) ? part['text']['value'] : (part['text'] ?? part['transcript']);
  return typeof words === 'string' && words !== part['text'] ? { type: 'text', text: words } : part;
}

/** A line of an agent's log holds the message beside its own fields. */
function withoutEnvelope(fields: Fields): Fields {
  const message = fields['message'];
  if (!isRecord(message) || (message['content'] === undefined && message['parts'] === undefined)) return fields;
  const { id: _id, ...rest } = message;
  return { ...fields, ...rest };
}

function roleOf(fields: Fields): string | null {
  const author = isRecord(fields['author']) ? fields['author']['role'] : undefined;
  const { event } = fields;
  const role =
    typeof author === 'string' ? author : (messageRole(fields) ?? (typeof event === 'string' ? event : null));
  if (role === null || role === 'message') return null;
  return roleNamed(role) ?? role.toLowerCase().slice(0, 40);
}

function textOf(fields: Fields): string {
  const plain = [fields['content'], fields['text'], fields['message'], fields['value'], fields['body']];
  const text = plain.find((value) => typeof value === 'string');
  return (typeof text === 'string' ? text : (spokenText(fields) ?? messageText(fields))).trim();
}

const TOOL =
  /^(?:tool|function|mcp|computer|web_search|file_search|code_interpreter|reasoning|thinking|redacted_thinking)/;
const TOOL_FIELDS = ['toolUse', 'toolResult', 'functionCall', 'functionResponse', 'function_call', 'toolInvocation'];

/** The items of OpenAI's responses that are no messages. */
function isToolItem({ type, role }: Fields): boolean {
  return role === undefined && typeof type === 'string' && (TOOL.test(type) || /_call(?:_output)?$/.test(type));
}

/** Its content names calls, results or thoughts and nothing else. */
function isOnlyTools(fields: Fields): boolean {
  const content = fields['content'] ?? fields['parts'];
  if (Array.isArray(content) && content.length > 0) return (content as unknown[]).every(isToolPart);
  const isSilent = content === null || content === undefined || content === '';
  return isSilent && (Array.isArray(fields['tool_calls']) || isRecord(fields['function_call']));
}

function isToolPart(part: unknown): boolean {
  if (!isRecord(part)) return false;
  const { type } = part;
  if (TOOL_FIELDS.some((key) => isRecord(part[key]))) return true;
  return typeof type === 'string' && (TOOL.test(type) || type === 'step-start');
}
