import { describe, expect, it } from 'vitest';
import { statementsOf, type Statement, type StatementKind } from '../../../../src/core/conversation/statements.ts';
import { sentencesOf, type Sentence } from '../../../../src/core/words/sentences.ts';
import { decodeSummary } from '../../../../src/synap/decode/decode-summary.ts';

function read(raw: Record<string, unknown>, source = JSON.stringify(raw)): Statement[] {
  const summary = decodeSummary(JSON.parse(source), source);
  if (!summary.ok) throw new Error('not a summary');
  return statementsOf(summary.value);
}
const brief = ({ kind, number, path, text }: Statement): string =>
  `${kind satisfies StatementKind} ${number} ${path}: ${text}`;

describe('statements of a summary', () => {
  it('are its facts, decisions, preferences and the leaves of its state', () => {
    const raw = {
      facts: ['Beta on 14 October', { text: 'Priya owns sync', confidence: 0.9, source: 'm7' }],
      decisions: [{ content: 'Use Kotlin' }],
      preferences: ['No emoji'],
    };
    const state =
      '{"phase":"beta","team":[{"name":"Priya"}],"limit":19.90,"odd key":true,"none":null,"empty":[],"id":12345678901234567890}';
    const source = `${JSON.stringify(raw).slice(0, -1)},"current_state":${state}}`;
    expect(read(raw, source).map(brief)).toEqual([
      'fact 1 : Beta on 14 October',
      'fact 2 : Priya owns sync',
      'decision 1 : Use Kotlin',
      'preference 1 : No emoji',
      'state 0 phase: beta',
      'state 0 team[0].name: Priya',
      'state 0 limit: 19.90',
      'state 0 ["odd key"]: true',
      'state 0 id: 12345678901234567890',
    ]);
  });

  it('without any of them, are the sentences of its text', () => {
    const context = '# Summary\n- Dr. Okafor calls at 9 a.m. tomorrow. Bring the card!\n- Beta on 14 October.';
    expect(read({ formatted_context: context }).map(brief)).toEqual([
      'narrative 1 : Dr. Okafor calls at 9 a.m. tomorrow.',
      'narrative 2 : Bring the card!',
      'narrative 3 : Beta on 14 October.',
    ]);
  });

  it('end however deep the state is', () => {
    const deep = `${'[{"a":'.repeat(50_000)}1${'}]'.repeat(50_000)}`;
    expect(read({ facts: ['x'] }, `{"facts":["x"],"current_state":{"deep":${deep}}}`)).toHaveLength(2);
  });
});

describe('sentences', () => {
  it.each([
    ['Am 28. September um 11 Uhr. Herr Dr. Seibert kommt, z. B. Montag.', 2],
    ['El Sr. Ruiz abre el 15 de mayo. ¿Cuándo cierra?', 2],
    ['退職する予定で、上司には伝えた。面接は5月19日である。', 2],
    ['We meet at 9 a.m. Then we leave.', 2],
    ['1. First\n2) Second\n\n---\n* Third', 3],
    ['', 0],
    ['…', 0],
  ])('of %j', (text, count) => {
    const sentences: Sentence[] = sentencesOf(text);
    expect(sentences.map(({ start, end }) => text.slice(start, end))).toHaveLength(count);
  });
});
