import '../../../support/ui/set-texts.ts';
import { expect, it } from 'vitest';
import { oneLine as lineOf } from '../../../../src/ui/facts/status-line.ts';
import { answer, NOW, prompt, status, summary } from '../../../support/ui/fixtures.ts';

const oneLine = (held: ReturnType<typeof status>, itsSummary: ReturnType<typeof summary> | null, now: number) =>
  lineOf({ status: answer(held), summary: answer(itsSummary), prompt: null, run: null }, now);

it('says it all of a completed run', () =>
  expect(oneLine(status('completed'), summary(), NOW)).toBe(
    'Compacted v3 · balanced · 24,582 → 3,441 tokens (kept 14%) · score 0.91 · 2 min ago',
  ));
it('does without the summary', () =>
  expect(oneLine(status('completed'), null, NOW)).toBe('Compacted v3 · kept 14% · score 0.91 · 2 min ago'));
it('leaves out the summary of another version', () =>
  expect(oneLine(status('completed', { latestVersion: 4 }), summary(), NOW)).not.toContain('24,582'));
it('does with next to nothing', () =>
  expect(
    oneLine(
      status('completed', { latestVersion: null, completedAt: null, compressionRatio: null, validationScore: null }),
      null,
      NOW,
    ),
  ).toBe('Compacted'));
it('tells the other states', () => {
  expect(oneLine(status('none'), null, NOW)).toBe('Never compacted');
  expect(oneLine(status('in_progress'), summary(), NOW)).toBe(
    'Compaction in progress · started 12 s ago · estimated 41 s',
  );
  expect(oneLine(status('failed'), summary(), NOW)).toBe(
    'Compaction failed · validation score 0.41 is below the threshold of 0.5 · 4 min ago',
  );
  expect(oneLine(status('unknown', { statusWord: 'arch\u202Eived' }), null, NOW)).toBe(
    'Unknown status “arch⟨U+202E⟩ived”',
  );
});
it('is one line, whatever was said', () =>
  expect(oneLine(status('failed', { errorMessage: 'first\nsecond\r\n\tthird' }), null, NOW)).toBe(
    'Compaction failed · first second third · 4 min ago',
  ));
it('says after the age that the summary is stale [B1]', () => {
  const line = (isStale: boolean | null) => {
    const held = {
      status: answer(status('completed')),
      summary: null,
      prompt: answer(prompt({ isStale, recentMessageCount: 86 })),
      run: null,
    };
    return lineOf(held, NOW);
  };
  expect(line(true)).toContain('2 min ago · Stale · 86 newer');
  expect(line(false)).toMatch(/2 min ago$/);
  expect(line(null)).toContain('2 min ago · Stale · 86 newer');
});
