import { expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { createMessageCatcher } from '../../../../src/panel/discovery/catch-messages.ts';
import type { App } from '../../../../src/ui/model/app.ts';
import { messagesOf } from '../../../../src/ui/model/messages.ts';
import { createStore } from '../../../../src/ui/model/store.ts';
import { captured } from '../../../support/captured.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { until } from '../../../support/settle.ts';
import { ASKED, CONVERSATION, plain } from '../../../support/transcripts/exchange.ts';
import { createFakeBackend } from '../../../support/ui/fakes/fake-backend.ts';
import { createFakeShell } from '../../../support/ui/fakes/fake-shell.ts';
import { NOW } from '../../../support/ui/fixtures.ts';

function setUp() {
  const app: App = {
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
