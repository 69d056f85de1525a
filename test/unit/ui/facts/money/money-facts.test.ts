import { assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeldAnswers } from '../../../../../src/ui/facts/conversation-facts.ts';
import { dollarsOf, savedByRun, turnsToPayBack, turnTokens } from '../../../../../src/ui/facts/money/money-facts.ts';
import { answer, prompt, status, summary } from '../../../../support/ui/fixtures.ts';

const nothing: HeldAnswers = { status: null, summary: null, prompt: null, run: null };
const held = (changes: Partial<HeldAnswers>): HeldAnswers => ({ ...nothing, ...changes });
const completed = { status: answer(status('completed')), summary: answer(summary()) };

describe('a turn', () => {
  it('reads the original, or the summary in its place', () =>
    expect(turnTokens(held(completed))).toEqual({ without: 24_582, with: 3441, newer: 0 }));

  it('reads newer messages in full, with the summary and without', () => {
    const stale = prompt({ recentMessageCount: 2 });
    const newer = 28;
    expect(turnTokens(held({ ...completed, prompt: answer(stale) }))).toEqual({
      without: 24_582 + newer,
      with: 3441 + newer,
      newer,
    });
  });

  it('does not guess the tokens of newer messages that are not listed', () =>
    expect(turnTokens(held({ ...completed, prompt: answer(prompt({ recentMessageCount: 9 })) }))).toMatchObject({
      newer: 0,
    }));

  it('reads every message before a first compaction', () => {
    const never = prompt({ compactionAgeSeconds: null, compactedMessageCount: 0 });
    expect(turnTokens(held({ status: answer(status('none')), prompt: answer(never) }))).toEqual({
      without: 28,
      with: null,
      newer: 0,
    });
  });

  it('is unknown without counts', () => {
    expect(turnTokens(nothing)).toBeNull();
    expect(turnTokens(held({ summary: answer(summary({ originalTokenCount: null })) }))).toBeNull();
  });
});

describe('a run', () => {
  const turn = { without: 10_000, with: 9000, newer: 6000 };
  it.each([
    ['aggressive', null, 7500],
    ['balanced', null, 5000],
    ['conservative', null, 2000],
    ['adaptive', null, null],
    ['adaptive', 1000, 8000],
    ['balanced', 8500, 500],
    ['balanced', 9000, null],
  ] as const)('%s with a target of %s saves %s tokens a turn', (strategy, targetTokens, saved) =>
    expect(savedByRun(turn, { strategy, targetTokens })).toBe(saved),
  );

  it('saves nothing that is known where the turn is unknown', () =>
    expect(savedByRun(null, { strategy: 'balanced', targetTokens: null })).toBeNull());

  it('is paid back when its price is saved, never before the first turn', () => {
    const prices = { pricePerMillionTokens: 3, pricePerCredit: 0.02 };
    expect(turnsToPayBack(17, 10_000, prices)).toBe(12);
    expect(turnsToPayBack(0, 10_000, prices)).toBe(1);
    // 3 times 0.1 is a little more than 0.3.
    expect(turnsToPayBack(3, 100_000, { pricePerMillionTokens: 1, pricePerCredit: 0.1 })).toBe(3);
  });

  it.each([
    ['the credits', null, 100, 3, 1],
    ['what is saved', 5, null, 3, 1],
    ['the price of tokens', 5, 100, 0, 1],
    ['the price of credits', 5, 100, 3, 0],
  ])('%s unknown, nothing is told', (_what, credits, saved, pricePerMillionTokens, pricePerCredit) =>
    expect(turnsToPayBack(credits, saved, { pricePerMillionTokens, pricePerCredit })).toBeNull(),
  );

  it('has saved at least its price after that many turns, and less one turn before', () => {
    const amount = integer({ min: 1, max: 100_000 });
    assert(
      property(record({ credits: amount, saved: amount, tokens: amount, credit: amount }), (given) => {
        const prices = { pricePerMillionTokens: given.tokens, pricePerCredit: given.credit };
        const turns = turnsToPayBack(given.credits, given.saved, prices) ?? 0;
        const each = dollarsOf(given.saved, prices) ?? 0;
        const cost = given.credits * given.credit;
        expect(turns * each).toBeGreaterThanOrEqual(cost * (1 - 1e-9));
        expect((turns - 1) * each).toBeLessThan(cost);
      }),
    );
  });
});
