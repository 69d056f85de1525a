import '../../../../support/ui/set-texts.ts';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../../src/core/slices.ts';
import { pinFates } from '../../../../../src/ui/facts/versions/pin-fates.ts';
import { deltasText, versionDeltas } from '../../../../../src/ui/facts/versions/version-deltas.ts';
import { summary } from '../../../../support/ui/fixtures.ts';

const version = (...texts: string[]) =>
  summary({ facts: texts.map((text) => ({ text, confidence: null, extra: {} })), decisions: [], preferences: [] });
const pin = (text: string) => ({ id: text, conversationId: null, text, pinnedAt: 0 });

describe('what must be kept', () => {
  it('is told for each version, with the statement that keeps it', () => {
    const before = version('No skylight.', 'The deposit of €1,200 went to Okafor.');
    const after = version('The deposit of €900 went to Okafor.', 'No skylight.');
    const [skylight, deposit] = finish(
      pinFates([pin('No skylight.'), pin('The deposit of €1,200 went to Okafor.')], before, after),
    );
    expect(skylight?.before).toMatchObject({ state: 'kept', by: { kind: 'fact', number: 1 } });
    expect(skylight?.after).toMatchObject({ state: 'kept', by: { kind: 'fact', number: 2 } });
    expect(deposit?.before?.state).toBe('kept');
    expect(deposit?.after).toEqual({ state: 'lost', by: null });
  });

  it('is unknown of a version that is not at hand', () => {
    expect(finish(pinFates([pin('No skylight.')], null, version('No skylight.')))).toMatchObject([
      { before: null, after: { state: 'kept' } },
    ]);
  });
});

describe('the figures of two versions', () => {
  const figures = (tokens: number | null, score: number | null) =>
    summary({
      originalTokenCount: 10_000,
      compactedTokenCount: tokens,
      compressionRatio: null,
      validationScore: score,
    });
  it('stand side by side, and say which way they went', () => {
    const text = (...sides: Parameters<typeof versionDeltas>) => deltasText(versionDeltas(...sides));
    expect(text(figures(4102, 0.94), figures(5523, 0.88))).toBe('4,102 → 5,523 tokens ▲ · 41% → 55% ▲ · 0.94 → 0.88 ▼');
    expect(text(figures(4102, 0.9), figures(4102, 0.9))).toBe('4,102 tokens · 41% · 0.90');
    expect(text(figures(null, 0.9), figures(4102, null))).toBe('– → 4,102 tokens · – → 41% · 0.90 → –');
    expect(text(null, figures(4102, null))).toBe('4,102 tokens · 41%');
    expect(text(null, null)).toBe('');
  });
});
