import { expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { createMessageCatcher } from '../../../../src/panel/discovery/catch-messages.ts';
import type { App } from '../../../../src/ui/model/app.ts';
import { messagesOf } from '../../../../src/ui/model/messages/messages.ts';
import { createStore } from '../../../../src/ui/model/store.ts';
import { captured } from '../../../support/captured.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { settle, until } from '../../../support/settle.ts';
import { ASKED, CONVERSATION, plain } from '../../../support/transcripts/exchange.ts';
import { createFakeBackend } from '../../../support/ui/fakes/fake-backend.ts';
import { createFakeShell } from '../../../support/ui/fakes/fake-shell.ts';
import { NOW } from '../../../support/ui/fixtures.ts';

function setUp(memory?: App['memory']) {
  const app: App = {
    ...(memory && { memory }),
    store: createStore(createFakeBackend(), () => NOW),
    shell: createFakeShell(createManualClock(NOW)),
  };
  const known = messagesOf(app, CONVERSATION as ConversationId);
  const texts = () => known.transcript.value.messages.map(({ text }) => text);
  return { take: createMessageCatcher(app), texts };
}

const request = (count: number) =>
  captured({
    requestBody: JSON.stringify({ conversation_id: CONVERSATION, model: 'm', messages: plain.slice(0, count) }),
  });

it('the messages of a chat grow with its requests, and none is doubled', async () => {
  const { take, texts } = setUp();
  for (const count of [1, 2, 3]) take(request(count));
  await until(() => texts().length === 3);
  expect(texts()[0]).toBe(ASKED);
  take(request(3));
  take(captured({ requestBody: '{"messages":[{"role":"user","content":' }));
  take(
    captured({ responseBody: JSON.stringify({ conversation_id: CONVERSATION, role: 'assistant', content: 'last' }) }),
  );
  await until(() => texts().length === 4);
  expect(texts()).toEqual([...plain.map(({ content }) => content), 'last']);
});

it('of a flood of requests, the last ones are read', async () => {
  const { take, texts } = setUp();
  for (let at = 0; at < 1000; at += 1) {
    take(
      captured({ requestBody: JSON.stringify({ conversation_id: CONVERSATION, role: 'user', content: `text ${at}` }) }),
    );
  }
  await until(() => texts().includes('text 999'));
  expect(texts().length).toBeLessThan(300);
});

it('of a flood of large requests, no more wait than memory allows', async () => {
  const { take, texts } = setUp();
  const name = (at: number) => String.fromCharCode(0x4e00 + at);
  const body = (at: number) => ({
    conversation_id: CONVERSATION,
    role: 'user',
    content: `${name(at)} ${'x'.repeat(1_000_000)}`,
  });
  for (let at = 0; at < 60; at += 1) take(captured({ requestBody: JSON.stringify(body(at)) }));
  const names = () => texts().map((text) => text.split(' ')[0]);
  await until(() => names().includes(name(59)));
  expect(names()).not.toContain(name(30));
});

it('a page that sends faster than messages are kept waits', async () => {
  let saves = 0;
  let done = (): void => undefined;
  const save = async () => {
    saves += 1;
    await new Promise<void>((resolve) => (done = resolve));
  };
  const { take } = setUp(async () => ({ load: async () => undefined, save }));
  await settle();
  for (let at = 0; at < 20; at += 1) {
    take(
      captured({ requestBody: JSON.stringify({ conversation_id: CONVERSATION, role: 'user', content: `t ${at}` }) }),
    );
  }
  await until(() => saves === 1);
  await settle();
  expect(saves).toBe(1);
  done();
  await until(() => saves === 2);
});
