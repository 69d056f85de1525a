import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMustKeep, type Kept } from '../../../../src/core/versions/must-keep.ts';

const state = (pinned: string, ...statements: string[]): Kept['state'] => checkMustKeep(pinned, statements).state;

describe('a pinned statement', () => {
  it('names the line that keeps it, or says it best', () => {
    const lines = ['Hello', 'refunds within 30 days', 'We give refunds within 30 days of the order.'];
    expect(checkMustKeep('Refunds within 30 days.', lines)).toEqual({ state: 'kept', line: 1 });
    expect(checkMustKeep('Refunds are given within 30 days.', lines)).toEqual({ state: 'reworded', line: 2 });
    expect(checkMustKeep('Shipping is free.', lines)).toEqual({ state: 'lost', line: null });
    expect(checkMustKeep('Refunds within 30 days.', [])).toEqual({ state: 'lost', line: null });
  });

  it.each([
    ['Never call her before 10:00.', 'NEVER call her before 10:00!'],
    ['Refunds within 30 days', 'The shop is open on Monday. Refunds within 30 days. Shipping is free.'],
    ['Die Kaution beträgt 1.200 Euro.', '- Die Kaution beträgt 1.200 Euro'],
    ['La terraza no tendrá música.', 'La terraza no tendrá música'],
    ['面接は５月１２日である。', '面接は5月12日である'],
    ['It’s due on 3 May.', "It's due on 3 May."],
  ])('is kept: %j in %j', (pinned, statement) => expect(state(pinned, statement)).toBe('kept'));

  it.each([
    ['Customers get refunds within 30 days.', 'A customer gets a refund within 30 days of purchase.'],
    ['The offer is 1,200 euros.', 'Offer: 1200 euros, valid this week.'],
    ['Noor has two cats.', 'Noor keeps 2 cats.'],
    [
      'Die Übergabe ist am 28. September um 11 Uhr.',
      'Am 28. September wird um 11 Uhr übergeben, die Übergabe macht Seibert.',
    ],
    ['El préstamo es de 25.000 euros.', 'Un préstamo de 25.000 euros fue pedido.'],
    ['面接は5月12日の午後3時に行われる。', '5月12日、面接は午後3時にオンラインで行われる。'],
    ['The API key must never be shared.', 'Never share the API key.'],
    ['Refunds within 30 days', 'Refunds within 30 days are history.'],
  ])('is reworded: %j in %j', (pinned, statement) => expect(state(pinned, statement)).toBe('reworded'));

  it.each([
    ['Refunds within 30 days.', 'Refunds within 14 days.'],
    ['Refunds within 30 days.', 'No refunds within 30 days.'],
    ['The key must never be shared.', 'The key must be shared.'],
    ['The beta starts on 14 October.', 'The beta starts on 14 November.'],
    ['Meet every Monday at 9:00.', 'Meet every Tuesday at 9:00.'],
    ['Meet every Wednesday at 9:00.', 'Meet every Saturday at 9:00.'],
    ['Treffen jeden Dienstag um 9 Uhr.', 'Treffen jeden Mittwoch um 9 Uhr.'],
    ['The offset is -5 degrees.', 'The offset is 5 degrees.'],
    ['The share is 1.5 percent.', 'The share is 15 percent.'],
    ['Noor has two cats.', 'Noor has three cats.'],
    ['Der Keller ist trocken.', 'Der Keller ist nicht trocken.'],
    ['La terraza tendrá música.', 'La terraza no tendrá música.'],
    ['上司に伝えた。', '上司に伝えていない。'],
    ['面接は5月12日である。', '面接は5月19日である。'],
    ['', ''],
    ['…', '…'],
  ])('is lost: %j in %j', (pinned, statement) => expect(state(pinned, statement)).toBe('lost'));

  it('is not kept when a number or a negation of it changed', () => {
    const words: fc.Arbitrary<string[]> = fc.array(
      fc.constantFrom<string[]>(
        'refunds',
        'are',
        'Kaution',
        '30',
        '1,200',
        'not',
        'never',
        'kein',
        'no',
        '-5',
        '3 May',
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    const vital = /\d|^(?:not|never|kein|no)$/u;
    fc.assert(
      fc.property(words, fc.nat(), fc.constantFrom('', 'also', '7'), (own, nth, instead) => {
        const at = nth % own.length;
        fc.pre(vital.test(own[at] ?? ''));
        const changed = own.with(at, instead);
        expect(state(own.join(' '), changed.join(' '))).not.toBe('kept');
      }),
    );
  });

  it('is kept by itself among any others', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string({ unit: 'grapheme' })), (pinned, others) => {
        fc.pre(/[\p{L}\p{N}]/u.test(pinned.normalize('NFKC')));
        expect(checkMustKeep(pinned, [...others, pinned]).state).toBe('kept');
      }),
    );
  });

  it('ends for long texts', () => {
    const long = 'never more than 30 days '.repeat(5000);
    expect(state(long, long)).toBe('kept');
    expect(state('never more than 30 days', long)).toBe('reworded');
    expect(state(long, 'no')).toBe('lost');
    expect(checkMustKeep('Refund 7', Array<string>(5000).fill('Refund 8')).state).toBe('lost');
  });
});
