/**
 * A message as text. Its content is a string, or parts as OpenAI, Anthropic, Gemini, Vercel AI and LangChain write
 * them. Media become a word in brackets, a tool call its name and arguments; encoded bytes are never text.
 */
import { shortText } from '../cut-text.ts';
import { isRecord } from '../is-record.ts';

type Fields = Record<string, unknown>;

/** Only data made to break a reader nests deeper. */
const MAX_DEPTH = 8;
const MAX_PARTS = 1000;
/** A string this long without a blank is encoded data, not a word. */
const LONGEST_WORD = 256;
const ENCODED = /^(?:data:[^,]{0,200},|[A-Za-z0-9+/_=-]+$)/;

/** The text of a message; empty when it has neither text nor anything to name. */
export function messageText(message: Fields): string {
  const inner = [message['kwargs'], message['data']].find(isRecord);
  // LangChain serialises the fields one level down.
  if (inner !== undefined && message['content'] === undefined) return messageText(inner);
  const content = message['content'] ?? message['parts'] ?? message['text'];
  const kwargs = isRecord(message['additional_kwargs']) ? message['additional_kwargs'] : {};
  // LangChain gives the calls twice, in its own form and in the provider's.
  const calls = [message['tool_calls'], message['toolInvocations'], kwargs['tool_calls']].find(isFilled) ?? [];
  const called = [...calls, message['function_call'] ?? kwargs['function_call']].filter(isRecord).map(callText);
  const said = partsOf(content).map((part) => partText(part, 0));
  // Anthropic through LangChain: the content's parts name the same calls.
  return joined([...said, ...called.filter((call) => !said.includes(call))]);
}

/** Returns the words of a message in parts, without media and calls; null if there is nothing else, or no words. */
export function spokenText(message: Fields): string | null {
  const content = message['content'] ?? message['parts'];
  const spoken = joined(
    partsOf(content)
      .filter(isSpoken)
      .map((part) => partText(part, 0)),
  );
  return spoken === '' || spoken === messageText(message) ? null : spoken;
}

function isSpoken(part: unknown): boolean {
  if (!isRecord(part)) return typeof part === 'string';
  const type = part['type'] ?? 'text';
  return typeof part['text'] === 'string' && typeof type === 'string' && /^(?:input_|output_)?text$/.test(type);
}

const ROLES: ReadonlyMap<string, string> = new Map([
  ['human', 'user'],
  ['ai', 'assistant'],
  ['HumanMessage', 'user'],
  ['AIMessage', 'assistant'],
  ['SystemMessage', 'system'],
  ['ToolMessage', 'tool'],
]);

/** The role's own name, or LangChain's type; null if there is neither. */
export function messageRole(message: Fields): string | null {
  const { role, type, id } = message;
  if (typeof role === 'string' && role !== '') return role;
  const named = Array.isArray(id) ? id.at(-1) : type;
  if (typeof named !== 'string' || named === '') return null;
  return ROLES.get(named) ?? (Array.isArray(id) ? null : named);
}

function partsOf(content: unknown): unknown[] {
  return Array.isArray(content) ? content.slice(0, MAX_PARTS) : [content];
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}

function partText(part: unknown, depth: number): string {
  if (typeof part === 'string') return part;
  if (part === null || part === undefined) return '';
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(part)) return joined(partsOf(part).map((each) => partText(each, depth + 1)));
  return isRecord(part) ? recordText(part, depth) : String(part);
}

function recordText(part: Fields, depth: number): string {
  const type = typeof part['type'] === 'string' ? part['type'].toLowerCase() : '';
  if (type === 'step-start') return '';
  const media = mediaWord(part, type);
  if (media !== null) return media;
  const result = ['toolResult', 'functionResponse'].map((key) => part[key]).find(isRecord);
  if (result !== undefined || /^tool[_-]result$|_call_output$/.test(type)) return resultText(result ?? part, depth);
  const call = ['toolUse', 'functionCall', 'function_call', 'toolInvocation'].map((key) => part[key]).find(isRecord);
  if (call !== undefined || /^tool[_-]|_call$|^function/.test(type)) return toolText(call ?? part, type, depth);
  const text = ['text', 'content', 'thinking', 'reasoning', 'refusal', 'parts'].map((key) => part[key]).find(isGiven);
  return text === undefined ? plainJson(part) : partText(text, depth + 1);
}

const MEDIA = ['image', 'audio', 'video', 'file', 'document'] as const;

/** `[image]`, with the file's name if it has one. */
function mediaWord(part: Fields, type: string): string | null {
  const word = MEDIA.find((medium) => type.replace(/^input_/, '').startsWith(medium));
  const data = [part['inlineData'], part['inline_data'], part['fileData']].find(isRecord) ?? part;
  const mime = [data['mimeType'], data['mime_type'], data['mediaType'], data['media_type']].find(isText);
  const keyed = type === '' ? MEDIA.find((medium) => isRecord(part[medium])) : undefined;
  if (word === undefined && keyed === undefined && data === part) return null;
  const ofType = MEDIA.find((medium) => mime?.startsWith(`${medium}/`));
  const inner = isRecord(part['file']) ? part['file'] : part;
  const name = [inner['filename'], inner['name'], inner['title']].find(isText);
  const kind = ofType ?? word ?? keyed ?? 'file';
  return name === undefined ? `[${kind}]` : `[${kind} ${shortText(name, LONGEST_WORD)}]`;
}

/** A call, and its result where the same part holds it. */
function toolText(part: Fields, type: string, depth: number): string {
  const named = { ...part, name: part['name'] ?? part['toolName'] ?? type.replace(/^tool-/, '') };
  const result = part['result'] ?? part['output'];
  return joined([callText(named), result === undefined ? '' : resultText({ result }, depth)]);
}

/** `search_orders({"city":"Porto"})` */
function callText(call: Fields): string {
  const inner = isRecord(call['function']) ? call['function'] : call;
  const name = [inner['name'], inner['toolName']].find(isText) ?? '';
  const given = ['arguments', 'args', 'input'].map((key) => inner[key]).find(isGiven);
  return `${name}(${given === undefined ? '' : typeof given === 'string' ? withoutBytes(given) : plainJson(given)})`;
}

function resultText(part: Fields, depth: number): string {
  const found = ['content', 'output', 'result', 'response'].map((key) => part[key]).find(isGiven);
  const isParts = Array.isArray(found) || typeof found === 'string';
  // Vercel AI: `{type: 'text' | 'json' | 'content', value}`.
  const value = isRecord(found) && 'value' in found ? found['value'] : found;
  const text = isParts || Array.isArray(value) ? partText(value, depth + 1) : isText(value) ? value : plainJson(value);
  return `→ ${text}`;
}

function plainJson(value: unknown): string {
  if (value === undefined) return '';
  const shorten = (_: string, each: unknown): unknown => (typeof each === 'string' ? withoutBytes(each) : each);
  return JSON.stringify(value, shorten) ?? '';
}

function withoutBytes(text: string): string {
  return text.length > LONGEST_WORD && ENCODED.test(text) ? '[data]' : text;
}

function isFilled(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
