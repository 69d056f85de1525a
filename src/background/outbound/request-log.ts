import { isText, isNumber, oneOf, orNull, orMissing, shape, type Guard } from '../../core/shape.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import type { RequestLogEntry } from '../../protocol/overview.ts';
import { createSerializer } from '../serialize.ts';
import { storedList } from '../stored-item.ts';

const MAX_ENTRIES = 300;

/** The requests made in this browser session, newest first. Never holds answers' bodies or keys. */
export interface RequestLog {
  add(entry: RequestLogEntry): void;
  list(conversationId: ConversationId | null): Promise<RequestLogEntry[]>;
  clear(): Promise<void>;
}

export function createRequestLog(session: KeyValueStore, onAdded: (entry: RequestLogEntry) => void): RequestLog {
  const runExclusive = createSerializer();
  const item = storedList(session, 'requests', isEntry);
  let held: RequestLogEntry[] | null = null;
  const load = async () => (held ??= await item.get());
  return {
    add: (entry) => {
      onAdded(entry);
      runExclusive(async () => {
        held = [entry, ...(await load())].slice(0, MAX_ENTRIES);
        await item.set(held);
        // If the store is full, the newest entries are lost when the worker stops, nothing else.
      }).catch(() => undefined);
    },
    list: (conversationId) =>
      runExclusive(async () =>
        (await load()).filter((entry) => conversationId === null || entry.conversationId === conversationId),
      ),
    clear: () =>
      runExclusive(async () => {
        held = [];
        await item.remove();
      }),
  };
}

const isEntry = shape({
  id: isText,
  profileId: isText,
  conversationId: orNull(isText),
  call: isText,
  method: oneOf('GET', 'POST'),
  baseUrl: isText,
  path: isText,
  body: orNull(isText),
  startedAt: isNumber,
  tookMs: isNumber,
  serverMs: orMissing(orNull(isNumber)),
  status: orNull(isNumber),
  source: oneOf('cache', 'cloud'),
  attempt: isNumber,
  correlationId: isText,
  errorKind: orNull(isText),
  // Plain strings suffice for `call` and `errorKind`: the UI shows unknown ones as they are.
}) as unknown as Guard<RequestLogEntry>;
