import type { Slices } from '../../src/core/slices.ts';
import { findCommitments } from '../../src/core/specifics/commitments.ts';
import { sentencesOf } from '../../src/core/words/sentences.ts';
import type { Bench } from './measure.ts';
import { realMessages } from './tracing.ts';

export function commitmentsBenches(): Bench[] {
  const texts = realMessages().map(({ text }) => text);
  return [
    {
      name: `${texts.length} messages`,
      run: () => findAll(texts),
      floor: () => texts.forEach(sentencesOf),
      against: 'splitting them into sentences',
    },
  ];
}

function* findAll(texts: readonly string[]): Slices<void> {
  for (const text of texts) {
    findCommitments(text, 'en');
    yield;
  }
}
