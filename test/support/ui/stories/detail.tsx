import { MAX_JSON_DEPTH } from '../../../../src/synap/wire/json.ts';
import { fail, succeed } from '../../../../src/core/errors.ts';
import { defaultSettings } from '../../../../src/core/profile/settings.ts';
import { Detail } from '../../../../src/ui/detail/Detail.tsx';
import type { Script } from '../fakes/fake-backend.ts';
import { ERRORS } from '../error-fixtures.ts';
import {
  answer,
  balance,
  ID,
  NOW,
  OTHER_ID,
  overview,
  prompt,
  requestEntry,
  status,
  summary,
  watch,
} from '../fixtures.ts';
import type { Stories, Story } from '../story.ts';

const calls = [
  requestEntry(),
  requestEntry({
    id: 'r2',
    call: 'summary',
    path: `/v1/conversations/${ID}/compacted?format=structured`,
    startedAt: NOW - 18_000,
    tookMs: 341,
  }),
  requestEntry({
    id: 'r3',
    call: 'prompt',
    path: `/v1/conversations/${ID}/context-for-prompt?style=structured`,
    startedAt: NOW - 17_000,
    status: 503,
    errorKind: 'unavailable',
    attempt: 2,
  }),
  requestEntry({ id: 'r4', source: 'cache', status: null, startedAt: NOW - 60_000, tookMs: 1 }),
  requestEntry({
    id: 'r5',
    call: 'compact',
    method: 'POST',
    path: '/v1/conversations/compact',
    body: JSON.stringify({ conversation_id: ID, force: false, strategy: 'balanced' }),
    startedAt: NOW - 140_000,
    tookMs: 512,
  }),
];

const fresh = prompt({ isStale: false, recentMessages: [], recentMessageCount: 0, compactedMessageCount: 150 });

/** Details that no parser keeps. */
export const LOSSY_STATE =
  '{"order_id":12345678901234567890,"price":19.90,"limit":1e400,"steps":{"10":"pay","9":"check"},"__proto__":{"kept":true}}';
export const LOSSY_JSON = `{"formatted_context":"Order shipped.","current_state":${LOSSY_STATE},"version":3,"version":4}`;

const answers: Script = {
  status: succeed(answer(status('completed'))),
  summary: (input) =>
    succeed(
      answer(
        input.part.version === 1
          ? summary({ version: 1, facts: [{ text: 'An early fact.', confidence: null, extra: {} }] })
          : summary(),
      ),
    ),
  prompt: succeed(answer(fresh)),
  requests: succeed(calls),
  balance: succeed(answer(balance())),
  estimate: succeed(answer({ credits: 25 })),
};

const detail = (script: Script, changes: Partial<Story> = {}): Story => ({
  script: { ...answers, ...script },
  render: (store) => (
    <div style={{ height: '100vh' }}>
      <Detail model={store.conversation(ID)} label="Studio renovation" />
    </div>
  ),
  ...changes,
});

const settings = defaultSettings();
const locked = { ...settings, profiles: settings.profiles.map((profile) => ({ ...profile, lockCompact: true })) };
const manyFacts = Array.from({ length: 1200 }, (_, index) => ({
  text: `Fact number ${index + 1}`,
  confidence: null,
  extra: {},
}));
const STARTED = {
  compactionId: 'cmp_new',
  conversationId: ID,
  state: 'in_progress',
  statusWord: 'in_progress',
  estimatedCompletionSeconds: 60,
  previousCompactionId: null,
} as const;
/** As deep as an answer can be. */
const deepest = () => {
  let deep: unknown = 'bottom';
  for (let level = 0; level < MAX_JSON_DEPTH - 2; level += 1) deep = [deep];
  return { top: 1, deep };
};

/** Persian, then English, each on a line of its own. */
const PERSIAN = 'کاربر می\u200Cخواهد پروژه\u200Cها را تا پایان هفته ببیند';
const TWO_SCRIPTS = `${PERSIAN}\nThe studio faces north.`;

export const stories: Stories = {
  scripts: detail({
    summary: succeed(
      answer(
        summary({ facts: [PERSIAN, 'The studio faces north.'].map((text) => ({ text, confidence: null, extra: {} })) }),
      ),
    ),
    prompt: succeed(answer({ ...fresh, formattedContext: TWO_SCRIPTS })),
  }),
  completed: detail({}),
  stale: detail({ prompt: succeed(answer(prompt({ recentMessageCount: 6 }))) }),
  failed: detail({
    status: succeed(answer(status('failed'))),
    summary: succeed(answer(summary({ version: 2, validationPassed: true }))),
  }),
  doubtful: detail({
    status: succeed(answer(status('completed', { validationScore: 0.56 }))),
    summary: succeed(
      answer(summary({ validationScore: 0.56, validationPassed: true, qualityWarning: '29 days may be missing' })),
    ),
  }),
  none: detail({
    status: succeed(answer(status('none'))),
    summary: succeed(answer(null)),
    prompt: succeed(
      answer(prompt({ isStale: null, compactionAgeSeconds: null, compactedMessageCount: 0, totalMessageCount: 2 })),
    ),
  }),
  summaryFails: detail({ summary: fail(ERRORS['unavailable']), prompt: fail(ERRORS['unavailable']) }),
  refreshFails: detail({
    status: (_input, asked) => (asked === 0 ? succeed(answer(status('completed'))) : fail(ERRORS['unavailable'])),
    summary: (_input, asked) => (asked === 0 ? succeed(answer(summary())) : fail(ERRORS['unavailable'])),
    prompt: (_input, asked) => (asked === 0 ? succeed(answer(fresh)) : fail(ERRORS['unavailable'])),
  }),
  noneUnknown: detail({
    status: succeed(answer(status('none'))),
    summary: succeed(answer(null)),
    prompt: fail(ERRORS['unknown-conversation']),
  }),
  demo: detail({}, { overview: overview({ activeProfileId: 'demo', settings: { ...defaultSettings(), demo: true } }) }),
  running: detail({ status: succeed(answer(status('in_progress'))) }),
  over: detail({ status: succeed(answer(status('in_progress', { estimatedCompletionSeconds: 5 }))) }),
  gaveUp: detail(
    { status: succeed(answer(status('in_progress'))) },
    { overview: overview({ watches: [watch({ state: 'gave-up', starred: false })] }) },
  ),
  unknownWord: detail({
    status: succeed(answer(status('unknown', { statusWord: 'arch\u202Eived<b>', latestVersion: 3 }))),
  }),
  archived: detail({
    status: succeed(
      answer(status('unknown', { statusWord: 'archived', compactionId: summary().compactionId, latestVersion: 3 })),
    ),
  }),
  notFound: detail({ status: fail(ERRORS['unknown-conversation']), requests: succeed([]) }),
  unavailable: detail({ status: fail(ERRORS['unavailable']) }),
  rateLimited: detail({
    status: (_input, asked) => (asked === 0 ? fail(ERRORS['rate-limited']) : succeed(answer(status('completed')))),
  }),
  noKey: detail({ status: fail(ERRORS['no-key']) }),
  loading: detail({ status: 'never' }),
  watched: detail({}, { overview: overview({ watches: [watch()] }) }),
  locked: detail({}, { overview: overview({ settings: locked }) }),
  poor: detail({
    status: succeed(
      answer(
        status('completed', {
          validationScore: null,
          latestCreatedAt: null,
          completedAt: null,
          compressionRatio: null,
        }),
      ),
    ),
    summary: succeed(
      answer(
        summary({
          originalTokenCount: null,
          compactedTokenCount: null,
          compressionRatio: null,
          validationScore: null,
          validationPassed: null,
          qualityWarning: 'The budget was not carried over in full.',
          warnings: ['Two facts contradict each other.'],
          strategyUsed: null,
          facts: [],
          decisions: [],
          preferences: [],
          currentState: null,
        }),
      ),
    ),
    prompt: succeed(
      answer(prompt({ isStale: null, recentMessageCount: null, compactionAgeSeconds: null, recentMessages: [] })),
    ),
  }),
  long: detail({
    summary: succeed(answer(summary({ facts: manyFacts, context: 'The same line again and again. '.repeat(50_000) }))),
    requests: succeed([]),
  }),
  cut: detail({
    status: succeed(
      answer(
        status('failed', {
          errorMessage: `${'x'.repeat(3_999)}…`,
          cut: [{ field: 'error_message', unit: 'characters', kept: 4_000, total: 5_872_025 }],
        }),
      ),
    ),
    summary: succeed(
      answer(
        summary({
          cut: [
            { field: 'facts', unit: 'items', kept: 4, total: 2_000_000 },
            { field: 'decisions', unit: 'texts', kept: 20_000, total: 2 },
            { field: 'current_state', unit: 'characters', kept: 0, total: 7_000_000 },
          ],
        }),
      ),
    ),
  }),
  lossy: detail({
    summary: succeed({ ...answer(summary({ currentState: LOSSY_STATE })), raw: LOSSY_JSON }),
  }),
  hostile: detail({
    status: succeed(answer(status('completed'), {}, { deep: deepest(), long: 'x'.repeat(2_100_000) })),
    summary: succeed(
      answer(
        summary({
          currentState: JSON.stringify(deepest()),
          facts: [{ text: '<img src=x onerror=alert(1)>\u202Egnp.exe\u200B', confidence: 'exp\u2066licit', extra: {} }],
        }),
      ),
    ),
  }),
  /** Stale by two messages of known size, with a price for everything. */
  priced: detail(
    { prompt: succeed(answer(prompt())) },
    { overview: overview({ settings: { ...settings, pricePerCredit: 0.001 } }) },
  ),
  unpriced: detail({ estimate: fail(ERRORS['unavailable']) }),
  compactTooShort: detail({
    compact: (_input, asked) => (asked === 0 ? fail(ERRORS['too-short']) : succeed(answer(STARTED))),
  }),
  compactNothing: detail({ compact: succeed(answer({ ...STARTED, state: 'none', statusWord: 'none' })) }),
  compactBroke: detail({
    balance: succeed(answer(balance({ balanceCredits: 0, warningLow: true }))),
    compact: fail(ERRORS['no-credits']),
  }),
  compactFails: detail({ compact: fail(ERRORS['no-credits']) }),
  compactUnsure: detail({
    compact: fail(ERRORS['unavailable']),
    status: (_input, asked) =>
      succeed(answer(status(asked === 0 ? 'completed' : 'in_progress'), { retrievedAt: NOW + asked })),
  }),
  compactLost: detail({ compact: fail(ERRORS['worker-gone']) }),
  compactLimited: detail({ compact: fail(ERRORS['rate-limited']) }),
  compactDropped: detail({ compact: fail(ERRORS['cancelled']) }),
  compactSends: detail({ compact: 'never' }),
  compactConflict: detail({ compact: fail(ERRORS['conflict']) }),
  compactStarts: detail({
    compact: succeed(answer(STARTED)),
    status: (_input, asked) =>
      succeed(answer(status(asked === 0 ? 'completed' : 'in_progress'), { retrievedAt: NOW + asked })),
  }),
  two: {
    script: answers,
    render: (store) => (
      <div>
        <Detail model={store.conversation(ID)} label={null} />
        <Detail model={store.conversation(OTHER_ID)} label={null} />
      </div>
    ),
  },
};
