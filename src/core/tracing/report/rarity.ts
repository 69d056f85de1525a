import type { Slices } from '../../slices.ts';
import { wordsOf } from '../../words/words.ts';

/** A Latin word this short is mostly one that every sentence has, which a few texts alone do not show. */
const SHORT = /^[a-zà-öø-ÿ]{1,3}$/;
const SHORT_SHARE = 0.3;
const BATCH = 100;

/** How much a word tells: little where many texts have it. */
export function* rarityIn(texts: readonly string[]): Slices<(stem: string) => number> {
  const counts = new Map<string, number>();
  for (const [at, text] of texts.entries()) {
    for (const stem of new Set(wordsOf(text).map((word) => word.stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    if (at % BATCH === 0) yield;
  }
  return (stem) => Math.log(1 + texts.length / ((counts.get(stem) ?? 0) + 0.5)) * (SHORT.test(stem) ? SHORT_SHARE : 1);
}
