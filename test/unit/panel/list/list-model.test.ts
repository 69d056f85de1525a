import { STATUS } from '../../../../src/core/conversation/part.ts';
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Answer, CompactionStatus, ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { succeed } from '../../../../src/core/errors.ts';
import type { FoundId } from '../../../../src/core/discovery/evidence.ts';
import { createListModel } from '../../../../src/panel/list/list-model.ts';
import type { Backend } from '../../../../src/protocol/backend.ts';
import { createStore } from '../../../../src/ui/model/store.ts';
import { createManualClock } from '../../../support/manual-clock.ts';

const OLD = '0bfa587f-a85c-5cc3-a395-fe8e49851558' as ConversationId;
const NEW = '5537b6c6-fb4a-53c3-aac3-6676d812a800' as ConversationId;

function answerOf(completedAt: number): Answer<CompactionStatus> {
  const nothing = { validationScore: null, estimatedCompletionSeconds: null, errorMessage: null, latestVersion: 1 };
  const run = { compactionId: 'cmp', completedAt, latestCreatedAt: completedAt - 1000, compressionRatio: 0.3 };
  return {
    data: { cut: [], conversationId: null, state: 'completed', statusWord: 'completed', ...run, ...nothing },
    raw: '{}',
    meta: { source: 'cloud', correlationId: 'c', retrievedAt: 5000, expiresAt: 9000, tookMs: 1, serverSkewMs: 0 },
  };
}

const FRAME_MS = 16;

/** A list of two ids, whose answers come when the test says so. */
function setUp() {
  const asked = new Map<string, (answer: Answer<CompactionStatus>) => void>();
  const ask = (_name: string, input: { conversationId: string }) =>
    new Promise((resolve) => asked.set(input.conversationId, (answer) => resolve(succeed(answer))));
  const quiet = () => () => undefined;
  const backend = {
    ask,
    onEvent: quiet,
    onConnection: quiet,
    setShownProfile: () => undefined,
    setVisibleConversations: () => undefined,
  } as unknown as Backend;
  const store = createStore(backend, () => 5000);
  const derived: ConversationId[] = [];
  const find = (id: ConversationId): FoundId => ({
    id,
    get label() {
      derived.push(id);
      return null;
    },
    evidence: [{ source: 'link', where: '/c/', count: 1 }],
  });
  const found = signal([OLD, NEW].map(find));
  const clock = createManualClock(5000);
  const list = createListModel(store, found, clock);
  // The panel draws it.
  list.shown.subscribe(() => undefined);
  const order = () => list.shown.value.map((row) => row.found.id);
  return { asked, store, list, found, find, derived, order, nextFrame: () => clock.advance(FRAME_MS) };
}

describe('the order of the rows', () => {
  it('changes once, when all answers that are on their way are there', async () => {
    const { asked, store, order, nextFrame } = setUp();
    expect(order()).toEqual([OLD, NEW]);
    const loads = [OLD, NEW].map((id) => store.conversation(id).load(STATUS, 'cached'));
    asked.get(NEW)?.(answerOf(4000));
    await loads[1];
    nextFrame();
    expect(order()).toEqual([OLD, NEW]);
    asked.get(OLD)?.(answerOf(2000));
    await loads[0];
    nextFrame();
    expect(order()).toEqual([NEW, OLD]);
  });
});

it('derives the row of an answer alone: a list has thousands', async () => {
  const { asked, store, derived, order, nextFrame } = setUp();
  derived.length = 0;
  const load = store.conversation(NEW).load(STATUS, 'cached');
  asked.get(NEW)?.(answerOf(4000));
  await load;
  nextFrame();
  expect(order()).toEqual([NEW, OLD]);
  expect(derived).toContain(NEW);
  expect(derived).not.toContain(OLD);
});

it('takes up at once what a frame brings: a burst of answers is one change of the list', async () => {
  const { asked, store, list, nextFrame } = setUp();
  nextFrame();
  const changes: number[] = [];
  list.all.subscribe((rows) => changes.push(rows.length));
  changes.length = 0;
  const loads = [OLD, NEW].map((id) => store.conversation(id).load(STATUS, 'cached'));
  asked.get(OLD)?.(answerOf(2000));
  asked.get(NEW)?.(answerOf(4000));
  await Promise.all(loads);
  expect(changes).toEqual([]);
  expect(list.rowOf(OLD)?.slot.answer?.data.completedAt).toBe(2000);
  nextFrame();
  expect(changes).toEqual([2]);
  nextFrame();
  expect(changes).toEqual([2]);
});

it('filters with the frame after a key, which is drawn first', () => {
  const { list, order, nextFrame } = setUp();
  nextFrame();
  list.filter.value = '0';
  list.filter.value = OLD.slice(0, 4);
  expect(order()).toEqual([OLD, NEW]);
  nextFrame();
  expect([order(), list.query.value]).toEqual([[OLD], OLD.slice(0, 4)]);
});

it('derives the row of a new find alone, wherever it comes', () => {
  const { found, find, derived, order } = setUp();
  const others = Array.from({ length: 60 }, (_, at) => OLD.replace(/.{3}$/, `${at + 100}`) as ConversationId);
  expect(order()).toEqual([OLD, NEW]);
  for (const other of others) {
    derived.length = 0;
    // Between the first and what came before it: the room there grows ever smaller.
    found.value = [...found.value.slice(0, 1), find(other), ...found.value.slice(1)];
    expect(order()).toEqual([OLD, ...others.slice(0, others.indexOf(other) + 1).toReversed(), NEW]);
    if (others.indexOf(other) < 40) expect(new Set(derived)).toEqual(new Set([other]));
  }
  found.value = found.value.toReversed();
  expect(order()).toEqual([NEW, ...others, OLD]);
  found.value = [...found.value.slice(30), ...found.value.slice(0, 30)];
  expect(order()).toEqual(found.value.map(({ id }) => id));
});
