import { describe, expect, it } from 'vitest';
import type { Quality } from '../../../../src/ui/facts/conversation-facts.ts';
import { qualityVerdict } from '../../../../src/ui/facts/quality-verdict.ts';

const quality = (changes: Partial<Quality>): Quality => ({
  score: null,
  passed: null,
  warning: null,
  earlierVersion: null,
  ...changes,
});

describe('the verdict on a summary [A5]', () => {
  it.each([
    ['by Synap', { score: 0.91, passed: true }, 'passed'],
    ['by Synap, whatever the score', { score: 0.91, passed: false }, 'failed'],
    ['by Synap, without a score', { passed: true }, 'passed'],
    ['by the score, below the threshold', { score: 0.43 }, 'failed'],
    ['by the score, from the threshold on', { score: 0.5 }, 'passed'],
    ['against a warning', { score: 0.56, passed: true, warning: '29 days may be missing' }, 'doubtful'],
    ['against the score', { score: 0.41, passed: true }, 'doubtful'],
    ['failed, warning or not', { score: 0.3, passed: false, warning: 'short' }, 'failed'],
    ['without anything', {}, 'unknown'],
  ] as const)('%s', (_name, facts, verdict) => expect(qualityVerdict(quality(facts))).toBe(verdict));
});
