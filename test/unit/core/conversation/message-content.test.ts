import { describe, expect, it, test } from 'vitest';
import { messageRole, messageText, spokenText } from '../../../../src/core/conversation/message-content.ts';

const PNG = `data:image/png;base64,${'iVBORw0KGgo'.repeat(100)}`;
const BYTES = 'iVBORw0KGgo'.repeat(100);

describe('[T24] the text of a message', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['a string', { content: 'Hi' }, 'Hi'],
    ['nothing', { content: null }, ''],
    ['an empty string', { content: '' }, ''],
    ['no parts', { content: [] }, ''],
    ['a number', { content: 7 }, '7'],
    ['strings', { content: ['a', 'b'] }, 'a\nb'],
    [
      'OpenAI: text and an image',
      {
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: PNG } },
        ],
      },
      'What is this?\n[image]',
    ],
    [
      'OpenAI: calls without content',
      {
        content: null,
        tool_calls: [{ id: 'c', type: 'function', function: { name: 'search_orders', arguments: '{"city":"Porto"}' } }],
      },
      'search_orders({"city":"Porto"})',
    ],
    ['OpenAI: the old call', { content: '', function_call: { name: 'now', arguments: '' } }, 'now()'],
    [
      'OpenAI: the parts of responses',
      {
        content: [
          { type: 'input_text', text: 'a' },
          { type: 'output_text', text: 'b' },
          { type: 'input_image', image_url: PNG },
          { type: 'input_file', filename: 'plan.pdf', file_data: BYTES },
          { type: 'refusal', refusal: 'No.' },
        ],
      },
      'a\nb\n[image]\n[file plan.pdf]\nNo.',
    ],
    ['OpenAI: sound', { content: [{ type: 'input_audio', input_audio: { data: BYTES, format: 'wav' } }] }, '[audio]'],
    [
      'Anthropic',
      {
        content: [
          { type: 'thinking', thinking: 'Look it up.' },
          { type: 'text', text: 'I look.' },
          { type: 'tool_use', id: 't', name: 'find', input: { city: 'Porto', picture: BYTES } },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: BYTES } },
          { type: 'document', title: 'plan', source: { data: BYTES } },
        ],
      },
      'Look it up.\nI look.\nfind({"city":"Porto","picture":"[data]"})\n[image]\n[document plan]',
    ],
    [
      'Anthropic: results',
      {
        content: [
          { type: 'tool_result', tool_use_id: 't', content: 'three' },
          {
            type: 'tool_result',
            content: [
              { type: 'text', text: 'four' },
              { type: 'image', source: { data: BYTES } },
            ],
          },
        ],
      },
      '→ three\n→ four\n[image]',
    ],
    [
      'Vercel AI: parts of the core',
      {
        content: [
          { type: 'tool-call', toolCallId: 'c', toolName: 'find', args: { city: 'Porto' } },
          { type: 'tool-result', toolCallId: 'c', toolName: 'find', output: { type: 'json', value: { orders: 3 } } },
          { type: 'file', data: BYTES, mediaType: 'image/png' },
        ],
      },
      'find({"city":"Porto"})\n→ {"orders":3}\n[image]',
    ],
    [
      'Vercel AI: parts of the interface',
      {
        parts: [
          { type: 'step-start' },
          { type: 'text', text: 'Hello' },
          { type: 'tool-find', input: { city: 'Porto' }, output: { orders: 3 } },
          { type: 'tool-invocation', toolInvocation: { toolName: 'find', args: { a: 1 }, result: 'ok' } },
          { type: 'file', mediaType: 'application/pdf', url: PNG, filename: 'a.pdf' },
        ],
      },
      'Hello\nfind({"city":"Porto"})\n→ {"orders":3}\nfind({"a":1})\n→ ok\n[file a.pdf]',
    ],
    [
      'LangChain',
      { type: 'ai', content: '', tool_calls: [{ name: 'find', args: { city: 'Porto' }, id: 'c', type: 'tool_call' }] },
      'find({"city":"Porto"})',
    ],
    [
      'LangChain with Anthropic: a call is named once',
      {
        content: [{ type: 'tool_use', name: 'find', input: { a: 1 } }],
        tool_calls: [{ name: 'find', args: { a: 1 } }],
      },
      'find({"a":1})',
    ],
    ['LangChain, stored', { type: 'human', data: { content: 'Hi' } }, 'Hi'],
    ['LangChain, serialised', { lc: 1, id: ['langchain', 'HumanMessage'], kwargs: { content: 'Hi' } }, 'Hi'],
    [
      'Gemini',
      {
        parts: [
          { text: 'a' },
          { inlineData: { mimeType: 'image/png', data: BYTES } },
          { functionCall: { name: 'f', args: { b: 1 } } },
          { functionResponse: { name: 'f', response: { c: 2 } } },
        ],
      },
      'a\n[image]\nf({"b":1})\n→ {"c":2}',
    ],
    [
      'Bedrock',
      {
        content: [
          { text: 'a' },
          { image: { format: 'png', source: { bytes: BYTES } } },
          { toolUse: { name: 'f', input: {} } },
        ],
      },
      'a\n[image]\nf({})',
    ],
    ['a part of a kind to come, with text', { content: [{ type: 'citation', text: 'a' }] }, 'a'],
    ['a part of a kind to come, without', { content: [{ type: 'map', at: [1, 2] }] }, '{"type":"map","at":[1,2]}'],
    ['a part to come with bytes', { content: [{ type: 'scan', bytes: BYTES }] }, '{"type":"scan","bytes":"[data]"}'],
  ])('%s', (_, message, text) => {
    expect(messageText(message)).toBe(text);
    expect(messageText(message)).not.toContain('iVBORw0KGgo');
  });

  it('ends, however deep the parts are nested', () => {
    let content: unknown = 'deep';
    for (let depth = 0; depth < 5000; depth += 1) content = [{ type: 'tool_result', content }];
    expect(messageText({ content })).toContain('…');
  });

  it('leaves text that a person wrote as it is', () => {
    const long = 'a'.repeat(5000);
    expect(messageText({ content: long })).toBe(long);
  });
});

test.each<[Record<string, unknown>, string | null]>([
  [{ role: 'user', type: 'message' }, 'user'],
  [{ type: 'human' }, 'user'],
  [{ type: 'ai' }, 'assistant'],
  [{ type: 'tool' }, 'tool'],
  [{ lc: 1, type: 'constructor', id: ['langchain', 'schema', 'AIMessage'] }, 'assistant'],
  [{ role: '' }, null],
  [{}, null],
])('the role of %j is %s', (message, role) => expect(messageRole(message)).toBe(role));

test.each<[Record<string, unknown>, string | null]>([
  [{ content: 'Hi' }, null],
  [{ content: [{ type: 'text', text: 'Hi' }] }, null],
  [{ content: null, tool_calls: [{ name: 'find' }] }, null],
  [
    {
      content: [
        { type: 'text', text: 'What is this?' },
        { type: 'image_url', image_url: {} },
      ],
    },
    'What is this?',
  ],
  [{ content: 'I look.', tool_calls: [{ name: 'find' }] }, 'I look.'],
  [{ parts: [{ text: 'a' }, { inlineData: { mimeType: 'image/png' } }, { text: 'b' }] }, 'a\nb'],
])('what is said in %j is %j', (message, spoken) => expect(spokenText(message)).toBe(spoken));
