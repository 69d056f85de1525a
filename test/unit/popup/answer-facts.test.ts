import { describe, expect, it } from 'vitest';
import { answerFacts, distinctErrors, freshnessOf } from '../../../src/popup/answer/answer-facts.ts';
import { ERRORS } from '../../support/ui/error-fixtures.ts';
import { answer, NOW, prompt, SECOND, status, summary } from '../../support/ui/fixtures.ts';

describe('answerFacts', () => {
  it('prefers the summary and falls back to the status', () => {
    const both = answerFacts(status('completed', { validationScore: 0.5, latestVersion: 2 }), summary());
    expect(both).toMatchObject({ score: 0.91, version: 3, strategy: 'balanced', passed: true });
    const alone = answerFacts(status('completed'), null);
    expect(alone).toMatchObject({ score: 0.91, version: 3, strategy: null, passed: null });
    expect(alone.savings).toMatchObject({ keptRatio: 0.14, original: null });
  });
});

describe('freshnessOf', () => {
  it('lets the age grow with the time since the answer', () => {
    const answered = answer(prompt({ isStale: null, recentMessageCount: 0, compactionAgeSeconds: 600 }), {
      retrievedAt: NOW,
    });
    expect(freshnessOf(answered, NOW)?.state).toBe('fresh');
    expect(freshnessOf(answered, NOW + 600 * SECOND)).toMatchObject({
      state: 'stale',
      reasons: [{ kind: 'old', ageMs: 1_200_000 }],
    });
  });

  it('says nothing while there is no summary', () => {
    expect(freshnessOf(answer(prompt({ available: false })), NOW)).toBeNull();
    expect(freshnessOf(null, NOW)).toBeNull();
  });
});

describe('distinctErrors', () => {
  it('shows one failure of three parts once, and no cancelled question', () => {
    const errors = [ERRORS.offline, null, ERRORS.offline, ERRORS.cancelled, undefined, ERRORS.timeout];
    expect(distinctErrors(errors).map((error) => error.kind)).toEqual(['offline', 'timeout']);
  });
});
