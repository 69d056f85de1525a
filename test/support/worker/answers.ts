import type {
  Answer,
  AnswerMeta,
  CompactedSummary,
  CompactionStarted,
  CompactionStatus,
  ContextForPrompt,
  ConversationId,
  CreditBalance,
  WhoAmI,
} from '../../../src/core/conversation/conversation.ts';
import type { AppError, ServerFacts } from '../../../src/core/errors.ts';

/** Answers and errors as the client hands them over. */

const id = (text: string) => text as ConversationId;
export const A = id('01936f2a-8c4d-7e19-b3a5-64d0f9127c8e');
export const B = id('9b2d64e1-0c35-5f7a-8e1d-2a47c6b0935f');
export const C = id('3f0c9a52-7d1e-4b86-9a43-5be1d2c8f017');

export function numbered(n: number): ConversationId {
  return id(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
}

export function statusOf(fields: Partial<CompactionStatus> = {}): CompactionStatus {
  const state = fields.state ?? 'completed';
  return {
    conversationId: A,
    state,
    statusWord: state,
    compactionId: 'cmp_1',
    completedAt: null,
    compressionRatio: null,
    validationScore: null,
    estimatedCompletionSeconds: null,
    errorMessage: null,
    latestVersion: 1,
    latestCreatedAt: null,
    cut: [],
    ...fields,
  };
}

export function summaryOf(fields: Partial<CompactedSummary> = {}): CompactedSummary {
  return {
    conversationId: A,
    context: 'text',
    version: 1,
    createdAt: null,
    originalTokenCount: 100,
    compactedTokenCount: 20,
    compressionRatio: 0.2,
    strategyUsed: null,
    levelApplied: 'adaptive',
    compactionId: 'cmp_1',
    validationScore: null,
    validationPassed: null,
    facts: [],
    decisions: [],
    preferences: [],
    currentState: null,
    qualityWarning: false,
    warnings: [],
    ttlSeconds: null,
    cut: [],
    ...fields,
  };
}

export const PROMPT: ContextForPrompt = {
  context: 'prompt',
  available: true,
  isStale: false,
  compressionRatio: null,
  validationScore: null,
  compactionAgeSeconds: null,
  qualityWarning: false,
  recentMessages: [],
  recentMessageCount: 0,
  compactedMessageCount: 0,
  totalMessageCount: 0,
  cut: [],
};

export const STARTED: CompactionStarted = {
  compactionId: 'cmp_2',
  conversationId: A,
  state: 'in_progress',
  statusWord: 'in_progress',
  estimatedCompletionSeconds: 60,
  previousCompactionId: null,
};

export const WHOAMI: WhoAmI = { clientId: 'cli_1', instanceId: 'inst_1' };
export const BALANCE: CreditBalance = { clientId: null, balanceCredits: 7, warningLow: false };

export function answerOf<T>(data: T, meta: Partial<AnswerMeta> = {}): Answer<T> {
  const held: AnswerMeta = {
    source: 'cloud',
    correlationId: 'syn_x',
    retrievedAt: 0,
    expiresAt: 0,
    tookMs: 1,
    serverSkewMs: 0,
    ...meta,
  };
  return { data, raw: JSON.stringify(data), meta: held };
}

/** A 403 with nothing in it, before it is known what was asked. */
export const forbidden = {
  status: 403,
  correlationId: 'syn_x',
  retryAt: 0,
  body: {
    serverWords: null,
    serverCode: null,
    reason: null,
    upgradeUrl: null,
    manageUrl: null,
    balanceCredits: null,
    minimumRequiredCredits: null,
    tokens: null,
    thresholdTokens: null,
    recoveryUrl: null,
    redeemUrl: null,
  },
};

const facts = (status: number): ServerFacts => ({
  status,
  correlationId: 'syn_x',
  serverWords: null,
  serverCode: null,
});
const none = {
  balanceCredits: null,
  minimumRequiredCredits: null,
  tokens: null,
  thresholdTokens: null,
  recoveryUrl: null,
  redeemUrl: null,
};

export const keyRefused: AppError = { kind: 'key-refused', ...facts(401) };
export const noMessages: AppError = { kind: 'no-messages', keyWorks: true, ...facts(403) };
export const noCredits: AppError = { kind: 'no-credits', ...none, ...facts(402) };
export const unknownConversation: AppError = { kind: 'unknown-conversation', ...facts(404) };
export const conflict: AppError = { kind: 'conflict', ...facts(409) };
export const unavailable: AppError = { kind: 'unavailable', repeated: true, ...facts(503) };
export const offline: AppError = { kind: 'offline', correlationId: 'syn_x' };
export const unreachable: AppError = {
  kind: 'unreachable',
  origin: 'https://synap.example.com',
  correlationId: 'syn_x',
};

export function rateLimited(retryAt: number): AppError {
  return { kind: 'rate-limited', retryAt, reason: null, upgradeUrl: null, manageUrl: null, ...facts(429) };
}

/** A second run, in progress; then its end. */
export const runs = (fields: Partial<CompactionStatus> = {}) =>
  statusOf({ state: 'in_progress', compactionId: 'cmp_2', ...fields });
export const ended = (fields: Partial<CompactionStatus> = {}) =>
  statusOf({ compactionId: 'cmp_2', latestVersion: 2, ...fields });
