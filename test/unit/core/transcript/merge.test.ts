import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMessages, mergeMessages } from '../../../../src/core/transcript/merge.ts';
import { NO_MESSAGES, withIds, type Message } from '../../../../src/core/transcript/message.ts';

interface Given {
  id?: string;
  role?: string;
  speaker?: string;
  at?: number;
}

function said(text: string, { id = '', role = 'user', speaker, at }: Given = {}): Message {
  return { id: id || '~', role, speaker: speaker ?? null, text, at: at ?? null };
}

const texts = (messages: readonly Message[]) => messages.map(({ text }) => text);
const list = (...words: string[]) => withIds(words.map((word) => said(word)));

it('two long texts that differ in one character are two messages', () => {
  const long = (mark: string) => ({
    id: null,
    role: 'user',
    speaker: null,
    text: `a${mark}${'x'.repeat(300_000)}`,
    at: null,
  });
  expect(mergeMessages(withIds([long('1')]), withIds([long('2')]))).toHaveLength(2);
});

describe('two sources of one conversation', () => {
  it('are one, not two, where they say the same', () => {
    const messages = list('Hello', 'Hi', 'ok', 'ok', 'bye');
    expect(mergeMessages(messages, messages)).toEqual(messages);
  });

  it('are put together where the windows of two readings overlap', () => {
    expect(texts(mergeMessages(list('a', 'b', 'c'), list('b', 'c', 'd', 'e')))).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(texts(mergeMessages(list('c', 'd'), list('a', 'b', 'c')))).toEqual(['a', 'b', 'c', 'd']);
    expect(texts(mergeMessages(list('a', 'd'), list('a', 'b', 'c', 'd')))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('stand by their times where nothing overlaps', () => {
    const recent = [said('new', { id: 'r1', at: 5000 }), said('newest', { id: 'r2', at: 6000 })];
    const file = [said('old', { id: 'f1', at: 1000 }), said('older', { id: 'f2', at: 2000 })];
    expect(texts(mergeMessages(recent, file))).toEqual(['old', 'older', 'new', 'newest']);
  });

  it('keep a text that was said twice', () => {
    expect(texts(mergeMessages(list('ok', 'a', 'ok'), list('ok', 'a', 'ok', 'b', 'ok')))).toEqual([
      'ok',
      'a',
      'ok',
      'b',
      'ok',
    ]);
    const first = [said('yes', { id: '11111111-aaaa-4aaa-8aaa-111111111111', at: 0 })];
    const second = [said('yes', { id: '22222222-aaaa-4aaa-8aaa-222222222222', at: 3_600_000 })];
    expect(mergeMessages(first, second)).toHaveLength(2);
  });

  it('are told apart by the role', () => {
    const merged = mergeMessages([said('Thanks!', { role: 'user' })], [said('Thanks!', { role: 'assistant' })]);
    expect(merged.map(({ role }) => role)).toEqual(['user', 'assistant']);
  });

  it('complete each other: id, role, speaker and time', () => {
    const named = [said('Hi there', { role: 'unknown', speaker: 'Ann' })];
    const known = [said('Hi  there\n', { id: 'm1', role: 'assistant', at: 7 })];
    expect(mergeMessages(named, known)).toEqual([
      { id: 'm1', role: 'assistant', speaker: 'Ann', text: 'Hi there', at: 7 },
    ]);
  });

  it('are the same by their id, whatever text and place; of two orders, the one that knows more is right', () => {
    const held = [said('a', { id: 'm1' }), said('b', { id: 'm2' })];
    const more = [said('b', { id: 'm2' }), said('a (edited)', { id: 'm1' }), said('c', { id: 'm3' })];
    expect(texts(mergeMessages(held, more))).toEqual(['b', 'a', 'c']);
    expect(texts(mergeMessages(more, held))).toEqual(['b', 'a (edited)', 'c']);
  });

  it('are the same under the ids of two systems', () => {
    const app = [said('ok', { id: 'msg_8Fa2kQ' }), said('go on', { id: 'msg_1Zb7dd' })];
    const synap = [said('ok', { id: '11111111-aaaa-4aaa-8aaa-111111111111' })];
    expect(mergeMessages(app, synap)).toHaveLength(2);
  });
});

it('keeps what is said once in its place, however often a short text is repeated', () => {
  const once = said('Please cancel the booking at the Ribeira hostel today');
  const held = withIds([said('ok'), once, said('ok'), said('ok')]);
  const merged = mergeMessages(held, withIds([once, said('ok'), said('ok'), said('ok')]));
  expect(merged.map(({ text }) => text)).toEqual(['ok', once.text, 'ok', 'ok', 'ok']);
});

describe('merging, of any messages', () => {
  const once = 'A longer text that is said only once by anybody';
  const word = fc.constantFrom('a', 'b', 'ok', 'yes', once);
  const message = fc.record({ text: word, role: fc.constantFrom('user', 'assistant') });
  const conversation = fc.array(message, { maxLength: 30 }).map((all) =>
    all.map(({ text, role }, at) => ({
      ...said(text === once ? `${text}, in ${at}` : text, { role, at: at * 3_600_000 }),
      id: `m${at}`,
    })),
  );
  /** Parts of one conversation, some without ids or times. */
  const parts = fc
    .tuple(conversation, fc.array(fc.tuple(fc.nat(29), fc.nat(30), fc.boolean()), { maxLength: 4 }))
    .map(([all, cuts]) => ({
      all,
      parts: cuts.map(([from, length, isBare]) => {
        const part = all.slice(from, from + length);
        return isBare ? withIds(part.map((each) => ({ ...each, id: null, at: null }))) : part;
      }),
    }));
  const mergedOf = (readings: readonly Message[][]) =>
    readings.reduce<Message[]>((held, more) => mergeMessages(held, more), []);

  it('doubles nothing when a reading comes again', () => {
    fc.assert(
      fc.property(parts, ({ parts: readings }) => {
        const merged = mergedOf(readings);
        for (const again of readings) expect(mergeMessages(merged, again)).toEqual(merged);
      }),
    );
  });

  it('gives back the whole conversation from readings that overlap', () => {
    fc.assert(
      fc.property(conversation, fc.nat(10), fc.nat(10), (all, before, overlap) => {
        const [first, second] = [all.slice(0, before + overlap), all.slice(before)];
        expect(mergeMessages(first, second)).toEqual(all);
        expect(mergeMessages(second, first)).toEqual(all);
      }),
    );
  });

  it('loses nothing, and every id is one of a kind', () => {
    fc.assert(
      fc.property(fc.array(message), fc.array(message), (a, b) => {
        const [held, more] = [a, b].map((all) => withIds(all.map(({ text, role }) => said(text, { role }))));
        const merged = mergeMessages(held ?? [], more ?? []);
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
        const count = (all: readonly Message[] = [], text: string) => all.filter((each) => each.text === text).length;
        for (const { text } of merged) {
          expect(count(merged, text)).toBeGreaterThanOrEqual(Math.max(count(held, text), count(more, text)));
        }
      }),
    );
  });
});

it('names the sources that added something, and is the same object where none did', () => {
  const once = addMessages(NO_MESSAGES, list('a', 'b'), ['synap']);
  expect(addMessages(once, list('a', 'b'), ['file'])).toBe(once);
  expect(addMessages(once, list('b', 'c'), ['file']).sources).toEqual(['synap', 'file']);
});

it('what a user adds without times comes before what Synap still returns; what the page sent comes after', () => {
  const recent = addMessages(NO_MESSAGES, list('new', 'newest'), ['synap']);
  for (const source of ['file', 'paste'] as const) {
    expect(texts(addMessages(recent, list('old', 'older'), [source]).messages)).toEqual([
      'old',
      'older',
      'new',
      'newest',
    ]);
    expect(texts(addMessages(recent, list('old', 'new'), [source]).messages)).toEqual(['old', 'new', 'newest']);
  }
  expect(texts(addMessages(recent, list('last'), ['traffic']).messages)).toEqual(['new', 'newest', 'last']);
});

it('is the same object where all of it is added once more, as pairing would find', () => {
  const message = fc.record({
    text: fc.constantFrom('ok', 'yes', 'a longer text that is said only once'),
    role: fc.constantFrom('user', 'assistant'),
    id: fc.constantFrom('', 'm_1', 'm_2', 'm_3'),
    at: fc.constantFrom(undefined, 1, 500_000),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), (given) => {
      const held = addMessages(
        NO_MESSAGES,
        withIds(given.map(({ text, at, ...rest }) => said(text, { ...rest, ...(at === undefined ? {} : { at }) }))),
        ['file'],
      );
      const again = held.messages.map((each) => ({ ...each }));
      expect(addMessages(held, again, ['traffic'])).toBe(held);
      expect(mergeMessages(held.messages, again)).toEqual(held.messages);
    }),
  );
});

describe('a list that has moved on', () => {
  const TELLING = 'a longer text that is said only once, as it were';
  const message = fc.record({
    text: fc.constantFrom('ok', 'yes', 'no', TELLING, `${TELLING} `, 'another one that is as long as that, and more'),
    role: fc.constantFrom('user', 'assistant'),
    at: fc.constantFrom(undefined, 1, 500_000),
  });
  const given = fc.array(message, { minLength: 1, maxLength: 12 });

  it('adds what comes after the end, and leaves the rest as it is', () => {
    fc.assert(
      fc.property(given, fc.nat(11), fc.nat(3), fc.boolean(), (each, dropped, count, hasIds) => {
        const all = withIds(
          each.map(({ text, role, at }, place) =>
            said(text, { role, ...(hasIds ? { id: `m_${place}` } : {}), ...(at === undefined ? {} : { at }) }),
          ),
        );
        const news = withIds(Array.from({ length: count }, (_, at) => said(`never said before ${at}`)));
        const held = addMessages(NO_MESSAGES, all, ['file']);
        const more = withIds([...all.slice(Math.min(dropped, all.length - 1)), ...news]);
        const merged = addMessages(held, more, ['traffic']);
        expect(merged.messages.slice(0, all.length)).toEqual(all);
        expect(texts(merged.messages)).toEqual(texts([...all, ...news]));
        expect(merged === held).toBe(count === 0);
      }),
    );
  });

  it('loses and doubles nothing where what is new repeats what is held', () => {
    const transcript = fc.tuple(given, given, fc.nat(11)).map(([each, rest, dropped]) => {
      const of = (some: typeof each) =>
        withIds(some.map(({ text, role, at }) => said(text, { role, ...(at === undefined ? {} : { at }) })));
      return { all: of(each), more: of([...each.slice(Math.min(dropped, each.length - 1)), ...rest]) };
    });
    fc.assert(
      fc.property(transcript, ({ all, more }) => {
        const merged = addMessages({ messages: all, sources: ['file'] }, more, ['traffic']).messages;
        const times = (messages: Message[], said: string) => messages.filter(({ text }) => text.trim() === said).length;
        for (const said of new Set([...all, ...more].map(({ text }) => text.trim())))
          expect(times(merged, said)).toBeGreaterThanOrEqual(Math.max(times(all, said), times(more, said)));
        expect(merged.length).toBeLessThanOrEqual(mergeMessages(all, more).length);
      }),
    );
  });

  it('names no message twice', () => {
    const held = addMessages(NO_MESSAGES, withIds([said('a', { id: 'm_1' }), said('b', { id: 'm_2' })]), ['file']);
    const again = [said('b', { id: 'm_2' }), said('c', { id: 'm_3' }), said('c again', { id: 'm_3' })];
    expect(texts(addMessages(held, again, ['traffic']).messages)).toEqual(['a', 'b', 'c']);
    const known = [said('b', { id: 'm_2' }), said('b as it was told later', { id: 'm_1' })];
    expect(addMessages(held, known, ['traffic']).messages).toHaveLength(2);
  });
});
