/** Conversations as chats, meetings and APIs give them away. */
import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../../src/core/conversation/conversation.ts';
import { finish } from '../../../../../src/core/slices.ts';
import { readTranscript } from '../../../../../src/core/transcript/read-transcript.ts';

const json = JSON.stringify;
const A = '0bfa587f-a85c-5cc3-a395-fe8e49851558' as ConversationId;
const B = '5537b6c6-fb4a-53c3-aac3-6676d812a800' as ConversationId;

function said(text: string, wanted: ConversationId | null = null): string[] {
  const reading = finish(readTranscript(text, wanted));
  if (!reading.ok) throw new Error(reading.problem.kind);
  return reading.preview.messages.map(({ role, speaker, text: words }) => `${speaker ?? role}: ${words}`);
}

describe('exports in JSON', () => {
  it.each<[name: string, data: unknown]>([
    [
      'of Slack',
      [
        { type: 'message', user: 'U1', text: 'Hi', ts: '1714557600.0001', user_profile: { real_name: 'Ann' } },
        { type: 'message', user: 'U2', text: 'Hello', ts: '1714557660.0001', user_profile: { real_name: 'Ben' } },
      ],
    ],
    [
      'of Discord',
      {
        messages: [
          { id: '1', timestamp: '2024-05-01T10:00:00+00:00', content: 'Hi', author: { id: '9', name: 'Ann' } },
          { id: '2', timestamp: '2024-05-01T10:01:00+00:00', content: 'Hello', author: { id: '8', name: 'Ben' } },
        ],
      },
    ],
  ])('%s', (_name, data) => expect(said(json(data))).toEqual(['Ann: Hi', 'Ben: Hello']));

  it.each<[name: string, data: unknown]>([
    [
      'of ShareGPT',
      {
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello' },
        ],
      },
    ],
    [
      'of AI Studio',
      {
        chunkedPrompt: {
          chunks: [
            { text: 'Hi', role: 'user' },
            { text: 'Hello', role: 'model' },
          ],
        },
      },
    ],
    [
      'of Rasa',
      {
        events: [
          { event: 'action', name: 'x' },
          { event: 'user', text: 'Hi' },
          { event: 'bot', text: 'Hello' },
        ],
      },
    ],
    [
      'of Cohere',
      {
        chat_history: [
          { role: 'USER', message: 'Hi' },
          { role: 'CHATBOT', message: 'Hello' },
        ],
      },
    ],
    [
      'of a thread, the newest first',
      {
        object: 'list',
        data: [
          { role: 'assistant', created_at: 1_714_557_660, content: [{ type: 'text', text: { value: 'Hello' } }] },
          { role: 'user', created_at: 1_714_557_600, content: [{ type: 'text', text: { value: 'Hi' } }] },
        ],
      },
    ],
    [
      'of spoken words',
      {
        items: [
          { type: 'message', role: 'user', content: [{ type: 'input_audio', transcript: 'Hi' }] },
          { type: 'message', role: 'assistant', content: [{ type: 'audio', transcript: 'Hello' }] },
        ],
      },
    ],
  ])('%s', (_name, data) => expect(said(json(data))).toEqual(['user: Hi', 'assistant: Hello']));

  it('of several conversations are not mixed', () => {
    const chat = (uuid: string, text: string) => ({
      uuid,
      name: 'Trip',
      chat_messages: [{ uuid: '1', text, sender: 'human' }],
    });
    const all = json([chat(A, 'Of the first'), chat(B, 'Of the second')]);
    expect(said(all)).toEqual(['user: Of the first']);
    expect(said(all, B)).toEqual(['user: Of the second']);
  });

  it('of anything else are none', () => {
    const people = { data: [{ name: 'Ann', role: 'user', email: 'a@x.test' }], items: [{ title: 'x', text: 'y' }] };
    expect(finish(readTranscript(json(people)))).toMatchObject({ ok: false, problem: { kind: 'no-messages' } });
  });
});

describe('exports in lines', () => {
  it.each([
    [
      'subtitles',
      'WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Ann>Hi</v>\n\n00:00:05.000 --> 00:00:06.000\n<v Ben>Hello</v>\n',
    ],
    [
      'numbered subtitles',
      '1\n00:00:01,000 --> 00:00:04,000\nAnn: Hi\n\n2\r\n00:00:05,000 --> 00:00:06,000\nBen: Hello\n',
    ],
    ['a meeting', 'Ann   0:03\nHi\n\nBen   0:07\nHello\n'],
    ['a chat with the times after the names', 'Ann 2024-05-01 10:00:00\nHi\n\nBen 2024-05-01 10:01:00\nHello\n'],
    ["a meeting's chat", '10:02:13 From Ann to Everyone:\n\tHi\n10:02:20 From Ben to Everyone:\n\tHello\n'],
    ['a log', '[10:00] <Ann> Hi\n[10:01] <Ben> Hello\n'],
    ['bold names with times', '**Ann** (10:00): Hi\n**Ben** (10:01): Hello\n'],
  ])('of %s', (_name, text) => expect(said(text)).toEqual(['Ann: Hi', 'Ben: Hello']));

  it('a time at the end of what was said begins nothing', () => {
    expect(said('User: When?\nMeet at 10:00\nAssistant: Fine')).toEqual([
      'user: When?\nMeet at 10:00',
      'assistant: Fine',
    ]);
  });
});
