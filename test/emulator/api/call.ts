import * as v from 'valibot';
import { Refusal } from '../answer.ts';
import type { Conversation } from '../conversation.ts';
import type { KeyRecord } from '../keys.ts';
import type { World } from '../world.ts';

/** A request to the API, with its key already accepted. */
export interface Call {
  world: World;
  key: KeyRecord;
  query: URLSearchParams;
  /** The body as it came; empty for a GET. */
  body: Buffer;
  contentType: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const conversationId = v.pipe(
  v.string(),
  v.regex(UUID, 'Input should be a valid UUID'),
  v.transform((id) => id.toLowerCase()),
);

/** The first thing wrong with an input, as the reference's validation errors put it. */
export function invalid(message: string, location: (string | number)[], code = 'value_error'): Refusal {
  return new Refusal({ status: 422, code, message, location }, 'detail-list');
}

/** Reads a JSON body, or refuses it. */
export function readJson<Schema extends v.GenericSchema>(call: Call, schema: Schema): v.InferOutput<Schema> {
  if (!/^application\/json\b/i.test(call.contentType)) {
    throw invalid('Content-Type must be application/json', ['header', 'content-type'], 'content_type_invalid');
  }
  const parsed = v.safeParse(schema, parseJson(call.body));
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
  throw invalid(issue.message, ['body', ...path]);
}

function parseJson(body: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw invalid('JSON decode error', ['body', 0], 'json_invalid');
  }
}

/** A query parameter that must be one of a few words. */
export function readChoice<Word extends string>(
  call: Call,
  name: string,
  words: readonly Word[],
  fallback: Word,
): Word {
  const given = call.query.get(name);
  if (given === null) return fallback;
  const word = words.find((each) => each === given);
  if (word === undefined)
    throw invalid(`Input should be ${words.map((each) => `'${each}'`).join(', ')}`, ['query', name], 'enum');
  return word;
}

/** The conversation of that id in the key's instance. */
export function findConversation(call: Call, id: string): Conversation {
  const parsed = v.safeParse(conversationId, id);
  if (!parsed.success) throw invalid(parsed.issues[0].message, ['path', 'conversation_id'], 'uuid_parsing');
  const conversation = call.world.conversation(parsed.output, call.key.instanceId);
  if (conversation !== undefined) return conversation;
  if (call.world.settings.unknownConversation === 404) {
    throw new Refusal({ status: 404, code: 'NOT_FOUND', message: 'Conversation not found' }, 'detail');
  }
  const message = 'No message was recorded for this conversation in this instance';
  throw new Refusal({ status: 403, code: 'CONVERSATION_NOT_REGISTERED', message }, 'detail-object');
}
