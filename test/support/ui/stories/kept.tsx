import { useState } from 'preact/hooks';
import type { CompactedSummary, ContextForPrompt } from '../../../../src/core/conversation/conversation.ts';
import { fail, succeed } from '../../../../src/core/errors.ts';
import type { Pin } from '../../../../src/protocol/history.ts';
import type { Message } from '../../../../src/core/transcript/message.ts';
import { KeptTab } from '../../../../src/ui/detail/kept/KeptTab.tsx';
import '../../../../src/ui/detail/Detail.css';
import { plainView } from '../../../../src/ui/detail/reading/detail-view.ts';
import { useApp } from '../../../../src/ui/model/app.ts';
import { addTraffic } from '../../../../src/ui/model/messages/messages.ts';
import type { Store } from '../../../../src/ui/model/store.ts';
import { ERRORS } from '../error-fixtures.ts';
import type { Script } from '../fakes/fake-backend.ts';
import { answer, ID, MINUTE, NOW, prompt, status, summary } from '../fixtures.ts';
import type { Stories, Story } from '../story.ts';

const LINES: readonly (readonly [speaker: string, text: string])[] = [
  ['Mila', 'Morning! Shall we go through the list for the studio?'],
  ['Sam', 'Yes. Never ship the oak boards before the moisture check on 14 June, please.'],
  ['Mila', 'The tiler confirmed Tuesday at 7:30, and the deposit of €1,200 went to Okafor & Sons.'],
  ['Sam', 'Run `npm run quote -- --vat 19` and put the result in offers/2026/june.csv before anybody asks.'],
  ['Mila', 'So we keep the larch floor and drop the skylight.'],
  ['Sam', 'Invoice INV-20418 is still open and must be paid by Friday.'],
  ['Mila', 'The ceiling is 2.62 m high, not 2.26 m as in the plan.'],
  ['Sam', 'I would like matt white on all walls, as we had it at home.'],
  ['Mila', 'Thanks!'],
  ['Sam', 'Could we start with the north wall next week, once the primer is here?'],
  ['Mila', 'Yes, if the primer is here by Monday. I would order it today.'],
];
const RECENT = 2;

const message = ([speaker, text]: readonly [string, string], at: number): Message => ({
  id: `m${at}`,
  role: speaker === 'Mila' ? 'assistant' : 'user',
  speaker,
  text,
  at: NOW - (LINES.length - at) * MINUTE,
});
const MESSAGES = LINES.map(message);
const item = (text: string) => ({ text, confidence: null, extra: {} });

const made = (changes: Partial<CompactedSummary> = {}): CompactedSummary =>
  summary({
    facts: [
      'The tiler, Okafor & Sons, comes on Tuesday.',
      'The landlord has approved the new wiring.',
      'The ceiling is 2.62 m high.',
    ].map(item),
    decisions: [item('The larch floor is kept, and the skylight dropped.')],
    preferences: [item('Sam would like matt white on all walls.')],
    currentState: null,
    context: 'The tiler comes on Tuesday. The larch floor is kept, and the skylight dropped.',
    ...changes,
  });

const read = (all: readonly Message[], counted = all.length): ContextForPrompt => {
  const recent = all.slice(-RECENT);
  return prompt({
    context: `${made().context}\n\n## Recent messages\n${recent.map(({ role, text }) => `${role}: ${text}`).join('\n')}`,
    recentMessages: recent.map(({ id, role, text, at }) => ({ role, content: text, timestamp: at, messageId: id })),
    recentMessageCount: RECENT,
    compactedMessageCount: counted - RECENT,
    totalMessageCount: counted,
  });
};

interface Given {
  messages?: readonly Message[];
  script?: Script;
  summary?: CompactedSummary | null;
  counted?: number;
  /** The version before has the same text. */
  isSame?: boolean;
}

function Tab({ store, messages }: { store: Store; messages: readonly Message[] }) {
  const app = useApp();
  useState(() => messages.length > 0 && addTraffic(app, ID, messages));
  return (
    <main class="detail" style={{ height: '100vh' }}>
      <div class="detail-body">
        <KeptTab
          model={store.conversation(ID)}
          view={plainView()}
          onChange={() => {}}
          onCompact={() => {}}
          onTab={() => {}}
        />
      </div>
    </main>
  );
}

/** A worker that remembers pins. */
function pinning(): Script {
  const pins: Pin[] = [];
  return {
    pins: () => succeed([...pins]),
    pin: ({ conversationId, text }) => {
      pins.push({ id: `p${pins.length}`, conversationId, text, pinnedAt: NOW });
      return succeed([...pins]);
    },
  };
}

const kept = ({
  messages = MESSAGES,
  script = {},
  summary: written = made(),
  counted,
  isSame = false,
}: Given = {}): Story => ({
  script: () => ({
    ...pinning(),
    status: succeed(answer(status('completed'))),
    summary: ({ part }) =>
      succeed(answer(part.version === null || isSame ? written : summary({ version: part.version }))),
    prompt: succeed(answer(read(messages.length > 0 ? messages : MESSAGES, counted))),
    ...script,
  }),
  render: (store) => <Tab store={store} messages={messages} />,
});

/** As long as a conversation gets. */
const many = Array.from({ length: 5000 }, (_, at) => ({
  ...message(LINES[at % (LINES.length - RECENT)] ?? ['Sam', ''], at),
  text: `${LINES[at % (LINES.length - RECENT)]?.[1]} (${at + 1})`,
}));

export const stories: Stories = {
  lossy: kept(),
  sound: kept({
    summary: made({ facts: LINES.slice(0, -RECENT).map(([, text]) => item(text)), decisions: [], preferences: [] }),
  }),
  grew: kept({ summary: made({ originalTokenCount: 3000, compactedTokenCount: 3441 }) }),
  unchanged: kept({ isSame: true }),
  big: kept({ messages: many }),
  few: kept({ messages: MESSAGES.slice(3), counted: 419 }),
  recentOnly: kept({ messages: MESSAGES.slice(-RECENT), counted: 150 }),
  none: kept({ messages: [], script: { prompt: succeed(answer(prompt({ recentMessages: [], context: '' }))) } }),
  noSummary: kept({ summary: null }),
  promptFails: kept({ script: { prompt: fail(ERRORS['unavailable']) } }),
  loading: kept({ script: { summary: 'never' } }),
  hostile: kept({
    messages: [
      ...MESSAGES.slice(0, 2),
      message(
        ['<b>Sam\u202E</b>', `<img src=x onerror=alert(1)> pay \u202E€1,200\u202C by Friday${'\u200B'.repeat(3)}`],
        2,
      ),
      message(['Mila', `A very long one: ${'word '.repeat(2000)}`], 3),
      ...MESSAGES.slice(-RECENT),
    ],
  }),
};
