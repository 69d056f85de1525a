import type { AnswerMeta, CompactionState, ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { fail, succeed } from '../../../../src/core/errors.ts';
import type { FoundId, ScanResult } from '../../../../src/core/discovery/evidence.ts';
import { defaultSettings } from '../../../../src/core/profile/settings.ts';
import { Popup } from '../../../../src/popup/Popup.tsx';
import type { PopupStart } from '../../../../src/protocol/backend.ts';
import type { Overview } from '../../../../src/protocol/overview.ts';
import type { ReadMode } from '../../../../src/protocol/requests.ts';
import { ERRORS } from '../error-fixtures.ts';
import type { Script } from '../fakes/fake-backend.ts';
import { answer, ID, NOW, OTHER_ID, overview, prompt, SECOND, status, summary, THIRD_ID } from '../fixtures.ts';
import type { Stories, Story } from '../story.ts';

const START: PopupStart = { url: `https://chat.example/c/${ID}`, tabId: 7, lastId: null };
const NOWHERE: PopupStart = { url: 'https://example.org/', tabId: null, lastId: null };

const FOUND: FoundId[] = [
  {
    id: ID,
    label: 'Studio renovation',
    evidence: [
      { source: 'url', where: '/c/', count: 1 },
      { source: 'link', where: '/c/', count: 2 },
    ],
  },
  {
    id: OTHER_ID,
    label: 'Trip planning with Joanna and a title that is much too long for one line',
    evidence: [{ source: 'link', where: '/c/', count: 1 }],
  },
  { id: THIRD_ID, label: null, evidence: [{ source: 'attribute', where: 'data-request-id', count: 31 }] },
];

function scan(changes: Partial<ScanResult> = {}): ScanResult {
  return {
    found: FOUND,
    truncated: false,
    unreadableFrames: 0,
    tookMs: 4,
    url: START.url ?? '',
    title: 'Chat',
    ...changes,
  };
}

const CACHED: Partial<AnswerMeta> = { source: 'cache' };
const freshMeta = { retrievedAt: NOW };
const metaFor = (mode: ReadMode) => (mode === 'peek' ? CACHED : freshMeta);

/** The cache holds version 3; a fresh question is answered with the given state. */
function knows(state: CompactionState): Script {
  const has = state === 'completed' || state === 'in_progress';
  return {
    scan: succeed(scan()),
    status: ({ mode }) => succeed(answer(status(mode === 'peek' ? 'completed' : state), metaFor(mode))),
    summary: ({ mode }) => succeed(answer(mode === 'peek' || has ? summary() : null, metaFor(mode))),
    prompt: ({ mode }) =>
      succeed(
        answer(
          has ? prompt({ isStale: false, recentMessageCount: 0 }) : prompt({ available: false, isStale: null }),
          metaFor(mode),
        ),
      ),
  };
}

function popup(script: Script, start: PopupStart = START, shown: Overview = overview()): Story {
  return {
    script,
    overview: shown,
    render: () => <Popup start={start} remember={(id) => void (document.body.dataset['remembered'] = id)} />,
  };
}

const failing = (kind: keyof typeof ERRORS): Script => ({
  scan: succeed(scan()),
  status: ({ mode }) => (mode === 'peek' ? succeed(null) : fail(ERRORS[kind])),
  summary: ({ mode }) => (mode === 'peek' ? succeed(null) : fail(ERRORS[kind])),
  prompt: ({ mode }) => (mode === 'peek' ? succeed(null) : fail(ERRORS[kind])),
});

const withoutKey = overview({ profiles: overview().profiles.map((profile) => ({ ...profile, key: null })) });
const numbered = (count: number) =>
  Array.from({ length: count }, (_, at): FoundId => {
    const id = `c71d7365-0000-4000-8000-${String(at).padStart(12, '0')}` as ConversationId;
    return { id, label: `Conversation ${at + 1}`, evidence: [{ source: 'text', where: '', count: 1 }] };
  });

export const stories: Stories = {
  completed: popup(knows('completed')),
  /** The server's clock is an hour ahead. */
  ahead: popup({
    ...knows('completed'),
    status: () =>
      succeed(
        answer(status('completed', { completedAt: NOW + 58 * 60 * SECOND }), {
          ...freshMeta,
          serverSkewMs: 3600 * SECOND,
        }),
      ),
  }),
  stale: popup({
    ...knows('completed'),
    status: ({ mode }) => succeed(answer(status('completed', { validationScore: 0.52 }), metaFor(mode))),
    prompt: ({ mode }) => succeed(answer(prompt({ isStale: true, recentMessageCount: 6 }), metaFor(mode))),
    summary: ({ mode }) =>
      succeed(
        answer(
          summary({
            qualityWarning: 'Two facts contradict each other',
            validationPassed: false,
            validationScore: 0.52,
          }),
          metaFor(mode),
        ),
      ),
  }),
  inProgress: popup({
    ...knows('in_progress'),
    status: () => succeed(answer(status('in_progress', { latestCreatedAt: NOW - 12 * SECOND }), freshMeta)),
  }),
  failed: popup(knows('failed')),
  none: popup({
    ...knows('none'),
    status: () => succeed(answer(status('none'), freshMeta)),
    summary: () => succeed(answer(null, freshMeta)),
  }),
  unknownWord: popup(knows('unknown')),
  waiting: popup({ scan: succeed(scan()), status: 'never', summary: 'never', prompt: 'never' }),
  slow: popup({
    ...knows('completed'),
    status: ({ mode }) =>
      mode === 'peek' ? succeed(answer(status('completed'), CACHED)) : new Promise<never>(() => {}),
  }),
  dark: popup(knows('completed'), START, overview({ settings: { ...defaultSettings(), theme: 'dark' } })),
  noKey: popup({ scan: succeed(scan()) }, START, withoutKey),
  demo: popup(
    knows('completed'),
    START,
    overview({ settings: { ...defaultSettings(), demo: true }, activeProfileId: 'demo' }),
  ),
  memory: popup(knows('completed'), START, overview({ storage: 'memory' })),
  nothing: popup({}, NOWHERE),
  noIds: popup({ scan: succeed(scan({ found: [] })) }, { ...NOWHERE, tabId: 7 }),
  thousands: popup({ ...knows('completed'), scan: succeed(scan({ found: numbered(1500) })) }),
  manyIds: popup({ ...knows('completed'), scan: succeed(scan({ found: numbered(30), truncated: true })) }),
  unscannable: popup(
    { ...knows('completed'), scan: fail({ kind: 'not-scannable', reason: 'browser-page' }) },
    { ...NOWHERE, tabId: 7, lastId: ID },
  ),
  selection: popup(
    {
      ...knows('completed'),
      scan: succeed(
        scan({
          found: [
            ...FOUND.slice(0, 2),
            { id: THIRD_ID, label: null, evidence: [{ source: 'selection', where: '', count: 1 }] },
          ],
        }),
      ),
    },
    START,
  ),
  lookupsOff: popup(
    {
      ...knows('completed'),
      status: ({ mode }) => succeed(mode === 'peek' ? null : answer(status('completed'), freshMeta)),
      summary: succeed(null),
      prompt: succeed(null),
    },
    START,
    overview({ settings: { ...defaultSettings(), automaticLookups: false } }),
  ),
  hostile: popup({
    ...knows('completed'),
    scan: succeed(
      scan({
        found: [
          {
            id: ID,
            label: '<img src=x onerror=alert(1)> \u202Egnp.exe',
            evidence: [{ source: 'attribute', where: '<b>x</b>', count: 1 }],
          },
        ],
      }),
    ),
  }),
  keyRefused: popup(failing('key-refused')),
  noCredits: popup(failing('no-credits')),
  rateLimited: popup(failing('rate-limited')),
  offline: popup(failing('offline')),
  noPermission: popup(failing('permission-missing')),
  unknownConversation: popup(failing('unknown-conversation')),
  failsOverCache: popup({
    ...knows('completed'),
    status: ({ mode }) => (mode === 'peek' ? succeed(answer(status('completed'), CACHED)) : fail(ERRORS.unavailable)),
  }),
  paused: popup(
    knows('completed'),
    START,
    overview({ pause: { reason: 'no-credits', until: null, error: ERRORS['no-credits'] } }),
  ),
};
