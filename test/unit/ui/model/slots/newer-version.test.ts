import { describe, expect, it } from 'vitest';
import { PROMPT, STATUS, SUMMARY } from '../../../../../src/core/conversation/part.ts';
import { fail, succeed } from '../../../../../src/core/errors.ts';
import { conversationFacts, heldAnswers } from '../../../../../src/ui/facts/conversation-facts.ts';
import { createConversationModel } from '../../../../../src/ui/model/conversation-model.ts';
import { hasNewSummary } from '../../../../../src/ui/model/slots/newer-version.ts';
import { dataStatus, refreshFailed, shownStatus } from '../../../../../src/ui/model/slots/slot.ts';
import { createManualClock } from '../../../../support/manual-clock.ts';
import { settle } from '../../../../support/settle.ts';
import { ERRORS } from '../../../../support/ui/error-fixtures.ts';
import { createFakeBackend, type Script } from '../../../../support/ui/fakes/fake-backend.ts';
import { answer, ID, NOW, prompt, SECOND, status, summary } from '../../../../support/ui/fixtures.ts';

/** A model that holds version 3, as answered 19 s ago. */
function setUp(script: Script = {}) {
  const clock = createManualClock(NOW);
  const backend = createFakeBackend(script);
  const model = createConversationModel(ID, backend, clock.now);
  model.onAnswered({ part: STATUS, answer: answer(status('completed')) });
  model.onAnswered({ part: SUMMARY, answer: answer(unnumbered) });
  model.onAnswered({ part: PROMPT, answer: answer(prompt()) });
  return { clock, backend, model, facts: () => conversationFacts(heldAnswers(model), NOW) };
}

/** Nothing in it identifies its run. */
const unnumbered = summary({ version: null, compactionId: null });
const next = { compactionId: 'cmp_4', latestVersion: 4 };
const asked = ({ calls }: ReturnType<typeof createFakeBackend>, name: string) =>
  calls.filter((call) => call.name === name).map(({ input }) => input);

describe('a new version', () => {
  it('is not described by the answers about the one before, which nothing else marks as old [root 1]', () => {
    const { model, facts } = setUp();
    expect(facts()).toMatchObject({ savings: { savedTokens: 21_141 }, freshness: { kind: 'stale' } });
    model.onAnswered({ part: STATUS, answer: answer(status('completed', next), { retrievedAt: NOW }) });
    expect(facts()).toMatchObject({
      version: 4,
      summary: null,
      strategy: null,
      savings: { savedTokens: null },
      quality: { passed: null },
      freshness: { kind: 'unknown', newer: null },
    });
    expect(model.slot(SUMMARY).value).toMatchObject({ superseded: true });
    model.onAnswered({ part: SUMMARY, answer: answer(unnumbered, { retrievedAt: NOW + 1 }) });
    model.onAnswered({ part: PROMPT, answer: answer(prompt({ isStale: false }), { retrievedAt: NOW + 1 }) });
    expect(facts()).toMatchObject({ savings: { savedTokens: 21_141 }, freshness: { kind: 'fresh' } });
  });

  it('leaves a pinned version as it is', () => {
    const { model } = setUp();
    const pinned = { ...SUMMARY, version: 2 };
    model.onAnswered({ part: pinned, answer: answer(summary({ version: 2 })) });
    model.onAnswered({ part: STATUS, answer: answer(status('completed', next), { retrievedAt: NOW }) });
    expect(model.slot(pinned).value.superseded).toBe(false);
  });

  it('is not made by a run that goes on, or that failed', () => {
    const { model, facts } = setUp();
    for (const part of [SUMMARY, PROMPT]) model.show(part);
    for (const state of ['in_progress', 'failed'] as const) {
      const run = status(state, { compactionId: 'cmp_4', latestVersion: 3 });
      model.onAnswered({ part: STATUS, answer: answer(run, { retrievedAt: NOW }) });
      model.invalidate();
      expect(facts().summary).not.toBeNull();
    }
  });

  it('is told by its number, by another run, or by the end of one', () => {
    const before = status('completed');
    const later = { latestCreatedAt: NOW - 9 * SECOND, completedAt: NOW };
    expect(hasNewSummary(status('completed', next), before)).toBe(true);
    expect(hasNewSummary(status('completed', { ...next, latestVersion: null, ...later }), before)).toBe(true);
    const run = { compactionId: 'cmp_4', latestVersion: null };
    expect(hasNewSummary(status('completed', { ...run, ...later }), status('in_progress', run))).toBe(true);
    expect(hasNewSummary(before, before)).toBe(false);
    expect(hasNewSummary(status('in_progress'), before)).toBe(false);
  });

  it('that the summary tells of first makes the status be read anew, once [root 1]', async () => {
    const { model, backend, facts } = setUp({
      status: succeed(answer(status('completed', next), { retrievedAt: NOW + 1 })),
    });
    const summaryOf4 = { part: SUMMARY, answer: answer(summary({ version: 4 }), { retrievedAt: NOW }) };
    model.onAnswered(summaryOf4);
    expect(facts()).toMatchObject({ version: 4, statusBehind: true });
    await settle();
    expect(asked(backend, 'status')).toMatchObject([{ mode: 'cached', priority: 'automatic' }]);
    expect(facts()).toMatchObject({ version: 4, statusBehind: false });
    model.onAnswered({ part: STATUS, answer: answer(status('completed'), { retrievedAt: NOW + 2 }) });
    model.onAnswered(summaryOf4);
    await settle();
    expect(asked(backend, 'status')).toHaveLength(1);
  });
});

describe('a failed refresh', () => {
  it('keeps the last good answer and says when it failed [A11]', () => {
    const { model, clock } = setUp();
    model.onFailed(STATUS, ERRORS['unavailable']);
    const slot = model.slot(STATUS).value;
    expect(shownStatus(slot)).toBe('completed');
    expect(dataStatus(slot)).toBe('error');
    expect(refreshFailed(slot)).toEqual({ error: ERRORS['unavailable'], at: NOW });
    clock.jump(10 * SECOND);
    // A cached answer does not show that Synap can be reached again.
    model.onAnswered({ part: STATUS, answer: answer(status('completed'), { source: 'cache' }) });
    expect(refreshFailed(model.slot(STATUS).value)?.at).toBe(NOW);
    model.onAnswered({ part: STATUS, answer: answer(status('completed'), { retrievedAt: NOW + SECOND }) });
    expect(refreshFailed(model.slot(STATUS).value)).toBeNull();
  });

  it('is no failure of an answer that never came', () => {
    const model = createConversationModel(ID, createFakeBackend(), () => NOW);
    model.onFailed(STATUS, ERRORS['offline']);
    expect(shownStatus(model.slot(STATUS).value)).toBe('error');
    expect(refreshFailed(model.slot(STATUS).value)).toBeNull();
  });
});

describe('a conversation that Synap does not know', () => {
  it('has no facts any more, whatever is still held', () => {
    const { model, facts } = setUp();
    model.onFailed(STATUS, ERRORS['unknown-conversation']);
    expect(shownStatus(model.slot(STATUS).value)).toBe('unknown');
    expect(facts()).toMatchObject({ summary: null, version: null, freshness: { kind: 'none' } });
  });

  it('may have a status "none" all the same [root 1]', () => {
    const { model } = setUp();
    model.onAnswered({ part: STATUS, answer: answer(status('none'), { retrievedAt: NOW }) });
    model.onFailed(PROMPT, ERRORS['unknown-conversation']);
    expect(shownStatus(model.slot(STATUS).value, model.slot(PROMPT).value)).toBe('unknown');
    expect(dataStatus(model.slot(STATUS).value, model.slot(PROMPT).value)).toBe('unknown');
  });
});

describe('a request', () => {
  it('is that of a view unless the user asked for it: opening one is no click', async () => {
    const { model, backend } = setUp({ status: fail(ERRORS['key-refused']) });
    model.show(PROMPT);
    await model.load(STATUS, 'cached');
    expect(asked(backend, 'status')).toMatchObject([{ priority: 'view' }]);
    await model.refresh();
    expect(asked(backend, 'status').at(-1)).toMatchObject({ priority: 'user' });
    expect(asked(backend, 'prompt')).toMatchObject([{ priority: 'user' }]);
  });
});
