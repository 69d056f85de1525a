import { array, assert, constantFrom, property } from 'fast-check';
import { expect, it } from 'vitest';
import { finish } from '../../../../../src/core/slices.ts';
import { readTranscript } from '../../../../../src/core/transcript/read-transcript.ts';

const ID = '0bfa587f-a85c-5cc3-a395-fe8e49851558';

function preview(source: string) {
  const reading = finish(readTranscript(source));
  if (!reading.ok) throw new Error(reading.problem.kind);
  return reading.preview;
}
const said = (source: string) =>
  preview(source).messages.map(({ role, speaker, text }) => `${speaker ?? role}: ${text}`);

it.each([
  ['plain', '- role: user\n  content: Hi\n- role: assistant\n  content: Hello there'],
  [
    'below a key, indented',
    'title: x\nmessages:\n  - role: user\n    content: Hi\n  - role: assistant\n    content: Hello there\nend: 1\n',
  ],
  ['quoted', '- role: "user"\n  content: \'Hi\'\n- "role": assistant\n  "content": "Hello there" # greeting'],
  ['the text first', '---\n- content: Hi\n  role: user\n\n- content: Hello\n    there\n  role: assistant # model\n'],
  ['carriage returns', '- role: user\r\n  content: Hi\r\n- role: assistant\r\n  content: Hello there\r\n'],
  [
    'other keys',
    '- id: 1\n  role: user\n  content: Hi\n  meta:\n    role: none\n- role: assistant\n  content: >-\n    Hello\n    there\n',
  ],
])('a list of messages in YAML is read: %s', (_name, source) => {
  expect(said(source)).toEqual(['user: Hi', 'assistant: Hello there']);
});

it('block texts keep their lines, and dashes and keys in them', () => {
  const source =
    '- role: user\n  content: |\n    A list:\n\n    - role: none\n      content: none\n- role: assistant\n  content: "a \\"b\\"\\nc"\n';
  expect(said(source)).toEqual(['user: A list:\n\n- role: none\n  content: none', 'assistant: a "b"\nc']);
});

it('folded texts are one line for each paragraph', () => {
  expect(said("- speaker: Ann\n  text: >\n    One\n    two\n\n    three\n- speaker: Ben\n  text: 'it''s'")).toEqual([
    'Ann: One two\nthree',
    "Ben: it's",
  ]);
});

it('the conversation, times and ids are read', () => {
  const { conversationId, messages } = preview(
    `conversation_id: ${ID}\nmessages:\n- id: m1\n  role: user\n  content: Hi\n  timestamp: 2026-02-01T10:00:00Z\n`,
  );
  expect(conversationId).toBe(ID);
  expect(messages).toMatchObject([{ id: 'm1', at: Date.UTC(2026, 1, 1, 10) }]);
});

it('a list of other things is no such list', () => {
  expect(said('User: I need\n- name: x\n- y: z\nAssistant: ok')).toEqual([
    'user: I need\n- name: x\n- y: z',
    'assistant: ok',
  ]);
});

it('no text of such parts throws', () => {
  const part = constantFrom(
    '- role: user',
    '\n',
    '  content: ',
    '|',
    '>',
    '"',
    "'",
    '\\',
    ' ',
    '#',
    '- ',
    'x',
    'text:',
  );
  assert(property(array(part), (parts) => void finish(readTranscript(parts.join('')))));
});
