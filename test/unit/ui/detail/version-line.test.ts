import '../../../support/ui/set-texts.ts';
import { expect, it } from 'vitest';
import { versionLine } from '../../../../src/ui/detail/summary/version-line.ts';
import { NOW, summary } from '../../../support/ui/fixtures.ts';

const DAY = 24 * 3_600_000;

it('says what a version was by its own figures [B18]', () => {
  const v2 = summary({
    version: 2,
    createdAt: NOW - 5 * DAY,
    strategyUsed: 'balanced',
    originalTokenCount: 512,
    compactedTokenCount: 216,
    compressionRatio: null,
    validationScore: 0.88,
    validationPassed: true,
    qualityWarning: false,
    warnings: ['1 of 13 statements were left out'],
    facts: [{ text: 'A fact.', confidence: null, extra: {} }],
    decisions: [],
    preferences: [],
  });
  expect(versionLine(v2, 0, NOW)).toMatch(
    /^v2 · 15 Nov · balanced · 512 → 216 \(42 ?%\) · 0\.88 passed · 1 statement · 1 warning$/,
  );
});

it('leaves out what Synap did not send', () => {
  const bare = summary({
    version: 1,
    createdAt: null,
    strategyUsed: null,
    originalTokenCount: null,
    validationScore: null,
    validationPassed: null,
    qualityWarning: false,
    warnings: [],
    facts: [],
    decisions: [],
    preferences: [],
  });
  expect(versionLine(bare, 0, NOW)).toBe('v1');
});
