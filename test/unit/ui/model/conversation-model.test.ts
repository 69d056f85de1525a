import { STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect, it } from 'vitest';
import { createConversationModel } from '../../../../src/ui/model/conversation-model.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { createFakeBackend } from '../../../support/ui/fakes/fake-backend.ts';
import { answer, ID, MINUTE, NOW, status } from '../../../support/ui/fixtures.ts';

const told = (state: 'in_progress' | 'completed', retrievedAt: number) =>
  ({ part: STATUS, answer: answer(status(state), { retrievedAt }) }) as const;

/** A model that shows a run asked for at NOW. */
function setUp() {
  const clock = createManualClock(NOW);
  const model = createConversationModel(ID, createFakeBackend(), clock.now);
  model.onAnswered(told('in_progress', NOW));
  return { clock, model, state: () => model.slot(STATUS).value.answer?.data.state };
}

describe('an answer', () => {
  it('that overtook a later one does not replace it', () => {
    const { model, state } = setUp();
    model.onAnswered(told('completed', NOW - 1));
    expect(state()).toBe('in_progress');
    model.onAnswered(told('completed', NOW));
    expect(state()).toBe('completed');
  });

  it('is taken after the clock was set back, as the one before is then from the future [F46]', () => {
    const { clock, model, state } = setUp();
    clock.jump(-60 * MINUTE);
    model.onAnswered(told('completed', clock.now()));
    expect(state()).toBe('completed');
    model.onAnswered(told('in_progress', clock.now() - 1));
    expect(state()).toBe('completed');
  });
});
