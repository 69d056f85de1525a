import { describe, expect, it } from 'vitest';
import type { CapturedRequest } from '../../../../../src/core/discovery/traffic/captured.ts';
import { bodiesWithMessages, messagesInBody } from '../../../../../src/core/discovery/traffic/request-messages.ts';
import { finish } from '../../../../../src/core/slices.ts';
import { captured } from '../../../../support/captured.ts';
import { ASKED, CONVERSATION, idIn, plain, saidIn } from '../../../../support/transcripts/exchange.ts';
import { SAMPLES } from '../../../../support/transcripts/forms.ts';

const OTHER = '0bfa587f-a85c-5cc3-a395-fe8e49851558';

function caught(request: CapturedRequest) {
  return bodiesWithMessages(request)
    .map((body) => finish(messagesInBody(body, request)))
    .filter((found) => found !== null)
    .map(({ id, messages }) => ({ id, said: messages.map(({ role, text }) => ({ role, text })) }));
}

const messages = JSON.stringify({ messages: plain });

describe.each(SAMPLES)('$name', (sample) => {
  const body = JSON.stringify(sample.data);
  const expected = (id: string) => [{ id, said: saidIn(sample) }];

  it('is caught in a request and in an answer, with the id in it or else in the address', () => {
    const url = `https://app.test/api/chats/${OTHER}`;
    const id = idIn(sample) ?? OTHER;
    // A list of objects that only talk of `from` and `value` is too like other lists.
    const isTold = body.includes('"role"') || body.includes('"human"') || body.includes('"kwargs"');
    const isCaught = isTold || body.includes('"recent_turns"') || body.includes('"transcript"');
    expect(caught(captured({ url, requestBody: body }))).toEqual(isCaught ? expected(id) : []);
    expect(caught(captured({ url, responseBody: body }))).toEqual(isCaught ? expected(id) : []);
  });
});

describe('the conversation of messages without an id', () => {
  it.each([
    ['the address that names it', { url: `https://app.test/users/${OTHER}/chats/${CONVERSATION}/send` }, CONVERSATION],
    ['a parameter', { url: `https://app.test/send?conversation_id=${CONVERSATION}&request=${OTHER}` }, CONVERSATION],
    ['the only id of the address', { url: `https://app.test/x/${CONVERSATION}` }, CONVERSATION],
    ['a header', { headers: [['X-Conversation-Id', CONVERSATION] as const] }, CONVERSATION],
    ['nothing', {}, null],
    ['two ids of anything', { url: `https://app.test/x/${CONVERSATION}/y/${OTHER}` }, null],
  ])('is that of %s', (_, parts, id) => {
    const [found] = caught(captured({ ...parts, requestBody: messages }));
    expect(found?.id ?? null).toBe(id);
  });
});

describe('the conversation of messages that are deeper in a body', () => {
  it.each([
    ["GraphQL's variables", { variables: { conversationId: CONVERSATION, messages: plain } }, '/graphql'],
    ['the parameters of a call', { method: 'send', params: { threadId: CONVERSATION, messages: plain } }, '/rpc'],
    ['the id beside them', { id: CONVERSATION, messages: plain.map((one) => ({ id: OTHER, ...one })) }, '/api/chat'],
    ['the only likely id beside them', { chat: { ref: CONVERSATION }, user: { id: OTHER }, messages: plain }, '/x'],
  ])('is told by %s', (_, data, path) => {
    const url = `https://app.test${path}`;
    expect(caught(captured({ url, requestBody: JSON.stringify(data) })).map(({ id }) => id)).toEqual([CONVERSATION]);
  });

  it('is not told by the id of anything else', () => {
    const requestBody = JSON.stringify({ id: OTHER, messages: plain });
    expect(caught(captured({ url: 'https://app.test/complete', requestBody }))).toEqual([]);
  });
});

describe('nothing is caught', () => {
  const url = `https://app.test/chats/${CONVERSATION}`;
  it.each([
    ['in a list of people', JSON.stringify([{ role: 'admin', name: 'Ann', text: 'about me' }])],
    ['in a stream', `data: {"role":"assistant","content":"${ASKED}"}\n\ndata: {"role":"assistant","content":"x"}`],
    ['in markup', `<script>{"role":"user"}</script>`],
    ['in a body that was cut', `{"messages":[{"role":"user","content":"${'x'.repeat(1_048_576)}`],
    ['in half a body', messages.slice(0, 80)],
    ['in lines of text', `user: ${ASKED}\nassistant: "role"`],
    ['in other data', JSON.stringify({ items: [{ id: CONVERSATION, title: 'a' }] })],
  ])('%s', (_, body) => {
    expect(caught(captured({ url, responseBody: body }))).toEqual([]);
  });
});
