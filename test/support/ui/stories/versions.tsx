import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CompactedSummary, SummaryItem } from '../../../../src/core/conversation/conversation.ts';
import { fail, succeed } from '../../../../src/core/errors.ts';
import type { HistoryRun, Pin } from '../../../../src/protocol/history.ts';
import { Detail } from '../../../../src/ui/detail/Detail.tsx';
import type { Message } from '../../../../src/core/transcript/message.ts';
import { useApp } from '../../../../src/ui/model/app.ts';
import { addTraffic } from '../../../../src/ui/model/messages/messages.ts';
import { ERRORS } from '../error-fixtures.ts';
import type { Script } from '../fakes/fake-backend.ts';
import { answer, ID, MINUTE, NOW, prompt, SECOND, status, summary } from '../fixtures.ts';
import type { Stories, Story } from '../story.ts';

const DAY = 24 * 60 * MINUTE;
const items = (...texts: string[]): SummaryItem[] => texts.map((text) => ({ text, confidence: null, extra: {} }));

const FIRST = summary({
  version: 1,
  createdAt: NOW - 3 * DAY,
  compactedTokenCount: 2117,
  originalTokenCount: 9480,
  compressionRatio: 0.22,
  validationScore: 0.81,
  facts: items('The studio is on the third floor, 42 m², facing north.', 'The budget is 18,400 €.'),
  decisions: items('Oak floor instead of vinyl.'),
  preferences: [],
  context: 'Mila rents a studio on the third floor. The budget is 18,400 €. Oak is preferred to vinyl.',
});
const SECOND_VERSION = summary({
  version: 2,
  createdAt: NOW - 26 * 60 * MINUTE,
  compactedTokenCount: 4102,
  originalTokenCount: 14_905,
  compressionRatio: 0.275,
  validationScore: 0.88,
  strategyUsed: 'conservative',
  facts: items(
    'The studio is on the third floor, 42 m², facing north.',
    'The deposit of €1,200 went to Okafor & Sons.',
    'The tiler comes on 23 July.',
    'The budget is 21,000 euros, of which 9,300 are spent.',
    'Oak boards wait for a moisture check before they are laid.',
    'Mila would like matt white for all walls.',
    'The neighbour lends a van.',
    'The neighbour helps on weekends.',
  ),
  decisions: items('Larch floor instead of oak.', 'No skylight.'),
  preferences: items('Warm light, 2,700 K.'),
  currentState: '{"phase":"planning","team":{"tiler":"Okafor","plumber":null},"approved":false}',
  context:
    'Mila rents a studio on the third floor. The budget is 21,000 euros. The tiler comes on 23 July. Larch was chosen over oak.',
});
const THIRD = summary({
  version: 3,
  createdAt: NOW - 37 * MINUTE,
  compactedTokenCount: 5523,
  originalTokenCount: 16_991,
  compressionRatio: 0.325,
  validationScore: 0.94,
  facts: items(
    'The studio is on the third floor, 42 m², facing north.',
    'The tiler comes on 25 July.',
    'The budget is 24,000 euros, of which 9,300 are spent.',
    'Mila prefers matt white for all walls.',
    'The ceiling is 2.62 m high.',
    'The landlord has approved the new wiring.',
    'The neighbour lends a van and helps on weekends.',
  ),
  decisions: items('Larch floor instead of oak.', 'No skylight.'),
  preferences: items('Warm light, 2,700 K.'),
  currentState: '{"phase":"building","team":{"tiler":"Okafor","plumber":"Brandt"},"approved":false}',
  context:
    'Mila rents a studio on the third floor. The budget is 24,000 euros. The tiler comes on 25 July. Larch was chosen over oak, and the landlord approved the new wiring.',
});
const VERSIONS = [FIRST, SECOND_VERSION, THIRD];

const run = (changes: Partial<HistoryRun>): HistoryRun => ({
  compactionId: null,
  version: null,
  state: 'completed',
  strategy: 'balanced',
  originalTokens: null,
  compactedTokens: null,
  ratio: null,
  score: null,
  startedAt: null,
  endedAt: null,
  error: null,
  seenAt: NOW,
  ...changes,
});
const runOf = (version: CompactedSummary, seconds: number): HistoryRun =>
  run({
    compactionId: `cmp_${version.version}`,
    version: version.version,
    strategy: version.strategyUsed,
    originalTokens: version.originalTokenCount,
    compactedTokens: version.compactedTokenCount,
    score: version.validationScore,
    startedAt: (version.createdAt ?? 0) - seconds * SECOND,
    endedAt: version.createdAt,
  });
const FAILED = run({
  compactionId: 'cmp_failed',
  state: 'failed',
  strategy: 'aggressive',
  score: 0.43,
  startedAt: NOW - 62 * MINUTE,
  endedAt: NOW - 62 * MINUTE + 6 * SECOND,
  error: 'validation score 0.43 is below the threshold of 0.5',
});
const HISTORY = [runOf(THIRD, 9), FAILED, runOf(SECOND_VERSION, 12)];
const PINS: Pin[] = [
  { id: 'p1', conversationId: ID, text: 'The deposit of €1,200 went to Okafor & Sons.', pinnedAt: NOW },
  { id: 'p2', conversationId: null, text: 'No skylight.', pinnedAt: NOW },
];

/** As the worker does: it answers each version, and remembers what was pinned. */
function worker(versions: readonly CompactedSummary[], history: readonly HistoryRun[], changes: Script = {}): Script {
  const latest = versions.at(-1);
  let pins = [...PINS];
  return {
    status: succeed(answer(status(latest ? 'completed' : 'none', latest ? { latestVersion: latest.version } : {}))),
    summary: ({ part }) =>
      succeed(
        answer((part.version === null ? latest : versions.find(({ version }) => version === part.version)) ?? null),
      ),
    prompt: succeed(answer(prompt({ isStale: false, recentMessages: [], recentMessageCount: 0 }))),
    history: succeed([...history]),
    pins: () => succeed(pins),
    pin: ({ conversationId, text }) => {
      pins = [...pins, { id: `p${pins.length + 1}`, conversationId, text, pinnedAt: NOW }];
      return succeed(pins);
    },
    unpin: ({ pinId }) => {
      pins = pins.filter(({ id }) => id !== pinId);
      return succeed(null);
    },
    ...changes,
  };
}

/** The third version says what these say, but for the wiring. */
const MESSAGES: Message[] = [
  'Shall we go through the list for the studio?',
  'The deposit of €1,200 went to Okafor & Sons this morning.',
  'Good. The oak boards have to wait for a moisture check before they are laid.',
  'I measured again: the ceiling is 2.62 m high.',
  'The tiler comes on 25 July.',
  'Thanks!',
].map((text, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', speaker: null, text, at: NOW + at }));

function WithMessages({ children }: { children: ComponentChildren }) {
  const app = useApp();
  useState(() => addTraffic(app, ID, MESSAGES));
  return <>{children}</>;
}

/** The messages are known, of so many that Synap counts. */
const sourced = (counted: number): Story => {
  const told = story(() =>
    worker(VERSIONS, HISTORY, {
      prompt: succeed(
        answer(
          prompt({
            isStale: false,
            context: '',
            recentMessages: [],
            recentMessageCount: 0,
            compactedMessageCount: counted,
            totalMessageCount: counted,
          }),
        ),
      ),
    }),
  );
  return { ...told, render: (store) => <WithMessages>{told.render(store)}</WithMessages> };
};

const story = (script: () => Script): Story => ({
  script,
  render: (store) => (
    <div style={{ height: '100vh' }}>
      <Detail model={store.conversation(ID)} label="Studio renovation" />
    </div>
  ),
});

const many = (version: number): CompactedSummary =>
  summary({
    version,
    createdAt: NOW - (51 - version) * 60 * MINUTE,
    originalTokenCount: 4000 + version * 400,
    compactedTokenCount: 900 + ((version * 797) % 3000),
    validationScore: 0.6 + ((version * 37) % 40) / 100,
  });
const MANY = Array.from({ length: 50 }, (_, index) => many(index + 1));
const words = 'kiln glaze shelf wheel clay tool lamp door wall beam'.split(' ');
const long = (version: number): CompactedSummary =>
  summary({
    version,
    facts: Array.from({ length: 1000 }, (_, index) => ({
      text: `The ${words[index % 10]} ${words[Math.floor(index / 10) % 10]} number ${index} costs ${index + (index % 7 === 0 ? version : 0)} euros.`,
      confidence: null,
      extra: {},
    })),
  });

export const stories: Stories = {
  three: story(() => worker(VERSIONS, HISTORY)),
  /** 1 says otherwise what 2 says and 3 lost; of 4 to 8, one cannot be read until it is asked for again. */
  pinned: story(() => {
    const FIRST_PINNED = { ...FIRST, facts: items('A deposit of €1,200 went out to Okafor & Sons.', 'No skylight.') };
    const later = Array.from({ length: 5 }, (_, index) => ({ ...THIRD, version: index + 4 }));
    const all = [FIRST_PINNED, SECOND_VERSION, THIRD, ...later];
    let asked = 0;
    return worker(all, [], {
      summary: ({ part }) => {
        if (part.version === 4) asked += 1;
        if (part.version === 4 && asked === 1) return fail(ERRORS['unavailable']);
        return succeed(answer(all.find(({ version }) => version === (part.version ?? 8)) ?? null));
      },
    });
  }),
  sourced: sourced(MESSAGES.length),
  sourcedPartly: sourced(400),
  one: story(() => worker([FIRST], [runOf(FIRST, 8)])),
  none: story(() => worker([], [])),
  onlyFailed: story(() =>
    worker([], [FAILED], {
      status: succeed(answer(status('failed', { latestVersion: null }))),
    }),
  ),
  unpinned: story(() => worker(VERSIONS, HISTORY, { pins: succeed([]) })),
  many: story(() => worker(MANY, [FAILED, ...MANY.map((version) => runOf(version, 7)).toReversed()])),
  texts: story(() => {
    const unchanged = Array.from({ length: 60 }, (_, index) => `Sentence ${index} says nothing new.`).join(' ');
    const told = (version: number, end: string) => summary({ version, context: `${unchanged} ${end}` });
    return worker([told(1, 'Oak it is.'), told(2, 'Larch it is.')], []);
  }),
  long: story(() => worker([long(1), long(2)], [])),
  /** The version before cannot be read, until it is asked for again. */
  missing: story(() => {
    let asked = 0;
    return worker(VERSIONS, HISTORY, {
      summary: ({ part }) => {
        if (part.version === 2) asked += 1;
        if (part.version === 2 && asked === 1) return fail(ERRORS['unavailable']);
        return succeed(answer(VERSIONS.find(({ version }) => version === (part.version ?? 3)) ?? null));
      },
    });
  }),
  gone: story(() =>
    worker(VERSIONS, HISTORY, {
      summary: ({ part }) => succeed(answer(part.version === 2 ? null : THIRD)),
    }),
  ),
  noHistory: story(() => worker(VERSIONS, [], { history: fail(ERRORS['storage']) })),
  loading: story(() =>
    worker(VERSIONS, HISTORY, {
      summary: ({ part }) => (part.version === null ? succeed(answer(THIRD)) : new Promise(() => {})),
    }),
  ),
};
