import { t, type TextKey } from '../format/i18n.ts';
import type { Quality } from './conversation-facts.ts';

/** Synap's threshold for a validation to pass, when an answer does not say whether it did. */
export const PASSING_SCORE = 0.5;

/** `doubtful`: it passed, but a warning or the score says otherwise. */
export type QualityVerdict = 'passed' | 'doubtful' | 'failed' | 'unknown';

/** Judges the quality, the same in all views: without a score, nothing counts as passed on its strength. */
export function qualityVerdict({ score, passed, warning }: Quality): QualityVerdict {
  const isHigh = score === null ? null : score >= PASSING_SCORE;
  if (!(passed ?? isHigh ?? true)) return 'failed';
  if (passed === null && isHigh === null) return 'unknown';
  return warning !== null || isHigh === false ? 'doubtful' : 'passed';
}

const WORDS: Readonly<Record<QualityVerdict, TextKey | null>> = {
  passed: 'qualityPassed',
  doubtful: 'qualityDoubtful',
  failed: 'qualityNotPassed',
  unknown: null,
};

/** The verdict in a word; null while it is unknown. */
export function verdictWord(verdict: QualityVerdict): string | null {
  const key = WORDS[verdict];
  return key === null ? null : t(key);
}
