import type { ConversationId } from '../../core/conversation/conversation.ts';
import { isRecord } from '../../core/is-record.ts';

const MAX_ID_CHARS = 100;

/**
 * The id that an answer echoes, if it is not the one asked for: shown or cached, it would be another conversation's
 * data under this name. Null for an absent echo. Case, dashes, braces and `urn:uuid:` make no difference.
 */
export function otherConversation(raw: unknown, asked: ConversationId): string | null {
  if (!isRecord(raw)) return null;
  const inner = raw['context_for_prompt'];
  const echoes = [raw['conversation_id'], isRecord(inner) ? inner['conversation_id'] : null];
  const other = echoes.filter((echo) => typeof echo === 'string').find((echo) => !isSame(echo, asked));
  return other?.slice(0, MAX_ID_CHARS) ?? null;
}

function isSame(echo: string, asked: ConversationId): boolean {
  const bare = bareId(echo);
  return bare === '' || bare === bareId(asked);
}

function bareId(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/^\{?(?:urn:uuid:)?/, '')
    .replaceAll(/[-{}]/g, '');
}
