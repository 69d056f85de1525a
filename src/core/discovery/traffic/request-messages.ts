/** The messages of a conversation in a request of the inspected page. */
import type { ConversationId } from '../../conversation/conversation.ts';
import { findIds } from '../../conversation/uuid.ts';
import type { Slices } from '../../slices.ts';
import type { Message } from '../../transcript/message.ts';
import { readTranscript } from '../../transcript/read-transcript.ts';
import { contextInUrl } from '../url-context.ts';
import { namesConversation } from '../rank-words.ts';
import { isLikely } from '../rank.ts';
import { BODY_LIMIT_CHARS, type CapturedRequest } from './captured.ts';
import { findInRequest } from './request-hits.ts';

interface RequestMessages {
  id: ConversationId;
  messages: Message[];
}

/** Names that every known form has; looking for them costs next to nothing. */
const TELLING = ['"role"', '"recent_turns"', '"transcript"', '"kwargs"', '"human"'];
/** What apps call those who talk; an `admin` in a list of people says nothing. */
const ROLES = ['user', 'assistant'];

/** The bodies of a request that may hold messages; no others are worth parsing. */
export function bodiesWithMessages({ requestBody, responseBody }: CapturedRequest): string[] {
  return [requestBody, responseBody].filter((body) => body !== null && mayHoldMessages(body)).map(String);
}

function mayHoldMessages(body: string): boolean {
  // A body that was cut is no JSON any more.
  if (body.length >= BODY_LIMIT_CHARS || !/^\uFEFF?\s*[[{]/.test(body.slice(0, 20))) return false;
  return TELLING.some((name) => body.includes(name));
}

/** The messages in a body, where its request names their conversation; null where it does not. */
export function* messagesInBody(body: string, request: CapturedRequest): Slices<RequestMessages | null> {
  const reading = yield* readTranscript(body);
  if (!reading.ok) return null;
  const { conversationId, form } = reading.preview;
  const id = conversationId ?? idInUrl(request.url) ?? idInHeaders(request) ?? idInBody(body, request);
  if (id === null || form === 'lines') return null;
  const messages = reading.preview.messages.filter(({ role }) => form.startsWith('synap-') || ROLES.includes(role));
  return messages.length === 0 ? null : { id, messages };
}

/** The one that the address calls a conversation; or its only one. */
function idInUrl(url: string): ConversationId | null {
  const found = findIds(url, 10);
  const named = found.findLast(({ index }) => namesConversation(contextInUrl(url, index)));
  if (named) return named.id;
  const [only] = found;
  return found.length === 1 && only ? only.id : null;
}

/** Only headers that name a conversation are captured. */
function idInHeaders({ headers }: CapturedRequest): ConversationId | null {
  for (const [, value] of headers) {
    const [found] = findIds(value, 1);
    if (found) return found.id;
  }
  return null;
}

/** The only one in the same body that is likely a conversation's: `{"id": …, "messages": …}` to an address of chats. */
function idInBody(body: string, request: CapturedRequest): ConversationId | null {
  const found = findInRequest({ ...request, headers: [], requestBody: body }).filter((one) => isLikely(one));
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}
