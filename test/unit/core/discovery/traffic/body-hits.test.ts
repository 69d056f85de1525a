import { describe, expect, it } from 'vitest';
import { isLikely } from '../../../../../src/core/discovery/rank.ts';
import { findInRequest } from '../../../../../src/core/discovery/traffic/request-hits.ts';
import { captured } from '../../../../support/captured.ts';

const A = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
const B = '5537b6c6-fb4a-53c3-aac3-6676d812a800';
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const base64url = (text: string) => Buffer.from(text, 'latin1').toString('base64url');
const token = (claims: object) =>
  `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(JSON.stringify(claims))}.c2lnbmF0dXJl`;

/** The ids found in a response: `id likely place · label`. */
function seen(responseBody: string, responseMimeType = '', url = 'https://app.test/api'): string[] {
  return findInRequest(captured({ url, responseBody, responseMimeType })).map(
    (found) =>
      `${found.id === A ? 'A' : found.id === B ? 'B' : found.id} ${isLikely(found) ? 'likely' : 'unlikely'} ${
        found.evidence[0]?.where
      } · ${found.label}`,
  );
}

const TRIP = JSON.stringify({ conversation: { id: A, title: 'Trip' } });
const FOUND = ['A likely response $.conversation.id · Trip'];

describe('JSON is told by its content', () => {
  it.each([
    'text/html',
    'text/javascript',
    'application/javascript',
    'application/octet-stream',
    'text/plain',
    'text/css',
    'application/x-unknown',
    '',
  ])('[T08] under the label %j', (mimeType) => {
    expect(seen(TRIP, mimeType)).toEqual(FOUND);
  });

  it.each([
    ['a byte order mark', `\uFEFF${TRIP}`],
    ['white space', `\r\n\t ${TRIP}\n`],
    ["Angular's guard", `)]}'\n${TRIP}`],
    ["Google's guard", `)]}',\n${TRIP}`],
    ["Facebook's guard", `for (;;);${TRIP}`],
    ['another guard', `while(1);${TRIP}`],
    ["Spring's guard", `{}&&${TRIP}`],
    ['a call', `callback(${TRIP});`],
    ['a call of a member', `window.app["cb_1"](${TRIP})`],
    ["Express's call", `/**/ typeof jsonp_1 === 'function' && jsonp_1(${TRIP});`],
    ['lengths, as of chunks', `)]}'\n\n${TRIP.length}\n${TRIP}\n25\n{"end":true}\n`],
    ['another value', `{"ok":true}${TRIP}`],
    ['a line of another value', `{"ok":true}\n${TRIP}\n`],
    ['nothing, but it is cut off', `${TRIP.slice(0, -2)},"messages":[{"text":"and so`],
  ])('[T08] with %s around it', (_what, body) => {
    for (const mimeType of ['application/json', 'text/javascript', 'text/plain'])
      if (!/text\/javascript/.test(mimeType) || !/[\n}]./.test(body.replace(/^[^{]*/, '').slice(TRIP.length)))
        expect(seen(body, mimeType), mimeType).toEqual(FOUND);
  });

  it.each([
    ['an event stream', `event: start\ndata: ${TRIP}\n\ndata: [DONE]\n\n`],
    ['an event of several lines', `data: {"conversation":\ndata:  {"id":"${A}",\ndata: "title":"Trip"}}\n\n`],
    ['an event stream with comments', `: ping\n\nid: 7\ndata:${TRIP}\r\n\r\n`],
    ["Vercel's data stream", `0:"Hel"\n2:[{"conversation":{"id":"${A}","title":"Trip"}}]\nd:{"finishReason":"stop"}\n`],
    ["React's server components", `1:"$Sreact.fragment"\n0:${TRIP}\n`],
    ["Socket.IO's frames", `42${JSON.stringify(['chat', { conversation: { id: A, title: 'Trip' } }])}`],
  ])('[T08] in lines: %s', (_what, body) => {
    for (const mimeType of ['text/event-stream', 'text/plain', 'text/x-component', '']) {
      const [found, ...others] = seen(body, mimeType);
      expect(found, mimeType).toMatch(/^A likely response \$.*conversation\.id · Trip$/);
      expect(others).toEqual([]);
    }
  });

  it('[T08] in a batch of GraphQL, and in the parts of its deferred answers', () => {
    const batch = JSON.stringify([
      { data: { viewer: null } },
      { data: { node: { __typename: 'Conversation', id: A, title: 'Trip' } } },
    ]);
    expect(seen(batch)).toEqual(['A likely response $[].data.node.id Conversation · Trip']);
    const deferred = `\r\n---\r\nContent-Type: application/json\r\n\r\n${TRIP}\r\n---\r\n\r\n{"hasNext":false}\r\n-----\r\n`;
    expect(seen(deferred, 'multipart/mixed; boundary="-"')).toEqual(FOUND);
  });
});

describe('other bodies', () => {
  it('[T08] name an id by the element of XML, by the field of a form, and by the part of one', () => {
    const soap = `<?xml version="1.0"?><soap:Envelope><c:conversationId type="x">${A}</c:conversationId><userId>${B}</userId></soap:Envelope>`;
    for (const mimeType of ['text/xml', 'application/soap+xml', 'text/html', ''])
      expect(seen(soap, mimeType), mimeType).toEqual([
        'A likely response conversationId · null',
        'B unlikely response userId · null',
      ]);
    const form = (requestBody: string, requestMimeType = 'application/x-www-form-urlencoded') =>
      findInRequest(captured({ requestBody, requestMimeType })).map((found) => [found.evidence[0]?.where, found.label]);
    expect(form(`a=1&chat_id=${A}`)).toEqual([['request chat_id=', null]]);
    expect(form(`a=1&payload=${encodeURIComponent(TRIP).replaceAll('%20', '+')}`)).toEqual([
      ['request payload= $.conversation.id', 'Trip'],
    ]);
    const part = (head: string, content: string) =>
      `--x7\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
    const parts = `${part('name="session_id"', A)}${part('name="file"; filename="a.txt"', `${B}`)}--x7--\r\n`;
    expect(form(parts, 'multipart/form-data; boundary=x7')).toEqual([
      ['request session_id=', null],
      ['request file=', null],
    ]);
    expect(form(part('name="operations"\r\nContent-Type: application/json', TRIP), 'multipart/form-data')).toEqual([
      ['request operations= $.conversation.id', 'Trip'],
    ]);
  });

  it('[T14] are read where they are messages of protobuf, in binary or in base64', () => {
    const frame = `\0\0\0\0\x28\x0a\x24${A}\x32\x02hi`;
    const url = 'https://app.test/chat.v1.ConversationService/GetConversation';
    const grpc = 'response /GetConversation';
    expect(seen(frame, 'application/grpc-web+proto', url)).toEqual([`A likely ${grpc} · null`]);
    expect(seen(base64(frame), 'application/grpc-web-text', url)).toEqual([`A likely ${grpc} · null`]);
    const trailers = `${base64(frame)}${base64('\x80\0\0\0\x0fgrpc-status:0\r\n')}`;
    expect(seen(trailers, 'application/grpc-web-text', url)).toEqual([`A likely ${grpc} · null`]);
  });
});

describe('what names an id in JSON', () => {
  const of = (value: unknown) => seen(JSON.stringify(value));

  it('[T14] may be the type of its object', () => {
    expect(of({ data: [{ type: 'conversations', id: A, attributes: { title: 'Trip to Porto' } }] })).toEqual([
      'A likely response $.data[].id conversations · Trip to Porto',
    ]);
    expect(of({ data: { node: { __typename: 'Conversation', id: A, title: 'Trip' } } })).toEqual([
      'A likely response $.data.node.id Conversation · Trip',
    ]);
    expect(of({ object: 'thread', id: A, metadata: { title: 'Trip' } })).toEqual([
      'A likely response $.id thread · Trip',
    ]);
    expect(of([{ object: 'thread.message', id: A, thread_id: B }])).toEqual([
      'A unlikely response $[].id thread.message · null',
      'B likely response $[].thread_id · null',
    ]);
    // A conversation's subject or members do not make it anything else.
    expect(of({ conversations: [{ id: A, type: 'user' }] })).toEqual(['A likely response $.conversations[].id · null']);
    // A type applies to its own id only.
    expect(of({ type: 'conversation', id: A, creator: { id: B } })).toEqual([
      'A likely response $.id conversation · null',
      'B unlikely response $.creator.id · null',
    ]);
  });

  it('[T14] may be the path that its value is, which is no title', () => {
    const name = `projects/p/databases/(default)/documents/conversations/${A}`;
    expect(of({ documents: [{ name, fields: { title: { stringValue: 'Trip to Porto' } } }] })).toEqual([
      'A likely response $.documents[].name /conversations/ · Trip to Porto',
    ]);
    expect(of({ Items: [{ conversationId: { S: A }, title: { S: 'Trip' } }] })).toEqual([
      'A likely response $.Items[].conversationId.S · Trip',
    ]);
    expect(of({ conversation_id: A, name: 'a/b/c' })).toEqual(['A likely response $.conversation_id · null']);
    expect(of({ conversation_id: A, name: 'https://app.test/x' })).toEqual([
      'A likely response $.conversation_id · null',
    ]);
    expect(of({ conversation_id: A, name: 'TCP/IP and me' })).toEqual([
      'A likely response $.conversation_id · TCP/IP and me',
    ]);
  });

  it('[T14] may be inside a global id', () => {
    expect(of({ data: { thing: { id: base64(`Conversation:${A}`), title: 'Relay' } } })).toEqual([
      'A likely response $.data.thing.id Conversation:* · Relay',
    ]);
    expect(of({ id: base64(`User:${A}`) })).toEqual(['A unlikely response $.id User:* · null']);
    expect(
      findInRequest(captured({ url: `https://app.test/node/${base64url(`Conversation:${A}`)}?x=1` })).map(isLikely),
    ).toEqual([true]);
  });

  it.each([
    'conversation_id',
    'conversationId',
    'threadId',
    'thread_id',
    'session_id',
    'external_conversation_id',
    'anticipation_conversation_id',
  ])('[T14] is the key %s, in each spelling of its value', (key) => {
    for (const value of [A, A.toUpperCase(), A.replaceAll('-', ''), `{${A}}`, `urn:uuid:${A}`])
      expect(of({ message: { [key]: value } }), value).toEqual([`A likely response $.message.${key} · null`]);
    expect(of({ hash: A.replaceAll('-', '') })).toEqual([]);
  });

  it('[T14] may be a claim of a token, of which all the rest are the ids of users and sessions', () => {
    const claims = { sub: B, session_id: B, conversation_id: A, exp: 1 };
    expect(of({ access_token: token(claims) })).toEqual(['A likely response $.access_token conversation_id · null']);
    expect(seen(`Bearer ${token(claims)}`, 'text/plain')).toEqual(['A likely response conversation_id · null']);
    expect(of({ access_token: token({ sub: A, session_id: B, exp: 1 }) })).toEqual([]);
  });
});

describe('besides bodies', () => {
  const wheres = (parts: Parameters<typeof captured>[0]) =>
    findInRequest(captured(parts)).map((found) => `${found.evidence[0]?.where} · ${found.label}`);

  it('ids are found in the variables of a persisted query', () => {
    const variables = encodeURIComponent(JSON.stringify({ conversationId: A, first: 20 }));
    expect(
      wheres({ url: `https://app.test/graphql?operationName=X&variables=${variables}&extensions=%7B%7D` }),
    ).toEqual(['url ?variables= conversationId · null']);
  });

  it('ids are found in headers that name a conversation, in a redirect, and in messages', () => {
    expect(wheres({ headers: [['Mcp-Session-Id', A]] })).toEqual(['header Mcp-Session-Id · null']);
    expect(wheres({ redirectUrl: `/chat/${A}` })).toEqual(['url /chat/ · null']);
    expect(wheres({ messages: ['ping', TRIP] })).toEqual(['message $.conversation.id · Trip']);
  });

  it('what was known of a request is not counted again', () => {
    const url = `https://app.test/chat/${A}`;
    expect(wheres({ url, isAddressKnown: true, responseBody: TRIP })).toEqual(['response $.conversation.id · Trip']);
  });
});
