import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../src/core/slices.ts';
import { trace, type Said } from '../../../../src/core/tracing/trace.ts';

const said = (...texts: string[]): Said[] => texts.map((text) => ({ text, speaker: null }));
const traced = (messages: readonly Said[], statements: readonly string[]) => finish(trace(messages, statements));
const firsts = (messages: readonly Said[], statements: readonly string[]) =>
  traced(messages, statements).statements.map(({ sources }) => sources[0]?.message);

const CHAT: Said[] = [
  { text: 'What do you do for a living?', speaker: 'Ben' },
  { text: "I'm a nurse at the children's ward.", speaker: 'Ada' },
  { text: 'Sounds hard! I plan a trip to Lisbon in June.', speaker: 'Ben' },
  { text: 'Lovely. How much is the flight?', speaker: 'Ada' },
  { text: 'It was 240 euros.', speaker: 'Ben' },
  { text: 'I was in Lisbon too, two years ago.', speaker: 'Ada' },
];

describe('the source of a statement', () => {
  it('is the message that says it, by whom the statement names', () => {
    expect(firsts(CHAT, ['Ada was in Lisbon', 'Ben is planning trips to Lisbon'])).toEqual([5, 2]);
  });

  it('is the answer, though the question has half of its words', () => {
    expect(firsts(CHAT, ['The flight costs 240 euros', 'Ada works as a nurse for a living'])).toEqual([4, 1]);
  });

  it.each([
    [
      'Do you need a fitter for the kitchen?',
      'Brightwell is the fitter.',
      'Brightwell was chosen as fitter for the kitchen',
    ],
    [
      'Soll ich einen Plan für das Fest schreiben?',
      'Ja, aber kurz und auf eine Seite.',
      'Der Plan für das Fest soll auf eine Seite passen',
    ],
    [
      'Shall we sing in the church or the hall in Ghent?',
      'In the church, without the organ.',
      'Ghent: the choir sings in the church, without organ',
    ],
  ])('is the short answer rather than what only asks: %j, %j', (question, answer, statement) => {
    expect(firsts(said(question, answer, 'Der Bus ist blau.'), [statement])).toEqual([1]);
  });

  it('may be a message that asks, too', () => {
    expect(firsts(said('I sold the old piano. Who wants the stool?', 'Not me.'), ['The old piano was sold'])).toEqual([
      0,
    ]);
  });

  it('is told to be missing where no message says it', () => {
    const { statements } = traced(CHAT, ['Ben sold his grandfather’s motorcycle yesterday', 'Ada is a nurse']);
    expect(statements.map(({ isSupported }) => isSupported)).toEqual([false, true]);
  });

  it('is another message for each of two statements that could be of one', () => {
    const messages = said('I paint.', 'The painting of the harbour is done.', 'The harbour was calm.', 'And the rest?');
    expect(firsts(messages, ['The harbour was calm', 'The harbour painting is done'])).toEqual([2, 1]);
  });

  it.each([
    ['Chinese', ['我们决定使用蓝色的标志', '会议改到星期五下午'], ['会议在星期五', '蓝色标志'], [1, 0]],
    ['Japanese', ['予算は百万円です', '来週は東京タワーへ行きます'], ['東京タワーに行く予定', '予算は百万円'], [1, 0]],
    ['Thai', ['ฉันชอบกินข้าวผัด', 'พรุ่งนี้จะไปเชียงใหม่'], ['ไปเชียงใหม่พรุ่งนี้'], [1]],
    ['Arabic', ['اشتريت سيارة جديدة', 'الاجتماع يوم الخميس'], ['الاجتماع الخميس'], [1]],
    ['German', ['Wir liefern am Freitag', 'Die Farben gefallen mir'], ['Lieferung bis Freitag'], [0]],
  ])('is found in %s', (_, messages, statements, expected) => {
    expect(firsts(said(...messages), statements)).toEqual(expected);
  });
});

const TEXTS = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom('Ada', 'Ben', 'paid', 'paying', '1,200', '東京', 'ไป', 'سيارة', '👩‍👧', 'the', 'naïve', '?'), {
      maxLength: 8,
    })
    .map((words) => words.join(' ')),
);
const MESSAGES = fc.array(fc.record({ text: TEXTS, speaker: fc.constantFrom(null, 'Ada', 'Ben Ali', '') }), {
  maxLength: 12,
});
const STATEMENTS = fc.array(TEXTS, { maxLength: 8 });

describe('every trace', () => {
  it('has an answer for each statement and message, between 0 and 1, best first', () => {
    fc.assert(
      fc.property(MESSAGES, STATEMENTS, (messages, statements) => {
        const { statements: found, kept, keptBy } = traced(messages, statements);
        expect([found.length, kept.length, keptBy.length]).toEqual([
          statements.length,
          messages.length,
          messages.length,
        ]);
        for (const { sources, support } of found) {
          const scores = sources.map(({ score }) => score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
          expect(support).toBe(scores[0] ?? 0);
          expect(sources.length).toBeLessThanOrEqual(3);
        }
        for (const share of [...kept, ...found.map(({ support }) => support)]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        for (const [message, by] of keptBy.entries()) {
          for (const at of by) expect(found[at]?.sources.map((source) => source.message)).toContain(message);
        }
      }),
    );
  });

  it('is permuted as its statements are', () => {
    fc.assert(
      fc.property(MESSAGES, STATEMENTS, fc.infiniteStream(fc.nat()), (messages, statements, order) => {
        const places = [...statements.keys()].map((at) => ({ at, by: order.next().value ?? 0 }));
        const permuted = places.toSorted((a, b) => a.by - b.by).map(({ at }) => at);
        const straight = traced(messages, statements);
        const other = traced(
          messages,
          permuted.map((at) => statements[at] ?? ''),
        );
        expect(other.statements).toEqual(permuted.map((at) => straight.statements[at]));
        expect(other.kept).toEqual(straight.kept);
      }),
    );
  });

  it('finds a copy first', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 2, maxLength: 12 });
    const texts = fc.uniqueArray(
      words.map((all) => all.join(' ')),
      { minLength: 2, maxLength: 10 },
    );
    fc.assert(
      fc.property(texts, fc.nat(), (messages, pick) => {
        const copy = messages[pick % messages.length] ?? '';
        const first = firsts(said(...messages), [copy])[0];
        expect(` ${messages[first ?? -1] ?? ''} `).toContain(` ${copy} `);
      }),
    );
  });

  it('is made in slices, however long a text is', () => {
    const long = Array.from({ length: 30_000 }, (_, at) => `word${at % 5000}`).join(' ');
    const slices = trace(said(long, 'short'), [long]);
    let count = 0;
    while (slices.next().done !== true) count += 1;
    expect(count).toBeGreaterThan(10);
  });
});
