import { assert, array, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../../src/core/slices.ts';
import { readTranscript } from '../../../../../src/core/transcript/read-transcript.ts';

/** `role or name: text` of each message; the problem where there are none. */
function said(source: string): string[] | string {
  const reading = finish(readTranscript(source));
  if (!reading.ok) return reading.problem.kind;
  return reading.preview.messages.map(({ role, speaker, text }) => `${speaker ?? role}: ${text}`);
}

function preview(source: string) {
  const reading = finish(readTranscript(source));
  if (!reading.ok) throw new Error(reading.problem.kind);
  return reading.preview;
}

describe('a table of messages', () => {
  const TWO = ['user: Hi, how are you?', 'assistant: Fine'];

  it.each([
    ['commas', 'role,content\nuser,"Hi, how are you?"\nassistant,Fine\n'],
    ['semicolons', 'role;content\r\nuser;Hi, how are you?\r\nassistant;Fine\r\n'],
    ['tabs', 'role\tcontent\nuser\tHi, how are you?\nassistant\tFine'],
    ['a byte order mark and quoted headings', '\uFEFF"Role","Content"\n"user","Hi, how are you?"\n"assistant","Fine"'],
    ["Excel's line", 'sep=;\nRole;Message text\nuser;Hi, how are you?\nassistant;Fine'],
    ['other words', 'Sender,Message\nUser,"Hi, how are you?"\nAssistant,Fine'],
    ['camel case', 'messageId,senderRole,messageText\n1,user,"Hi, how are you?"\n2,assistant,Fine'],
    ['German', 'Datum;Rolle;Inhalt\n01.02.2026 10:00;Nutzer;Hi, how are you?\n01.02.2026 10:01;Assistent;Fine'],
    ['Spanish', 'rol,mensaje\nusuario,"Hi, how are you?"\nasistente,Fine'],
    ['Japanese', '役割,内容\nユーザー,"Hi, how are you?"\nアシスタント,Fine'],
    ['no headings', 'user,"Hi, how are you?"\nassistant,Fine\n'],
    ['no headings, and times', '2026-02-01T10:00:00Z,user,"Hi, how are you?"\n2026-02-01T10:01:00Z,assistant,Fine'],
    ['question and answer', 'id,prompt,response\n7,"Hi, how are you?",Fine'],
    ['a column for each', 'user,assistant\n"Hi, how are you?",Fine'],
    ['a text that is not quoted', 'role,content\nuser,Hi, how are you?\nassistant,Fine'],
    ['old line ends', 'role,content\ruser,"Hi, how are you?"\rassistant,Fine\r'],
    ['empty lines', 'role,content\n\nuser,"Hi, how are you?"\n,\nassistant,Fine\n\n'],
  ])('is read with %s', (_name, source) => {
    expect(said(source)).toEqual(TWO);
    expect(preview(source).form).toBe('table');
  });

  it('keeps line breaks, quotes and delimiters of a quoted cell', () => {
    expect(said('role,content\nuser,"One\n\n""two"", three;\nrole,content"\nassistant,"a ""b"""')).toEqual([
      'user: One\n\n"two", three;\nrole,content',
      'assistant: a "b"',
    ]);
  });

  it('keeps a quote that begins what was said', () => {
    expect(said('role;content\nuser;"Yes" he said; really\nassistant;12" pipe')).toEqual([
      'user: "Yes" he said; really',
      'assistant: 12" pipe',
    ]);
  });

  it('reads names, times and ids', () => {
    const { messages, from, to } = preview(
      'Message ID,Sent at,From,Text\nm1,2026-02-01 10:00:00,Ann,Hi\nm2,2026-02-01 10:01:00,Ben,Hello\n',
    );
    expect(messages).toMatchObject([
      { id: 'm1', speaker: 'Ann', text: 'Hi', at: Date.UTC(2026, 1, 1, 10) },
      { id: 'm2', speaker: 'Ben', text: 'Hello' },
    ]);
    expect([from, to]).toEqual([Date.UTC(2026, 1, 1, 10), Date.UTC(2026, 1, 1, 10, 1)]);
  });

  it('reads a day and a time in two columns, day first where a day tells', () => {
    const { from } = preview('Date,Time,Author,Message\n3/4/2026,10:00,Ann,Hi\n13/4/2026,11:00,Ben,Hello');
    expect(from).toBe(new Date(2026, 3, 3, 10).getTime());
  });

  it('leaves instructions out, and says where', () => {
    const { leftOut, messages } = preview('role,content\nsystem,"Be\nnice"\nuser,Hi\nassistant,');
    expect(messages).toHaveLength(1);
    expect(leftOut).toEqual([
      { reason: 'instructions', count: 1, line: 2, path: null },
      { reason: 'empty', count: 1, line: 5, path: null },
    ]);
  });

  it('of several conversations reads one', () => {
    const [one, two] = ['0bfa587f-a85c-5cc3-a395-fe8e49851558', '1b7d4574-1968-5226-b0db-e10f394589a6'];
    const { messages, conversationId, leftOut } = preview(
      `conversation_id,role,content\n${one},user,Hi\n${two},user,Hello\n${one},assistant,Fine`,
    );
    expect(conversationId).toBe(one);
    expect(messages.map(({ text }) => text)).toEqual(['Hi', 'Fine']);
    expect(leftOut).toMatchObject([{ reason: 'other-conversation', count: 1 }]);
  });
});

it.each([
  ['User: Hello, how are you?\nAssistant: Fine, thanks.', ['user: Hello, how are you?', 'assistant: Fine, thanks.']],
  ['Ann: role, content\nBen: yes\nAnn: ok', ['Ann: role, content', 'Ben: yes', 'Ann: ok']],
  ['name,age\nAnn,7\nBen,8', 'no-names'],
  ['role,content', 'no-names'],
  ['Dear all,\nthe message, from me', 'no-names'],
])('what is no table is none: %j', (source, expected) => {
  expect(said(source)).toEqual(expected);
});

it('any text is read, and a table of any texts gives them back', () => {
  const cell = string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== '' && !text.includes('\0'));
  assert(
    property(array(cell, { minLength: 1, maxLength: 5 }), constantFrom(',', ';', '\t'), (texts, delimiter) => {
      const rows = texts.map((text) => `user${delimiter}"${text.replaceAll('"', '""')}"`);
      const source = [`role${delimiter}content`, ...rows].join('\r\n');
      expect(preview(source).messages.map(({ text }) => text)).toEqual(texts.map((text) => text.trim()));
    }),
  );
  assert(
    property(array(constantFrom('role', 'content', ',', ';', '"', '\n', 'user', 'x', '\r', 'sep=;')), (parts) => {
      expect(() => finish(readTranscript(parts.join('')))).not.toThrow();
    }),
  );
});
