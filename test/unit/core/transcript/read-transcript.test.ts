import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { finish } from '../../../../src/core/slices.ts';
import { readTranscript, type TranscriptPreview } from '../../../../src/core/transcript/read-transcript.ts';
import { ANSWERED, ASKED, CONVERSATION, idIn, saidIn, THANKED } from '../../../support/transcripts/exchange.ts';
import { SAMPLES } from '../../../support/transcripts/forms.ts';
import { archives, readArchive } from '../../../support/transcripts/archives.ts';

function read(text: string, wanted?: string) {
  return finish(readTranscript(text, (wanted as ConversationId | undefined) ?? null));
}

function preview(text: string, wanted?: string): TranscriptPreview {
  const reading = read(text, wanted);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.preview;
}

function problem(text: string) {
  const reading = read(text);
  return reading.ok ? null : reading.problem;
}

const said = ({ messages }: TranscriptPreview) => messages.map(({ role, text }) => ({ role, text }));
const leftOut = ({ leftOut }: TranscriptPreview) =>
  Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count]));

describe.each(SAMPLES)('$name', (sample) => {
  it.each([
    ['in one line', JSON.stringify(sample.data)],
    ['indented', JSON.stringify(sample.data, null, 2)],
    ['of Windows', `\uFEFF${JSON.stringify(sample.data, null, 2).replaceAll('\n', '\r\n')}\r\n`],
  ])('is read (%s)', (_, text) => {
    const read = preview(text);
    expect(read.form).toBe(sample.form);
    expect(said(read)).toEqual(saidIn(sample));
    expect(read.conversationId).toBe(idIn(sample));
    expect(leftOut(read)).toEqual(sample.leftOut ?? {});
    expect(new Set(read.messages.map(({ id }) => id)).size).toBe(read.messages.length);
  });

  it('is refused when half of it is missing', () => {
    const text = JSON.stringify(sample.data);
    expect(problem(text.slice(0, text.length / 2))).toMatchObject({ kind: 'cut-off', line: 1 });
  });
});

describe('JSON Lines', () => {
  const lines = (data: unknown[]) => data.map((each) => JSON.stringify(each)).join('\n');
  const exchange = [
    { conversation_id: CONVERSATION, role: 'user', content: ASKED },
    { conversation_id: CONVERSATION, role: 'assistant', content: ANSWERED },
  ];

  it('are a message each, or a request each', () => {
    expect(said(preview(lines(exchange)))).toEqual(
      saidIn({
        said: [
          ['user', ASKED],
          ['assistant', ANSWERED],
        ],
      } as never),
    );
    const requests = [1, 2].map((count) => ({
      model: 'm',
      conversation_id: CONVERSATION,
      messages: exchange.slice(0, count),
    }));
    expect(preview(lines(requests)).messages).toHaveLength(2);
  });

  it('may have a bad line, which is named', () => {
    const text = `${lines(exchange)}\r\n\r\n{"role":"user","content":"cut o\r\n${JSON.stringify({ role: 'user', content: THANKED })}`;
    const read = preview(text);
    expect(read.messages).toHaveLength(3);
    expect(read.leftOut).toEqual([{ reason: 'bad-line', count: 1, line: 4, path: null }]);
  });

  it('name the line of what was left out', () => {
    const read = preview(lines([...exchange, { note: 'nothing' }]));
    expect(read.leftOut).toEqual([{ reason: 'not-a-message', count: 1, line: 3, path: null }]);
  });
});

describe('several conversations in one file', () => {
  const other = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
  const text = JSON.stringify(
    [CONVERSATION, other].map((id, at) => ({
      conversation_id: id,
      model: 'm',
      messages: [{ role: 'user', content: `${at}` }],
    })),
  );

  it('are not mixed: the one that is wanted is read, else the first', () => {
    expect(preview(text).conversationId).toBe(CONVERSATION);
    expect(said(preview(text, other))).toEqual([{ role: 'user', text: '1' }]);
    expect(leftOut(preview(text, other))).toEqual({ 'other-conversation': 1 });
  });
});

describe('lines of text', () => {
  const both = [
    { role: 'user', text: ASKED },
    { role: 'assistant', text: ANSWERED },
  ];

  it.each([
    ['roles', `User: ${ASKED}\nAssistant: ${ANSWERED}`],
    ['bold roles', `**User:** ${ASKED}\n\n**Assistant:** ${ANSWERED}`],
    ['bold roles, the colon outside', `**You**: ${ASKED}\n\n**ChatGPT**: ${ANSWERED}`],
    ['headings', `# Chat\n\n## User\n${ASKED}\n\n## Assistant\n${ANSWERED}`],
    ['the product’s names', `You: ${ASKED}\nClaude: ${ANSWERED}`],
    ['German roles', `Nutzer: ${ASKED}\nAssistent: ${ANSWERED}`],
    ['Spanish roles', `Usuario: ${ASKED}\nAsistente: ${ANSWERED}`],
    ['Japanese roles', `ユーザー：${ASKED}\nアシスタント：${ANSWERED}`],
    ['Windows', `\uFEFFuser: ${ASKED}\r\n\r\nassistant: ${ANSWERED}\r\n`],
  ])('with %s', (_, text) => {
    const read = preview(text);
    expect(read.form).toBe('lines');
    expect(said(read)).toEqual(both);
  });

  it('keep the names of people, and what they say over several lines', () => {
    const read = preview('Joanna: Hi!\nTwo things:\nNote: bring the keys\n\nNate: ok\nJoanna: Thanks');
    expect(read.messages.map(({ speaker, role, text }) => [speaker, role, text])).toEqual([
      ['Joanna', 'unknown', 'Hi!\nTwo things:\nNote: bring the keys'],
      ['Nate', 'unknown', 'ok'],
      ['Joanna', 'unknown', 'Thanks'],
    ]);
    expect(read.roles).toEqual([
      { role: 'Joanna', count: 2 },
      { role: 'Nate', count: 1 },
    ]);
  });

  it('have times, as chats are exported', () => {
    const text = [
      '[31/12/2023, 22:15:07] Messages and calls are end-to-end encrypted.',
      '[31/12/2023, 22:15:07] Ann: Are you there?',
      '[31/12/2023, 22:16:01] Ben: Yes',
      'one moment',
      '[01/01/2024, 00:01:00] Ann: Happy New Year',
    ].join('\n');
    const read = preview(text);
    expect(read.messages.map(({ speaker, text: line }) => [speaker, line])).toEqual([
      ['Ann', 'Are you there?'],
      ['Ben', 'Yes\none moment'],
      ['Ann', 'Happy New Year'],
    ]);
    expect(read.from).toBe(new Date(2023, 11, 31, 22, 15, 7).getTime());
    expect(read.to).toBe(new Date(2024, 0, 1, 0, 1, 0).getTime());
    expect(leftOut(read)).toEqual({ nobody: 1 });
  });

  it.each([
    ['12/31/23, 10:15 PM - Ann: x\n12/31/23, 10:16 PM - Ben: y', new Date(2023, 11, 31, 22, 15).getTime()],
    ['2024-05-01 10:00 Ann: x\n2024-05-01 10:01 Ben: y', new Date(2024, 4, 1, 10, 0).getTime()],
    ['01.05.2024, 10:00 - Ann: x\n01.05.2024, 10:01 - Ben: y', new Date(2024, 4, 1, 10, 0).getTime()],
    ['[10:00] Ann: x\n[10:01] Ben: y', null],
  ])('are dated in %s', (text, from) => {
    const read = preview(text);
    expect(read.messages.map(({ speaker }) => speaker)).toEqual(['Ann', 'Ben']);
    expect(read.from).toBe(from);
  });

  it('leave out instructions, and what stands before the first name', () => {
    const read = preview(`Exported on Monday\n\nSystem: Be brief.\nUser: ${ASKED}\nAssistant: ${ANSWERED}`);
    expect(said(read)).toEqual(both);
    expect(leftOut(read)).toEqual({ nobody: 1, instructions: 1 });
  });
});

describe('what is wrong', () => {
  it.each([
    ['', { kind: 'empty', line: null, path: null }],
    [' \r\n\uFEFF', { kind: 'no-names', line: null, path: null }],
    ['PK\u0003\u0004\u0000\u0000', { kind: 'not-text', line: null, path: null }],
    ['Just some words that nobody says.', { kind: 'no-names', line: null, path: null }],
    ['{"items":[1,2,3]}', { kind: 'no-messages', line: null, path: null }],
    ['[]', { kind: 'no-messages', line: null, path: null }],
    ['{"messages":[{"role":"system","content":"x"}]}', { kind: 'nothing-said', line: null, path: null }],
    ['{\n "messages": [\n  {"role": user}\n ]\n}', { kind: 'not-json', line: 3, path: '$.messages[0].role' }],
    ['{"messages":[{"role":"user","content":"a"}]} and more', { kind: 'not-json', line: 1, path: '$' }],
    [`${'['.repeat(100_000)}`, { kind: 'too-deep', line: 1 }],
  ])('in %j', (text, expected) => {
    expect(problem(text)).toMatchObject(expected);
  });
});

describe('hostile data', () => {
  it('with one id for all, or the same message again and again', () => {
    const one = { id: 'm', role: 'user', content: 'a' };
    expect(preview(JSON.stringify([one, one, one])).messages).toHaveLength(1);
    expect(leftOut(preview(JSON.stringify([one, one, one])))).toEqual({ duplicate: 2 });
    const numbered = ['a', 'b', 'c'].map((content) => ({ ...one, content }));
    expect(preview(JSON.stringify(numbered)).messages).toHaveLength(3);
  });

  it('with content nested deeper than the stack', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const text = `[{"role":"user","content":[${deep}]},{"role":"user","content":"ok"}]`;
    expect(said(preview(text))).toContainEqual({ role: 'user', text: 'ok' });
  });

  it('with names that objects have already', () => {
    expect(problem('{"__proto__":{"messages":[{"role":"user","content":"x"}]}}')).toMatchObject({
      kind: 'no-messages',
    });
    expect(preview('[{"role":"__proto__","content":"x"},{"role":"toString","content":"y"}]').roles).toHaveLength(2);
  });
});

describe.skipIf(archives.length === 0)('the archives of real conversations', () => {
  it.each(archives)('%s is read whole', (name) => {
    const text = readArchive(name);
    const { messages, conversation_id: id } = JSON.parse(text) as {
      messages: { content: string }[];
      conversation_id: string;
    };
    const read = preview(text);
    expect(read.form).toBe('archive');
    expect(read.conversationId).toBe(id);
    expect(read.messages.length + read.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(messages.length);
    expect(read.messages.every(({ speaker, at }) => speaker !== null && at !== null)).toBe(true);
  });
});
