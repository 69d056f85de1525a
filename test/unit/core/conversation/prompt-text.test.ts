import { describe, expect, it } from 'vitest';
import type { RecentMessage } from '../../../../src/core/conversation/conversation.ts';
import { splitPrompt } from '../../../../src/core/conversation/prompt-text.ts';

const SUMMARY =
  '## Facts\n- The studio is on the third floor.\n- The budget is 18,400 €; ok so far.\n\n## Kept verbatim\n- user: Yes.';
const say = (content: string, role = 'user'): RecentMessage => ({ role, content, timestamp: null, messageId: null });
const MESSAGES = [
  say('Could we start with the north wall next week?'),
  say('Yes, if the primer is here by Monday.', 'assistant'),
  say('ok'),
];
const lines = (messages: readonly RecentMessage[]) => messages.map(({ role, content }) => `${role}: ${content}`);
const recent = `## Recent messages\n${lines(MESSAGES).join('\n')}`;

function split(text: string, messages = MESSAGES, changes: { hasSummary?: boolean; counted?: number | null } = {}) {
  const { pieces, missing } = splitPrompt(text, messages, { hasSummary: true, counted: null, ...changes });
  expect(pieces.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
  const from = (source: string) =>
    pieces
      .filter((piece) => piece.from === source)
      .map(({ start, end }) => text.slice(start, end))
      .join('');
  const held = pieces.filter(({ message }) => message !== null);
  return {
    summary: from('summary').trim(),
    recent: from('recent').trim(),
    held: held.map(({ message }) => message),
    cut: held.filter(({ isCut }) => isCut).length,
    missing,
  };
}

describe('a context', () => {
  it('is the summary, then the recent messages with their heading', () =>
    expect(split(`${SUMMARY}\n\n${recent}`)).toEqual({
      summary: SUMMARY,
      recent,
      held: [0, 1, 2],
      cut: 0,
      missing: [],
    }));

  it('[T24] may hold the text alone of a message that has an image or a call beside it', () => {
    const picture = {
      ...say('What is in this picture of my room?\n[image]'),
      spoken: 'What is in this picture of my room?',
    };
    const call = {
      ...say('I will look that up for you.\nfind({"a":1})', 'assistant'),
      spoken: 'I will look that up for you.',
    };
    const text = `${SUMMARY}\n\nuser: ${picture.spoken}\nassistant: ${call.spoken}`;
    expect(split(text, [picture, call])).toMatchObject({ summary: SUMMARY, held: [0, 1], missing: [] });
  });

  it('may be the summary alone: no word of it is taken for a message', () => {
    expect(split(SUMMARY)).toMatchObject({ summary: SUMMARY, recent: '', missing: [0, 1, 2] });
    expect(split(SUMMARY, [say('ok'), say('Facts')])).toMatchObject({ summary: SUMMARY, missing: [0, 1] });
  });

  it('may lack some messages, also one whose words the summary has', () => {
    const text = `${SUMMARY}\n\n## Recent messages\n${lines(MESSAGES.slice(0, 2)).join('\n')}`;
    expect(split(text, [...MESSAGES.slice(0, 2), say('Yes.')])).toMatchObject({ held: [0, 1], missing: [2] });
    expect(split(text, [say('Yes.'), ...MESSAGES.slice(0, 2)])).toMatchObject({ held: [1, 2], missing: [0] });
    expect(split(text, [MESSAGES[0] as RecentMessage, say('A new one that is nowhere.'), MESSAGES[1] as RecentMessage]))
      // The one between is missing, the others are not.
      .toMatchObject({ summary: SUMMARY, held: [0, 2], missing: [1] });
  });

  it('is all messages before a first compaction', () =>
    expect(split(`Conversation so far:\n${lines(MESSAGES).join('\n')}`, MESSAGES, { hasSummary: false })).toMatchObject(
      {
        summary: '',
        held: [0, 1, 2],
        missing: [],
      },
    ));

  it('may hold more messages than are listed', () => {
    const all = lines([say('An earlier one.'), say('Its reply.', 'assistant'), ...MESSAGES]).join('\n');
    const text = `${SUMMARY}\n\n## Recent messages\n${all}`;
    expect(split(text, MESSAGES, { counted: 5 })).toMatchObject({
      summary: SUMMARY,
      recent: `## Recent messages\n${all}`,
    });
  });

  it('may be empty', () => expect(split('')).toMatchObject({ summary: '', recent: '', missing: [0, 1, 2] }));
});

describe('a message is found', () => {
  const found = (text: string, messages: RecentMessage[]) => {
    const { held, missing, summary } = split(`${SUMMARY}\n\n${text}`, messages);
    return { held: held.length, missing: missing.length, summary };
  };
  const one = { held: 1, missing: 0, summary: SUMMARY };
  const content = 'The "primer"\nis here:\n\n  30 € <b>, für & wider.';

  it('with other blanks', () =>
    expect(found(`user:   The "primer" is here: 30 €\n<b>, für & wider.`, [say(content)])).toEqual(one));
  it('as JSON', () => {
    const json = `${JSON.stringify({ recent_messages: [{ role: 'user', content }] }, null, 1)}`;
    expect(found(json, [say(content)])).toMatchObject({ held: 1, missing: 0 });
    const ascii = json.replaceAll('€', '\\u20ac').replaceAll('ü', '\\u00fc');
    expect(found(ascii, [say(content)])).toMatchObject({ held: 1, missing: 0 });
  });
  it('in markup', () =>
    expect(
      found(
        '<recent>\n<message role="user">The "primer" is here: 30 € &lt;b&gt;, für &amp; wider.</message>\n</recent>',
        [say(content)],
      ),
    ).toEqual(one));
  it('cut short', () => {
    const long = 'This message goes on and on. '.repeat(40);
    expect(split(`${SUMMARY}\n\nuser: ${long.slice(0, 300)}…`, [say(long)])).toMatchObject({ held: [0], cut: 1 });
    expect(split(`${SUMMARY}\n\nuser: ${long.slice(0, 300)} and other words`, [say(long)])).toMatchObject({
      missing: [0],
    });
  });
  it('behind other names and times', () => {
    for (const line of ['[2025-11-20 11:42] Joanna: ok', '- **User**: ok', '> ok', 'Human: ok', '"content": "ok"'])
      expect(found(`## Recent\n${line}`, [say('ok')])).toEqual(one);
  });
  it('with the newest first', () =>
    expect(split(`${SUMMARY}\n\n${lines([...MESSAGES].reverse()).join('\n')}`)).toMatchObject({ missing: [] }));
  it('each as often as it was said', () => {
    const thrice = [say('ok'), say('ok'), say('ok')];
    expect(split(`${SUMMARY}\n\n${lines(thrice.slice(1)).join('\n')}`, thrice)).toMatchObject({
      summary: SUMMARY,
      held: [1, 2],
      missing: [0],
    });
  });
  it('when it holds nothing to look for', () => expect(split(SUMMARY, [say(' \n')])).toMatchObject({ missing: [] }));
});

it('takes a moment for thousands of messages, in the text or not', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => say(`This is message number ${at} of a long conversation.`));
  const started = performance.now();
  expect(split(`${SUMMARY}\n\n${lines(many).join('\n')}`, many).missing).toHaveLength(0);
  expect(split(SUMMARY.repeat(100), many).missing).toHaveLength(10_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});
