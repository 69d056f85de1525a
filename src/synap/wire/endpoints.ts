/** The calls as data: method, path and body of each. Source: docs/api.md. */
import type {
  CompactionStarted,
  ConversationId,
  CreditBalance,
  CreditEstimate,
  Strategy,
  WhoAmI,
} from '../../core/conversation/conversation.ts';
import type { Part, PartData, PartKind } from '../../core/conversation/part.ts';

/** The input of calls that do not read a part of a conversation. */
interface OtherInput {
  whoami: unknown;
  /** `null` leaves the choice to Synap. */
  compact: { conversationId: ConversationId; strategy: Strategy | null; targetTokens: number | null; force: boolean };
  balance: unknown;
  /** Tokens to compact. */
  estimate: { units: number };
}

/** The decoded answer of each call. */
export interface CallResult extends PartData {
  whoami: WhoAmI;
  compact: CompactionStarted;
  balance: CreditBalance;
  estimate: CreditEstimate;
}

export type CallName = keyof CallResult;
type OtherCall<N extends keyof OtherInput = keyof OtherInput> = { [K in N]: { name: K } & OtherInput[K] }[N];
/** Reads one part of a conversation. */
interface PartCall {
  part: Part;
  conversationId: ConversationId;
}
export type Call = PartCall | OtherCall;
/** The decoded answer of a given call. */
export type ResultOf<C extends Call> = C extends { part: { kind: infer K extends PartKind } }
  ? PartData[K]
  : C extends { name: infer N extends CallName }
    ? CallResult[N]
    : never;

export function callName(call: Call): CallName {
  return 'part' in call ? call.part.kind : call.name;
}

/** Null for a call that concerns no conversation. */
export function conversationOf(call: Call): ConversationId | null {
  return 'conversationId' in call ? call.conversationId : null;
}

export interface Endpoint {
  method: 'GET' | 'POST';
  /** Path and query. */
  path: string;
  /** The JSON body of a POST. */
  body: string | null;
  /**
   * Whether we may send it again when it is unknown whether the first one arrived.
   *
   * This covers only our own repeats. Chromium (measured in 156) resends any request, a POST too, when a reused
   * connection dies before the first byte of the answer, and again when the next one dies likewise: up to four were
   * seen. The only fetch options that prevent it would send cookies. All of them carry one correlation id, and Synap
   * refuses the later ones with 409 while the first one's run holds the conversation.
   */
  repeatable: boolean;
}

const COMPACT = '/v1/conversations/compact';

export function endpointOf(call: Call): Endpoint {
  if ('part' in call) return partEndpoint(call.conversationId, call.part);
  switch (call.name) {
    case 'whoami':
      return get('/api/v1/auth/whoami');
    case 'balance':
      return get('/v1/credits/balance');
    case 'estimate':
      return { method: 'POST', path: '/v1/credits/estimate', body: estimateBody(call), repeatable: true };
    case 'compact':
      return { method: 'POST', path: COMPACT, body: compactBody(call), repeatable: false };
  }
}

function partEndpoint(id: ConversationId, part: Part): Endpoint {
  // A `ConversationId` needs no escaping; a value that only claims to be one must not leave its path segment.
  const conversation = `/v1/conversations/${encodeURIComponent(id)}`;
  switch (part.kind) {
    case 'status':
      return get(`${conversation}/compaction/status`);
    case 'summary': {
      const { format, version } = part;
      return get(`${conversation}/compacted`, version === null ? { format } : { format, version: String(version) });
    }
    case 'prompt':
      return get(`${conversation}/context-for-prompt`, { style: part.style });
  }
}

function get(path: string, query?: Record<string, string>): Endpoint {
  const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
  return { method: 'GET', path: path + search, body: null, repeatable: true };
}

/** The price of a dry run: how well it is compacted, Synap decides. */
function estimateBody({ units }: OtherCall<'estimate'>): string {
  return JSON.stringify({ metric_type: 'compaction', units, item_count: 1, endpoint: COMPACT });
}

function compactBody(call: OtherCall<'compact'>): string {
  return JSON.stringify({
    conversation_id: call.conversationId,
    force: call.force,
    ...(call.strategy !== null && { strategy: call.strategy }),
    ...(call.targetTokens !== null && { target_tokens: call.targetTokens }),
  });
}
