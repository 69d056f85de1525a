import { expect, it } from 'vitest';
import type { SummaryItem } from '../../../../src/core/conversation/conversation.ts';
import { confidences } from '../../../../src/ui/detail/summary/confidence.ts';

const items = (...given: SummaryItem['confidence'][]): SummaryItem[] =>
  given.map((confidence) => ({ text: 'A fact.', confidence, extra: {} }));

it.each([
  ['all the same', items(0.85, 0.85, 0.85), '0.85', [null, null, null]],
  ['about the same', items(0.95, 0.97, 0.9), '0.95', [null, null, null]],
  ['one less', items(0.95, 0.6, 0.97), '0.95', [null, '0.60', null]],
  ['just a tenth less', items(1, 1, 0.9), '1.00', [null, null, '0.90']],
  ['words', items('explicit', 'inferred', 'explicit'), 'explicit', [null, 'inferred', null]],
  ['some without', items(null, 0.9, null), '0.90', [null, null, null]],
  ['none', items(null, null), null, [null, null]],
  ['no items', [], null, []],
] as const)('a confidence is shown where it stands out: %s [C5]', (_name, list, usual, shown) => {
  const found = confidences(list);
  expect(found.usual).toBe(usual);
  expect(list.map((item) => found.outlier(item))).toEqual(shown);
});
