import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import type { RequestLogEntry } from '../../protocol/overview.ts';
import { createTurn } from '../serialize.ts';

const LOG = 'requests';
const MOST_ENTRIES = 300;

/** The calls made in this browser session, newest first. No bodies of answers, no keys. */
export interface RequestLog {
  add(entry: RequestLogEntry): void;
  list(conversationId: ConversationId | null): Promise<RequestLogEntry[]>;
  clear(): Promise<void>;
}

export function createRequestLog(session: KeyValueStore, onAdded: (entry: RequestLogEntry) => void): RequestLog {
  const inTurn = createTurn();
  let held: RequestLogEntry[] | null = null;
  const load = async () => (held ??= entriesIn(await session.get(LOG)));
  return {
    add: (entry) => {
      onAdded(entry);
      inTurn(async () => {
        held = [entry, ...(await load())].slice(0, MOST_ENTRIES);
        await session.set(LOG, held);
        // A full store loses the log's tail at the next wake, nothing else.
      }).catch(() => undefined);
    },
    list: (conversationId) =>
      inTurn(async () =>
        (await load()).filter((entry) => conversationId === null || entry.conversationId === conversationId),
      ),
    clear: () =>
      inTurn(async () => {
        held = [];
        await session.remove(LOG);
      }),
  };
}

function entriesIn(value: unknown): RequestLogEntry[] {
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is RequestLogEntry {
  return typeof value === 'object' && value !== null && 'profileId' in value && 'path' in value && 'call' in value;
}
