/**
 * The domain: what Synap knows about a conversation, after decoding.
 *
 * Everything here is plain JSON, so it crosses message channels and stores unchanged. Times are epoch milliseconds,
 * durations carry their unit in the name, token counts are whole tokens, ratios are compacted ÷ original (0.14 means
 * "kept 14 %"). `null` means "the answer did not say".
 */

/** A conversation's UUID: lower case, 8-4-4-4-12. Only `parseConversationId` makes one. */
export type ConversationId = string & { readonly __brand: 'ConversationId' };

export const SUMMARY_FORMATS = ['structured', 'narrative', 'injection'] as const;
export type SummaryFormat = (typeof SUMMARY_FORMATS)[number];

export const PROMPT_STYLES = ['structured', 'narrative', 'bullet_points'] as const;
export type PromptStyle = (typeof PROMPT_STYLES)[number];

export const STRATEGIES = ['aggressive', 'balanced', 'conservative', 'adaptive'] as const;
/** The strategies a compaction can be requested with. Answers may name others, which stay plain strings. */
export type Strategy = (typeof STRATEGIES)[number];

/** Share of the tokens that each strategy is expected to keep (docs/api.md); adaptive promises nothing. */
export const EXPECTED_KEPT: Readonly<Record<Strategy, number | null>> = {
  aggressive: 0.15,
  balanced: 0.4,
  conservative: 0.7,
  adaptive: null,
};

/** `unknown` is any status that this version does not know; the original word is in `statusWord`. */
export type CompactionState = 'none' | 'in_progress' | 'completed' | 'failed' | 'unknown';

/** A field that was too long to keep whole. The raw text still has it. */
export interface Cut {
  /** Its name on the wire. */
  field: string;
  /** `texts`: some texts of a list. */
  unit: 'characters' | 'items' | 'texts';
  /** The number of characters or items kept; for `texts`, of characters in each. */
  kept: number;
  /** The number of characters or items received; for `texts`, of texts that were longer. */
  total: number;
}

export interface CompactionStatus {
  conversationId: string | null;
  state: CompactionState;
  /** The word as Synap sent it. */
  statusWord: string;
  compactionId: string | null;
  completedAt: number | null;
  compressionRatio: number | null;
  /** 0–1, how well the summary keeps the original. */
  validationScore: number | null;
  estimatedCompletionSeconds: number | null;
  errorMessage: string | null;
  latestVersion: number | null;
  /** When the latest run was started. */
  latestCreatedAt: number | null;
  cut: Cut[];
}

/** A fact, decision or preference: its text and any other field it came with (`confidence`, `source`, …). */
export interface SummaryItem {
  text: string;
  /** A number 0–1, or `explicit`, `inferred`, `assumed`. */
  confidence: number | string | null;
  /** Further fields as received. */
  extra: Record<string, unknown>;
}

export interface CompactedSummary {
  conversationId: string | null;
  /** The summary as one text, in the format asked for. */
  context: string;
  version: number | null;
  createdAt: number | null;
  originalTokenCount: number | null;
  compactedTokenCount: number | null;
  compressionRatio: number | null;
  strategyUsed: string | null;
  /** The strategy applied. Synap's clients derive it from `strategy_used`, default `adaptive`. */
  levelApplied: string;
  compactionId: string | null;
  validationScore: number | null;
  validationPassed: boolean | null;
  facts: SummaryItem[];
  decisions: SummaryItem[];
  preferences: SummaryItem[];
  /** Its JSON as written: a parser would round numbers and reorder keys. */
  currentState: string | null;
  /** The text when Synap sent one, `true` when it only sent a flag. */
  qualityWarning: string | boolean;
  warnings: string[];
  /** How long the answer may be cached, as Synap said. */
  ttlSeconds: number | null;
  cut: Cut[];
}

export interface RecentMessage {
  role: string;
  content: string;
  /** Its text alone, where `content` also names media or tool calls. */
  spoken?: string;
  timestamp: number | null;
  messageId: string | null;
}

export interface ContextForPrompt {
  context: string | null;
  available: boolean;
  isStale: boolean | null;
  compressionRatio: number | null;
  validationScore: number | null;
  compactionAgeSeconds: number | null;
  qualityWarning: string | boolean;
  recentMessages: RecentMessage[];
  recentMessageCount: number | null;
  compactedMessageCount: number | null;
  totalMessageCount: number | null;
  cut: Cut[];
}

export interface CompactionStarted {
  compactionId: string | null;
  conversationId: string | null;
  state: CompactionState;
  statusWord: string;
  estimatedCompletionSeconds: number | null;
  previousCompactionId: string | null;
}

export interface CreditBalance {
  clientId: string | null;
  balanceCredits: number;
  warningLow: boolean;
}

export interface CreditEstimate {
  credits: number;
}

export interface WhoAmI {
  clientId: string | null;
  instanceId: string | null;
}

/** Where an answer came from, and how long it holds. */
export interface AnswerMeta {
  source: 'cache' | 'cloud';
  correlationId: string;
  /** Epoch ms by our clock, when the headers arrived. */
  retrievedAt: number;
  /** The cache may serve the answer until then; equal to `retrievedAt` when it must not be cached. */
  expiresAt: number;
  /** Duration of the request that fetched it. */
  tookMs: number;
  /** Server clock minus ours, from the `Date` header; 0 when unknown. Ages are relative to it. */
  serverSkewMs: number;
}

/** A decoded answer, the text it came from, and its origin. */
export interface Answer<T> {
  data: T;
  /** The text as received, but for the API key. For a summary that does not exist, that of its 404. */
  raw: string;
  meta: AnswerMeta;
}
