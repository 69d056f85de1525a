import type { AppError, ServerFacts } from '../../../src/core/errors.ts';
import { NOW, PROFILE, SECOND } from './fixtures.ts';

const facts = (httpStatus: number, words: string | null = null): ServerFacts => ({
  status: httpStatus,
  correlationId: 'syn_5537b6_1763638811482_a91f3c',
  serverWords: words,
  serverCode: null,
});
const correlationId = 'syn_5537b6_1763638811482_a91f3c';
const origin = 'https://synap.example';

/** One error of each kind. */
export const ERRORS: { [K in AppError['kind']]: Extract<AppError, { kind: K }> } = {
  'invalid-id': { kind: 'invalid-id', text: 'hello' },
  'no-key': { kind: 'no-key', profileId: PROFILE },
  'key-refused': { kind: 'key-refused', ...facts(401, 'Invalid API key') },
  'no-messages': { kind: 'no-messages', keyWorks: true, ...facts(403, 'Conversation not found for this instance') },
  'no-credits': {
    kind: 'no-credits',
    balanceCredits: 0,
    minimumRequiredCredits: 5,
    recoveryUrl: 'https://synap.example/billing',
    redeemUrl: null,
    ...facts(402, 'Insufficient credits'),
  },
  'unknown-conversation': { kind: 'unknown-conversation', ...facts(404, 'Conversation not found') },
  conflict: { kind: 'conflict', ...facts(409, 'Compaction already in progress') },
  'too-short': {
    kind: 'too-short',
    tokens: 153,
    thresholdTokens: 250,
    ...facts(400, 'The conversation has 153 tokens'),
  },
  rejected: { kind: 'rejected', ...facts(422, 'target_tokens: must be positive') },
  'rate-limited': {
    kind: 'rate-limited',
    retryAt: NOW + 42 * SECOND,
    reason: null,
    upgradeUrl: null,
    manageUrl: null,
    ...facts(429),
  },
  unavailable: { kind: 'unavailable', repeated: true, ...facts(503, 'upstream timed out') },
  timeout: { kind: 'timeout', afterMs: 15_000, correlationId },
  offline: { kind: 'offline', correlationId },
  unreachable: { kind: 'unreachable', origin, correlationId },
  redirected: { kind: 'redirected', origin, correlationId },
  'not-synap': { kind: 'not-synap', contentType: 'text/html', status: 200, correlationId },
  'unexpected-shape': { kind: 'unexpected-shape', path: 'status', otherId: null, correlationId },
  'too-large': { kind: 'too-large', limitBytes: 8 * 1024 * 1024, correlationId },
  'permission-missing': { kind: 'permission-missing', origin },
  'bad-base-url': { kind: 'bad-base-url', fault: 'not-https', text: 'http://synap.example' },
  'bad-key': { kind: 'bad-key', fault: 'whitespace' },
  'too-many-profiles': { kind: 'too-many-profiles', most: 20 },
  'queue-full': { kind: 'queue-full', waiting: 200 },
  'too-many-watches': { kind: 'too-many-watches', limit: 200 },
  'too-many-pins': { kind: 'too-many-pins', most: 200 },
  'compaction-locked': { kind: 'compaction-locked', profileName: 'Production' },
  'not-scannable': { kind: 'not-scannable', reason: 'browser-page' },
  storage: { kind: 'storage', what: 'cache' },
  refused: { kind: 'refused', why: 'malformed' },
  outdated: { kind: 'outdated' },
  'worker-gone': { kind: 'worker-gone' },
  interrupted: { kind: 'interrupted', correlationId },
  cancelled: { kind: 'cancelled' },
};
