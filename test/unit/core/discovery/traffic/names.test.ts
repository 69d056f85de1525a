/** What names an id in traffic, and what does not: A is a conversation's, B is not. */
import { expect, it } from 'vitest';
import { isLikely } from '../../../../../src/core/discovery/rank.ts';
import { findInRequest } from '../../../../../src/core/discovery/traffic/request-hits.ts';
import { captured } from '../../../../support/captured.ts';

const A = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
const B = '5537b6c6-fb4a-53c3-aac3-6676d812a800';
const json = JSON.stringify;
const PAIR = { conversation: { id: A, title: 'Trip' }, user: { id: B } };

/** The likely ids with their labels. */
function likelyIn(parts: Parameters<typeof captured>[0]): string[] {
  const found = findInRequest(captured(parts));
  return found.filter((one) => isLikely(one)).map(({ id, label }) => `${id === A ? 'A' : 'B'} ${label}`);
}

it.each([
  ['as the text of a member', json({ event: 'new', data: json(PAIR) })],
  ['as texts in a list, as SockJS sends them', `a${json([json(PAIR)])}`],
  ['in records of SignalR', `{"type":6}\x1e${json({ type: 1, arguments: [PAIR] })}\x1e`],
  ['in packets of Engine.IO', `42${json(['ping', 'x'])}\x1e42${json(['new', PAIR])}`],
  ['in a frame of STOMP', `MESSAGE\nsubscription:0\n\n${json(PAIR)}\0`],
  ['in a sequence of JSON', `\x1e{"ok":true}\n\x1e${json(PAIR)}\n`],
])('JSON is read %s', (_where, body) => {
  expect(likelyIn({ responseBody: body, responseMimeType: 'text/plain' })).toEqual(['A Trip']);
  expect(likelyIn({ messages: [body], responseBody: null })).toEqual(['A Trip']);
});

it.each([
  [
    'a field and its value',
    json({
      fields: [
        { name: 'conversation_id', value: A },
        { name: 'user_id', value: B },
      ],
    }),
  ],
  [
    'an attribute of a trace',
    json([
      { key: 'gen_ai.conversation.id', value: { stringValue: A } },
      { key: 'enduser.id', value: { stringValue: B } },
    ]),
  ],
  ['what Python prints', `{'conversation': {'id': UUID('${A}')}, 'user': {'id': UUID('${B}')}}`],
  ['what Java prints', `Conversation(title=Trip (old), id=${A}) User(id=${B})`],
  ['MessagePack', `\x82\xafconversation_id\xd9$${A}\xa7user_id\xd9$${B}`],
  ['MessagePack that was read as UTF-8', `\uFFFDconversation_id\uFFFD$${A}\uFFFDuser_id\uFFFD$${B}`],
  ['keys in another language', json({ 会話ID: A, ユーザーID: B })],
  ['accents', json({ id_conversación: A, id_usuario: B })],
  ['lists of other things', json({ conversation: { id: A, participants: [{ id: B }], tags: [{ id: B }] } })],
])('an id is named by %s', (_what, body) => {
  expect(likelyIn({ responseBody: body, responseMimeType: 'text/plain' })).toEqual(['A null']);
});

it.each([
  ['a filter', `/rest/v1/conversations?select=*&id=eq.${A}`],
  ['a list in a filter', `/rest/v1/conversations?id=in.(${A})`],
  ['a condition', `/rest/v1/items?or=(conversation_id.eq.${A})`],
  ['a filter beside a name', `/rest/v1/messages?id=eq.${B}&conversation_id=eq.${A}`],
  ['the key of an entity', `/odata/Conversations(${A})/Messages(${B})`],
  ['the route of one without hyphens', `/chat/${A.replaceAll('-', '')}?hash=${B.replaceAll('-', '')}`],
  ['a segment before', `/conversations/all/${A}`],
  ['the route of an address that ends in a title', `/chat/a-good-meal-plan-${A}`],
  ['the procedure with its input', `/trpc/thread.get?input=${encodeURIComponent(json({ 0: { json: { id: A } } }))}`],
])('an id in an address is named by %s', (_what, path) => {
  expect(likelyIn({ url: `https://app.test${path}`, responseBody: null })).toEqual(['A null']);
});

it('an address names no other', () => {
  for (const path of [`/users?id=${A}`, `/chat/message-${A}`, `/messages?id=eq.${A}`, `/odata/Users(id=${A})`])
    expect(likelyIn({ url: `https://app.test${path}`, responseBody: null }), path).toEqual([]);
});

it("a name that ends in `name` is a title where it is a conversation's, and so is one in several languages", () => {
  const conversations = [
    { conversation_id: A, user_name: 'Bob', conversation_name: 'Trip' },
    { id: B, title: { en: 'Bread', de: 'Brot' } },
  ];
  expect(likelyIn({ responseBody: json({ conversations }) })).toEqual(['A Trip', 'B Bread']);
});

it('the endpoint names no object that says that it is something else', () => {
  const at = (url: string, value: unknown) => likelyIn({ url, responseBody: json(value) });
  expect(at('https://app.test/chat', { type: 'message', id: B })).toEqual([]);
  expect(at('https://app.test/chat', { id: A })).toEqual(['A null']);
});
