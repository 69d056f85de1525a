import { expect, it } from 'vitest';
import { findCommitments } from '../../../../src/core/specifics/commitments.ts';

it('names the sentence and its binding words', () => {
  const text = 'Sounds good. You must never paste the key here. Bye!';
  const [found, ...rest] = findCommitments(text, 'en');
  expect(rest).toEqual([]);
  expect(found?.kind).toBe('never');
  expect(text.slice(found?.start, found?.end)).toBe('You must never paste the key here.');
  expect(found?.words.map(({ start, end }) => text.slice(start, end))).toEqual(['must never']);
});
