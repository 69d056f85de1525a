/** Realistic answers for stories and unit tests. Everything happens around `NOW`, where the stories' clock starts. */
import type {
  Answer,
  AnswerMeta,
  CompactedSummary,
  CompactionState,
  CompactionStatus,
  ContextForPrompt,
  ConversationId,
  CreditBalance,
  SummaryItem,
} from '../../../src/core/conversation/conversation.ts';
import { defaultSettings } from '../../../src/core/profile/settings.ts';
import type { Overview, RequestLogEntry, Watch } from '../../../src/protocol/overview.ts';

export const NOW = Date.UTC(2025, 10, 20, 11, 42, 11);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

export const ID = '5537b6c6-fb4a-53c3-aac3-6676d812a800' as ConversationId;
export const OTHER_ID = '0bfa587f-a85c-5cc3-a395-fe8e49851558' as ConversationId;
export const THIRD_ID = '61843c8f-cca7-5f93-8eec-97fce70ebb10' as ConversationId;
export const PROFILE = 'default';

export function meta(changes: Partial<AnswerMeta> = {}): AnswerMeta {
  return {
    source: 'cloud',
    correlationId: 'syn_5537b6_1763638811482_a91f3c',
    retrievedAt: NOW - 19 * SECOND,
    expiresAt: NOW + 281 * SECOND,
    tookMs: 212,
    serverSkewMs: 0,
    ...changes,
  };
}

export function answer<T>(data: T, changes: Partial<AnswerMeta> = {}, raw: unknown = data): Answer<T> {
  return { data, raw: JSON.stringify(raw, null, 2), meta: meta(changes) };
}

const STATUSES: Record<CompactionState, Partial<CompactionStatus>> = {
  none: {},
  completed: {
    compactionId: 'cmp_9f2e71c0a4',
    completedAt: NOW - 2 * MINUTE,
    compressionRatio: 0.14,
    validationScore: 0.91,
    latestVersion: 3,
    latestCreatedAt: NOW - 2 * MINUTE - 9 * SECOND,
  },
  in_progress: {
    compactionId: 'cmp_b01d44e2f7',
    estimatedCompletionSeconds: 60,
    latestVersion: 3,
    latestCreatedAt: NOW - 12 * SECOND,
  },
  failed: {
    compactionId: 'cmp_4410cc9e1b',
    completedAt: NOW - 4 * MINUTE,
    errorMessage: 'validation score 0.41 is below the threshold of 0.5',
    latestVersion: 2,
    latestCreatedAt: NOW - 4 * MINUTE - 6 * SECOND,
    validationScore: 0.41,
  },
  unknown: { statusWord: 'archived' },
};

export function status(state: CompactionState, changes: Partial<CompactionStatus> = {}): CompactionStatus {
  return {
    conversationId: ID,
    state,
    statusWord: state,
    compactionId: null,
    completedAt: null,
    compressionRatio: null,
    validationScore: null,
    estimatedCompletionSeconds: null,
    errorMessage: null,
    latestVersion: null,
    latestCreatedAt: null,
    cut: [],
    ...STATUSES[state],
    ...changes,
  };
}

const item = (text: string, confidence: number | string | null = null): SummaryItem => ({
  text,
  confidence,
  extra: {},
});

export function summary(changes: Partial<CompactedSummary> = {}): CompactedSummary {
  return {
    conversationId: ID,
    context:
      '## Facts\n- The studio is on the third floor, 42 m², facing north.\n- The budget is 18,400 €, of which 3,000 € are kept back.\n\n## Decisions\n- Oak floor instead of vinyl.\n',
    version: 3,
    createdAt: NOW - 2 * MINUTE - 9 * SECOND,
    originalTokenCount: 24_582,
    compactedTokenCount: 3_441,
    compressionRatio: 0.14,
    strategyUsed: 'balanced',
    levelApplied: 'balanced',
    compactionId: 'cmp_9f2e71c0a4',
    validationScore: 0.91,
    validationPassed: true,
    facts: [
      item('The studio is on the third floor, 42 m², facing north.', 0.97),
      item('The budget is 18,400 €, of which 3,000 € are kept back.', 0.88),
      item('The landlord must agree to changes of the electrics in writing.', 'explicit'),
      item('Delivery of the oak boards takes four to six weeks.', 'inferred'),
    ],
    decisions: [item('Oak floor instead of vinyl.', 0.95), item('The kitchen stays where it is.')],
    preferences: [item('No open shelves above the stove.', 'assumed'), item('Warm light, 2,700 K.', 0.71)],
    currentState: JSON.stringify({
      phase: 'planning',
      openQuestions: ['Which primer for the north wall?', 'Who orders the boards?'],
      budget: { total: 18_400, spent: 2_150, currency: 'EUR' },
      approved: false,
    }),
    qualityWarning: false,
    warnings: [],
    ttlSeconds: 300,
    cut: [],
    ...changes,
  };
}

const RECENT_MESSAGES = [
  {
    role: 'user',
    content: 'Could we start with the north wall next week?',
    timestamp: NOW - MINUTE,
    messageId: 'msg_31',
  },
  {
    role: 'assistant',
    content: 'Yes, if the primer is here by Monday. I would order it today.',
    timestamp: NOW - 40 * SECOND,
    messageId: 'msg_32',
  },
];

export function prompt(changes: Partial<ContextForPrompt> = {}): ContextForPrompt {
  const messages = RECENT_MESSAGES.map(({ role, content }) => `${role}: ${content}`);
  return {
    context: `${summary().context}\n## Recent messages\n${messages.join('\n')}`,
    available: true,
    isStale: true,
    compressionRatio: 0.14,
    validationScore: 0.91,
    compactionAgeSeconds: 120,
    qualityWarning: false,
    recentMessages: RECENT_MESSAGES,
    recentMessageCount: 2,
    compactedMessageCount: 148,
    totalMessageCount: 150,
    cut: [],
    ...changes,
  };
}

export function balance(changes: Partial<CreditBalance> = {}): CreditBalance {
  return {
    clientId: 'cli_00112233445566aa',
    balanceCredits: 1240,
    warningLow: false,
    ...changes,
  };
}

export function requestEntry(changes: Partial<RequestLogEntry> = {}): RequestLogEntry {
  return {
    id: 'r1',
    profileId: PROFILE,
    conversationId: ID,
    call: 'status',
    method: 'GET',
    baseUrl: 'https://synap-cloud-prod.maximem.ai',
    path: `/v1/conversations/${ID}/compaction/status`,
    body: null,
    startedAt: NOW - 19 * SECOND,
    tookMs: 212,
    serverMs: null,
    status: 200,
    source: 'cloud',
    attempt: 1,
    correlationId: 'syn_5537b6_1763638811482_a91f3c',
    errorKind: null,
    ...changes,
  };
}

export function watch(changes: Partial<Watch> = {}): Watch {
  return {
    conversationId: ID,
    label: null,
    state: 'waiting',
    starred: true,
    ...changes,
  };
}

export function overview(changes: Partial<Overview> = {}): Overview {
  return {
    version: '0.1.0',
    settings: defaultSettings(),
    activeProfileId: PROFILE,
    profiles: [
      {
        profileId: PROFILE,
        key: { id: 'k1', last4: 'Qx7a', remembered: true },
        origin: 'https://synap-cloud-prod.maximem.ai',
        originGranted: true,
        clientId: 'cli_00112233445566aa',
        instanceId: 'inst_5537b6aa00112233',
      },
    ],
    budget: { available: 9, perMinute: 60, burst: 10, waiting: 0 },
    pause: null,
    watches: [],
    storage: 'disk',
    typicalRunSeconds: 6,
    ...changes,
  };
}
