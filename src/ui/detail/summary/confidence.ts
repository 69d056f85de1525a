import type { SummaryItem } from '../../../core/conversation/conversation.ts';
import { formatScore } from '../../format/numbers.ts';

/** A list's confidences: the one that most items share, and the text of those that stand out. */
export interface Confidences {
  /** `0.95`, or Synap's own word; null when it sent none. */
  usual: string | null;
  /** The item's own, when it stands out; else null. */
  outlier(item: SummaryItem): string | null;
}

/** Numbers this close to the usual one do not stand out. */
const USUAL_WITHIN = 0.1;

export function confidences(items: readonly SummaryItem[]): Confidences {
  const given = items.map((item) => item.confidence).filter((value) => value !== null);
  const usual = usualOf(given);
  return {
    usual: usual === null ? null : confidenceText(usual),
    outlier: ({ confidence }) =>
      confidence === null || usual === null || isUsual(confidence, usual) ? null : confidenceText(confidence),
  };
}

type Confidence = NonNullable<SummaryItem['confidence']>;

/** The median of numbers, the most frequent of words; whichever of the two kinds there is more of. */
function usualOf(given: Confidence[]): Confidence | null {
  const numbers = given.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const words = given.filter((value) => typeof value === 'string');
  if (numbers.length >= words.length) return numbers[Math.floor(numbers.length / 2)] ?? null;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function isUsual(confidence: Confidence, usual: Confidence): boolean {
  if (typeof confidence !== 'number' || typeof usual !== 'number') return confidence === usual;
  // Hundredths, because 0.9 is less than 0.1 away from 1 in floating point.
  return Math.round(Math.abs(confidence - usual) * 100) < USUAL_WITHIN * 100;
}

function confidenceText(confidence: Confidence): string {
  return typeof confidence === 'number' ? formatScore(confidence) : confidence;
}
