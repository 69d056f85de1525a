/** The calls as data: what goes over the wire for each. Source: docs/api.md. */
import type {
  CompactedSummary,
  CompactionStarted,
  CompactionStatus,
  ContextForPrompt,
  ConversationId,
  CreditBalance,
  PromptStyle,
  Strategy,
  SummaryFormat,
  WhoAmI,
} from '../../core/conversation/conversation.ts';

interface CallInput {
  whoami: Record<never, never>;
  status: { conversationId: ConversationId };
  /** `version: null` is the latest. */
  summary: { conversationId: ConversationId; format: SummaryFormat; version: number | null };
  prompt: { conversationId: ConversationId; style: PromptStyle };
  /** `null` leaves the choice to Synap. */
  compact: { conversationId: ConversationId; strategy: Strategy | null; targetTokens: number | null; force: boolean };
  balance: Record<never, never>;
}

/** What each call's answer decodes to. */
export interface CallResult {
  whoami: WhoAmI;
  status: CompactionStatus;
  /** `null`: there is no summary yet. */
  summary: CompactedSummary | null;
  prompt: ContextForPrompt;
  compact: CompactionStarted;
  balance: CreditBalance;
}

export type CallName = keyof CallInput;
export type Call<N extends CallName = CallName> = { [K in N]: { name: K } & CallInput[K] }[N];
/** What a call's answer holds. */
export type ResultOf<C extends Call> = CallResult[C['name']];

export interface Endpoint {
  method: 'GET' | 'POST';
  /** Path and query. */
  path: string;
  /** The JSON body of a POST. */
  body: string | null;
  /**
   * Whether it may be sent again when nobody knows whether the first one arrived.
   *
   * This is our part. Chromium (measured in 156) sends any request again, a POST too, when a connection that was
   * used before dies without a byte of the answer, and again when the next one dies so: four in all were seen. No
   * option of fetch prevents it, but those that would send cookies. All of them carry one correlation id, and Synap
   * refuses the later ones with 409 while the first one's run holds the conversation.
   */
  repeatable: boolean;
}

export function endpointOf(call: Call): Endpoint {
  switch (call.name) {
    case 'whoami':
      return get('/api/v1/auth/whoami');
    case 'status':
      return get(`${conversationPath(call.conversationId)}/compaction/status`);
    case 'summary':
      return get(
        `${conversationPath(call.conversationId)}/compacted`,
        call.version === null ? { format: call.format } : { format: call.format, version: String(call.version) },
      );
    case 'prompt':
      return get(`${conversationPath(call.conversationId)}/context-for-prompt`, { style: call.style });
    case 'balance':
      return get('/v1/credits/balance');
    case 'compact':
      return { method: 'POST', path: '/v1/conversations/compact', body: compactBody(call), repeatable: false };
  }
}

function get(path: string, query?: Record<string, string>): Endpoint {
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  return { method: 'GET', path: path + search, body: null, repeatable: true };
}

/** A `ConversationId` needs no escaping; a value that only claims to be one must not leave its path segment. */
function conversationPath(id: ConversationId): string {
  return `/v1/conversations/${encodeURIComponent(id)}`;
}

function compactBody(call: Call<'compact'>): string {
  return JSON.stringify({
    conversation_id: call.conversationId,
    force: call.force,
    ...(call.strategy !== null && { strategy: call.strategy }),
    ...(call.targetTokens !== null && { target_tokens: call.targetTokens }),
  });
}
