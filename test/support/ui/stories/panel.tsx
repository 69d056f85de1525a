import { useLayoutEffect, useMemo } from 'preact/hooks';
import { defaultSettings } from '../../../../src/core/profile/settings.ts';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import type { FoundId } from '../../../../src/core/discovery/evidence.ts';
import { Panel } from '../../../../src/panel/Panel.tsx';
import { createPanelModel } from '../../../../src/panel/panel-model.ts';
import { useApp } from '../../../../src/ui/model/app.ts';
import { ERRORS } from '../error-fixtures.ts';
import { fail, succeed } from '../../../../src/core/errors.ts';
import type { Script } from '../fakes/fake-backend.ts';
import {
  answer,
  balance,
  ID,
  NOW,
  overview,
  OTHER_ID,
  prompt,
  requestEntry,
  status,
  summary,
  watch,
} from '../fixtures.ts';
import { createFakeMemory } from '../fakes/fake-memory.ts';
import {
  CAST,
  castScript,
  createFakePage,
  foundId,
  idOf,
  LINK,
  manyId,
  THREAD,
  type FakePage,
} from '../fakes/inspected-page.ts';
import type { Stories, Story } from '../story.ts';

const DEMO = [
  { id: OTHER_ID, label: 'Trip planning with Joanna' },
  { id: ID, label: 'Studio renovation' },
];

function PanelStory({ page, selected = null }: { page: () => FakePage; selected?: ConversationId | null }) {
  const { store, shell } = useApp();
  const panel = useMemo(() => {
    const clock = {
      now: shell.now,
      after: (delayMs: number, run: () => void) => {
        const timer = setTimeout(run, delayMs);
        return () => clearTimeout(timer);
      },
    };
    const memory = createFakeMemory();
    const state = selected === null ? {} : { selected: { id: selected, subject: null, pasted: false } };
    const start = { origin: 'https://app.example', state };
    return createPanelModel({ store, source: page().source, clock, demoConversations: DEMO, memory, start });
  }, []);
  useLayoutEffect(() => panel.dispose, [panel]);
  return <Panel panel={panel} />;
}

const story = (
  found: FoundId[],
  rest: Partial<Story> = {},
  changes: Parameters<typeof createFakePage>[1] = {},
): Story => ({
  script: castScript(),
  overview: overview({ typicalRunSeconds: null }),
  render: () => <PanelStory page={() => createFakePage(found, changes)} />,
  ...rest,
});

const cast = CAST.map((entry) => entry.found);
const manual = { ...defaultSettings(), automaticLookups: false };
const noKey = overview().profiles.map((profile) => ({ ...profile, key: null }));
const many = Array.from({ length: 10_000 }, (_, index) =>
  foundId(manyId(index), `Conversation ${index + 1}`, index % 2 ? LINK : THREAD),
);

/** Every read is refused until the pause is resumed. */
function refuseAll(): Script {
  let isRefused = true;
  const reply = <T,>(data: T) => (isRefused ? fail(ERRORS['key-refused']) : succeed(answer(data)));
  return {
    status: () => reply(status('completed')),
    summary: () => reply(summary()),
    prompt: () => reply(prompt()),
    resume: () => {
      isRefused = false;
      return succeed(overview());
    },
  };
}

export const stories: Stories = {
  full: story(cast, {
    overview: overview({
      watches: [watch({ conversationId: OTHER_ID })],
      budget: { available: 4, perMinute: 60, burst: 10, waiting: 0 },
    }),
  }),
  /** Two rows of one label. */
  twins: story([foundId(idOf(5), 'New chat', LINK), foundId(idOf(9), 'New chat', LINK), foundId(ID, 'Studio', LINK)]),
  /** A call of this key has succeeded, and few credits are left. */
  poor: story(cast, {
    script: {
      ...castScript(),
      requests: succeed([requestEntry()]),
      balance: (_input, asked) => succeed(answer(balance({ balanceCredits: 8 - asked, warningLow: true }))),
    },
  }),
  manual: story(cast, { overview: overview({ settings: manual }) }),
  /** Its remembered selection is not on the page. */
  manualRestored: story(cast, {
    overview: overview({ settings: manual }),
    render: () => <PanelStory page={() => createFakePage(cast)} selected={idOf(99)} />,
  }),
  empty: story([]),
  noKey: story(cast, { overview: overview({ profiles: noKey }) }),
  demo: story([], {
    overview: overview({ settings: { ...defaultSettings(), demo: true }, activeProfileId: 'demo', profiles: [] }),
  }),
  paused: story(cast, {
    overview: overview({
      pause: { reason: 'rate-limited', until: NOW + 42_000, error: ERRORS['rate-limited'] },
      budget: { available: 0, perMinute: 60, burst: 10, waiting: 3 },
    }),
  }),
  refused: story(cast, {
    script: { ...castScript(), ...refuseAll() },
    overview: overview({ pause: { reason: 'key-refused', until: null, error: ERRORS['key-refused'] } }),
  }),
  offline: story(cast, { overview: overview({ pause: { reason: 'offline', until: null, error: ERRORS.offline } }) }),
  notScannable: story([], {}, { error: ERRORS['not-scannable'] }),
  noAnswer: story([], {}, { error: { kind: 'not-scannable', reason: 'no-answer' } }),
  memory: story(cast, { overview: overview({ storage: 'memory' }) }),
  partly: story(cast.slice(0, 3), {}, { facts: { truncated: true, unreadableFrames: 2 } }),
  unreadable: story([], {}, { facts: { unreadableFrames: 2 } }),
  outdated: story(cast, { before: (backend) => setTimeout(() => backend.connect('outdated')) }),
  many: story(many, { isLarge: true }),
  hundred: story(many.slice(0, 100)),
  slow: story(cast, { script: { ...castScript(), status: 'never' } }),
};
