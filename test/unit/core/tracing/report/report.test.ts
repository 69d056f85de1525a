import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementsOf } from '../../../../../src/core/conversation/statements.ts';
import { finish } from '../../../../../src/core/slices.ts';
import { FATES } from '../../../../../src/core/tracing/report/kept-report.ts';
import { report } from '../../../../../src/core/tracing/report/report.ts';
import type { Message } from '../../../../../src/core/transcript/message.ts';
import { prompt, summary } from '../../../../support/ui/fixtures.ts';

const say = (text: string, speaker = 'Sam', id = text): Message => ({ id, role: 'user', speaker, text, at: null });
const item = (text: string) => ({ text, confidence: null, extra: {} });

const OAK = say('Never ship the oak boards before the moisture check on 14 June, please.');
const TILER = say('The tiler confirmed Tuesday at 7:30, and the deposit of €1,200 is paid.', 'Mila');
const LARCH = say('So we keep the larch floor and drop the skylight.', 'Mila');
const HELLO = say('Morning! How are you?', 'Mila');
const NEWEST = say('The painter starts in the second week of August with the hall.', 'Sam');
const MESSAGES = [HELLO, OAK, TILER, LARCH, NEWEST];

interface Given {
  messages?: Message[];
  facts?: string[];
  recent?: Message[];
  counted?: number | null;
  before?: string | null;
  tokens?: [number | null, number | null];
}

const FACTS = ['The tiler comes on Tuesday at 7:30.', 'The larch floor is kept and the skylight dropped.'];

function made({
  messages = MESSAGES,
  facts = FACTS,
  recent = [NEWEST],
  counted = messages.length,
  before = null,
  tokens = [1000, 300],
}: Given = {}) {
  const context = facts.map((fact) => `- ${fact}`).join('\n');
  const written = summary({
    facts: facts.map(item),
    decisions: [],
    preferences: [],
    currentState: null,
    context,
    originalTokenCount: tokens[0],
    compactedTokenCount: tokens[1],
  });
  const recentMessages = recent.map(({ id, role, text }) => ({ role, content: text, timestamp: null, messageId: id }));
  const text = `${context}\n\n## Recent messages\n${recent.map((one) => `user: ${one.text}`).join('\n')}`;
  const read = prompt({
    context: text,
    recentMessages,
    recentMessageCount: recent.length,
    totalMessageCount: counted,
  });
  return finish(
    report({ messages, summary: written, statements: statementsOf(written), before, prompt: read, counted }),
  );
}

const fatesOf = (given?: Given) => made(given).messages.map(({ fate }) => fate);

describe('the fate of a message', () => {
  it('follows from what the summary keeps of it', () =>
    expect(fatesOf()).toEqual(['nothing', 'lost', 'partly', 'kept', 'recent']));

  it('is lost when no statement keeps what it said at length', () => {
    const long = say(
      'We went down to the river with the whole family and watched the boats until the lanterns were lit along the old ' +
        'harbour wall and everybody fell silent for a while',
    );
    expect(fatesOf({ messages: [...MESSAGES, long] })[5]).toBe('lost');
  });

  it('is recent only where the text of the prompt has it', () => {
    const ok = say('ok', 'Mila', 'ok-2');
    const [, , , , , fate] = fatesOf({ messages: [...MESSAGES, ok], recent: [NEWEST, ok] });
    expect(fate).toBe('recent');
    expect(fatesOf({ recent: [] })[4]).not.toBe('recent');
  });

  it('tells recent messages without an id by their text, the newest first', () => {
    const [first, second] = [say('Agreed, the blue one.', 'Sam', '~1'), say('Agreed, the blue one.', 'Sam', '~2')];
    const fates = fatesOf({
      messages: [first, ...MESSAGES, second],
      recent: [NEWEST, { ...second, id: 'of-synap' }],
    });
    expect([fates[0], fates.at(-1)]).toEqual([expect.not.stringMatching('recent'), 'recent']);
  });
});

describe('specifics', () => {
  it('are looked up by what they mean', () => {
    const dear = say('The deposit of 1,200 euros went to Okafor, twelve hundred in all.');
    const { specifics } = made({ messages: [dear, NEWEST], facts: ['Okafor got a deposit of €1200.'] }).messages[0] ?? {
      specifics: [],
    };
    expect(specifics.filter(({ isKept }) => !isKept).map(({ specific }) => specific.text)).toEqual([]);
    expect(specifics.length).toBeGreaterThan(0);
  });

  it('count once each, and those of recent messages not at all', () => {
    const twice = say('The tiler wants €1,200 again, yes €1,200.');
    const { specifics } = made({ messages: [...MESSAGES, twice] });
    expect(specifics.said).toBe(made().specifics.said);
  });

  it('that a recent message says again are not lost', () => {
    const again = say('And the deposit was €1,200, for the record of this month.', 'Sam');
    const { specifics, losses } = made({ messages: [...MESSAGES, again], recent: [NEWEST, again] });
    expect(specifics.inPrompt).toBe(1);
    expect(losses.flatMap((loss) => loss.specifics.map(({ text }) => text)).join(' ')).not.toContain('1,200');
  });
});

describe('what was lost', () => {
  it('comes with its sentence, and what binds comes first', () => {
    const { losses } = made();
    const [first, second] = losses;
    expect(first).toMatchObject({ message: 1, commitment: { kind: 'never' } });
    expect(OAK.text.slice(first?.start, first?.end)).toContain('14 June');
    expect(second).toMatchObject({ message: 2, commitment: null });
    expect(second?.specifics[0]?.text).toContain('1,200');
  });
});

describe('a commitment that forbids', () => {
  const kiln = say('Please remember that we must never fire the kiln after 8 pm.');
  const lostBy = (fact: string) => made({ messages: [kiln, NEWEST], facts: [fact] }).commitments;

  it.each([
    'The kiln is never fired after 8 pm.',
    'We fire the kiln only until 8 pm.',
    "Don't fire the kiln after 8 pm.",
  ])('is kept by: %s', (fact) => expect(lostBy(fact)).toMatchObject({ said: 1, kept: 1 }));
  it('is not kept by the opposite', () =>
    expect(lostBy('The kiln is fired after 8 pm, please remember.')).toMatchObject({ said: 1, kept: 0 }));
});

describe('statements', () => {
  const FOUND = [...FACTS, 'The landlord has approved the new wiring.'];

  it('without a source are named', () => expect(made({ facts: FOUND }).unsourced).toEqual([2]));

  it('are not blamed while messages are missing', () => {
    expect(made({ facts: FOUND, counted: 419 }).unsourced).toBeNull();
    expect(made({ facts: FOUND, messages: [NEWEST], counted: 1 }).unsourced).toBeNull();
  });
});

describe('the verdict', () => {
  it('is lossy when a commitment is lost', () => expect(made().verdict).toBe('lossy'));

  it('is sound when all is there', () =>
    expect(
      made({ messages: [HELLO, LARCH, NEWEST], facts: ['The larch floor is kept and the skylight dropped.'] }).verdict,
    ).toBe('sound'));

  it('goes by tokens and by the version before', () => {
    expect(made({ tokens: [300, 310] }).verdict).toBe('grew');
    expect(made({ tokens: [300, 300] }).verdict).toBe('unchanged');
    expect(made({ before: FACTS.map((fact) => `- ${fact}`).join('\n') }).verdict).toBe('unchanged');
  });

  it('is not given without any message that was compacted', () => {
    expect(made({ messages: [NEWEST], counted: 419 }).verdict).toBeNull();
    expect(made({ messages: [NEWEST], counted: 419, tokens: [300, 310] }).verdict).toBe('grew');
  });

  it('is not given by shares while messages are missing; a lost commitment is enough', () => {
    const kept = { messages: [HELLO, LARCH, NEWEST], facts: ['The larch floor is kept and the skylight dropped.'] };
    expect(made({ ...kept, counted: 419 }).verdict).toBeNull();
    expect(made({ counted: 419 }).verdict).toBe('lossy');
  });
});

describe('any report', () => {
  const words = fc.array(
    fc.constantFrom(
      'never',
      'must',
      'the',
      'deposit',
      '€1,200',
      '14 June',
      'tiler',
      'Okafor',
      '7:30',
      'larch',
      '。',
      '\n',
    ),
    { maxLength: 14 },
  );
  const text = fc.oneof(
    words.map((parts) => parts.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
  );

  it('gives each message one fate, and each statement its sources or none', () =>
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 12 }),
        fc.array(text, { maxLength: 6 }),
        fc.nat(4),
        (said, facts, recent) => {
          const messages = said.map((one, at) => say(one, 'Sam', String(at)));
          const found = made({ messages, facts, recent: messages.slice(messages.length - recent) });
          expect(found.messages.length).toBe(messages.length);
          expect(FATES.reduce((sum, fate) => sum + found.fates[fate], 0)).toBe(messages.length);
          for (const { sources, isSupported } of found.statements) {
            expect(sources.length).toBeLessThanOrEqual(3);
            if (isSupported) expect(sources.length).toBeGreaterThan(0);
            for (const { message } of sources) expect(messages[message]).toBeDefined();
          }
          for (const count of [...Object.values(found.kinds), found.specifics, found.commitments])
            expect(count.kept + count.inPrompt).toBeLessThanOrEqual(count.said);
          for (const { message, start, end } of found.losses) {
            expect(found.messages[message]?.fate).not.toBe('recent');
            expect(messages[message]?.text.slice(start, end)).not.toBe('');
          }
        },
      ),
    ));

  it('finds nothing lost in a summary that repeats everything', () =>
    fc.assert(
      fc.property(
        fc.array(
          words.map((parts) => parts.join(' ')),
          { minLength: 1, maxLength: 8 },
        ),
        (said) => {
          const messages = said.map((one, at) => say(one, 'Sam', String(at)));
          const { specifics, losses } = made({ messages, facts: said, recent: [] });
          expect(specifics.kept).toBe(specifics.said);
          expect(losses.flatMap((loss) => loss.specifics)).toEqual([]);
        },
      ),
    ));
});
