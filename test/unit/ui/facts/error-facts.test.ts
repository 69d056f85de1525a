import '../../../support/ui/set-texts.ts';
import { describe, expect, it } from 'vitest';
import { emptySlot } from '../../../../src/ui/model/slots/slot.ts';
import { distinctErrors, errorInShort, refreshFailedText } from '../../../../src/ui/facts/error-facts.ts';
import { queuedText } from '../../../../src/ui/facts/queue-texts.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { answer, NOW, overview, SECOND, status } from '../../../support/ui/fixtures.ts';

describe('an error in short [A9]', () => {
  it('names its kind, and never a missing answer where there was one', () => {
    const said = (['key-refused', 'permission-missing', 'offline', 'unavailable', 'not-synap', 'no-key'] as const).map(
      (kind) => errorInShort(ERRORS[kind]),
    );
    expect(said).toEqual(['key refused', 'no access', 'offline', 'HTTP 503', 'bad response', 'no key']);
    for (const error of Object.values(ERRORS)) expect(errorInShort(error)).not.toContain('no answer');
  });
});

describe('errors', () => {
  it('of one kind are told once [B7]', () => {
    const { offline, unavailable, cancelled } = ERRORS;
    expect(distinctErrors([offline, unavailable, null, offline, cancelled])).toEqual([offline, unavailable]);
  });
});

describe('a failed refresh [A11]', () => {
  it('is dated while the last answer is shown', () => {
    const slot = { ...emptySlot(), answer: answer(status('completed')), error: ERRORS.offline, failedAt: NOW };
    expect(refreshFailedText(slot, NOW + 10 * SECOND)).toBe('Refresh failed 10 s ago: offline');
    expect(refreshFailedText({ ...slot, loading: true }, NOW)).toBeNull();
    expect(refreshFailedText({ ...slot, answer: null }, NOW)).toBeNull();
  });
});

describe('a wait [A12]', () => {
  const budget = (available: number) => ({ ...overview().budget, available });
  it('is for the budget only if that is used up', () => {
    expect(queuedText(NOW + 12 * SECOND, budget(0), NOW)).toBe('queued, about 12 s');
    expect(queuedText(NOW + 12 * SECOND, budget(1000), NOW)).toBe('queued behind other requests');
    expect(queuedText(NOW, budget(1000), NOW)).toBe('queued behind other requests');
  });
  it('of less than a second is not told', () => {
    expect(queuedText(NOW + 900, budget(0), NOW)).toBeNull();
    expect(queuedText(NOW - SECOND, null, NOW)).toBeNull();
    expect(queuedText(null, budget(0), NOW)).toBeNull();
  });
});
