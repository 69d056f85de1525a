import type { ConversationId } from '../core/conversation.ts';
import type { KeyValueStore } from '../platform/storage.ts';
import type { RequestLogEntry } from '../protocol/overview.ts';

const LOG = 'requests';
const MOST_ENTRIES = 300;

/** The calls made in this browser session, newest first. No bodies of answers, no keys. */
export interface RequestLog {
  add(entry: RequestLogEntry): void;
  list(conversationId: ConversationId | null): Promise<RequestLogEntry[]>;
  clear(): Promise<void>;
}

export function createRequestLog(session: KeyValueStore, onAdded: (entry: RequestLogEntry) => void): RequestLog {
  let held: Promise<RequestLogEntry[]> | null = null;
  const load = () => {
    held ??= session.get(LOG).then((value) => (Array.isArray(value) ? (value as RequestLogEntry[]) : []));
    return held;
  };
  return {
    add: (entry) => {
      onAdded(entry);
      held = load().then((entries) => [entry, ...entries].slice(0, MOST_ENTRIES));
      // A full store loses the log's tail at the next wake, nothing else.
      void held.then((entries) => session.set(LOG, entries)).catch(() => undefined);
    },
    list: async (conversationId) => {
      const entries = await load();
      return conversationId === null ? entries : entries.filter((entry) => entry.conversationId === conversationId);
    },
    clear: async () => {
      held = Promise.resolve([]);
      await session.remove(LOG);
    },
  };
}
