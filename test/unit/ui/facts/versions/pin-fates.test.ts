import '../../../../support/ui/set-texts.ts';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../../../src/core/slices.ts';
import type { CompactedSummary } from '../../../../../src/core/conversation/conversation.ts';
import { type Comparison, latestTwo } from '../../../../../src/ui/facts/versions/comparison.ts';
import {
  checkPins,
  lastKept,
  pinFates,
  pinsIn,
  type ReadVersions,
} from '../../../../../src/ui/facts/versions/pin-fates.ts';
import { lastKeptText } from '../../../../../src/ui/facts/versions/pin-texts.ts';
import { deltasText, versionDeltas } from '../../../../../src/ui/facts/versions/version-deltas.ts';
import { summary } from '../../../../support/ui/fixtures.ts';

const version = (...texts: string[]) =>
  summary({ facts: texts.map((text) => ({ text, confidence: null, extra: {} })), decisions: [], preferences: [] });
const pin = (text: string) => ({ id: text, conversationId: null, text, pinnedAt: 0 });

const fatesOf = (
  texts: readonly string[],
  versions: ReadVersions,
  comparison: Comparison = latestTwo(versions.size),
) => {
  const pins = texts.map(pin);
  finish(checkPins(pins, versions));
  return pinFates(pins, versions, comparison);
};
const read = (versions: Record<number, CompactedSummary>): ReadVersions =>
  new Map(Object.entries(versions).map(([number, summary]) => [Number(number), summary]));

describe('what must be kept', () => {
  const DEPOSIT = 'The deposit of €1,200 went to Okafor.';
  const WITH = () => version('No skylight.', DEPOSIT);
  const WITHOUT = () => version('The deposit of €900 went to Okafor.', 'No skylight.');

  it('is told for each version, with the statement that keeps it', () => {
    const [skylight, deposit] = fatesOf(['No skylight.', DEPOSIT], read({ 1: WITH(), 2: WITHOUT() }));
    expect(skylight?.before).toMatchObject({ state: 'kept', by: { kind: 'fact', number: 1 } });
    expect(skylight?.after).toMatchObject({ state: 'kept', by: { kind: 'fact', number: 2 } });
    expect(deposit?.before?.state).toBe('kept');
    expect(deposit?.after).toEqual({ state: 'lost', by: null });
  });

  it('is unknown of a version that is not at hand, and of all until they are checked', () => {
    const versions = read({ 2: version('No skylight.') });
    expect(pinFates([pin('No skylight.')], versions, { before: 1, after: 2 })).toMatchObject([
      { before: null, after: null },
    ]);
    expect(fatesOf(['No skylight.'], versions, { before: 1, after: 2 })).toMatchObject([
      { before: null, after: { state: 'kept' } },
    ]);
  });

  it('is counted for each version that was read, by what it does', () => {
    const other = version('Okafor got the deposit of €1,200, it went to Okafor & Sons.');
    const fates = fatesOf(['No skylight.', DEPOSIT], read({ 1: WITH(), 3: WITHOUT(), 4: other }));
    const count = (number: number) => {
      const found = pinsIn(fates, number);
      return found && [found.lost.length, found.reworded.length, found.kept.length];
    };
    expect([1, 2, 3, 4].map(count)).toEqual([[0, 0, 2], null, [1, 0, 1], [1, 1, 0]]);
    expect(pinsIn(fates, 3)?.lost.map(({ text }) => text)).toEqual([DEPOSIT]);
    expect(pinsIn([], 3)).toBeNull();
  });

  it('checks a version once, whatever is compared', () => {
    const versions = read({ 1: WITH(), 2: WITHOUT() });
    fatesOf(['No skylight.'], versions);
    const steps = (texts: string[]) => [...checkPins(texts.map(pin), versions)].length;
    expect(steps(['No skylight.'])).toBe(0);
    expect(steps(['No skylight.', DEPOSIT])).toBe(2);
  });

  it.each([
    ['kept by the newest', { 1: WITHOUT(), 2: WITH() }, null, null],
    [
      'kept until the one before',
      { 1: WITH(), 2: WITH(), 3: WITHOUT() },
      { version: 2, isSure: true },
      'last kept in v2',
    ],
    ['kept once', { 1: WITH(), 2: WITHOUT(), 3: WITHOUT() }, { version: 1, isSure: true }, 'last kept in v1'],
    [
      'kept before one that was not read',
      { 1: WITH(), 3: WITHOUT() },
      { version: 1, isSure: false },
      'kept in v1; not all later versions are loaded',
    ],
    ['kept by none', { 1: WITHOUT(), 2: WITHOUT() }, { version: null, isSure: true }, 'in no version'],
    [
      'kept by none that was read',
      { 2: WITHOUT(), 3: WITHOUT() },
      { version: null, isSure: false },
      'in none of the versions loaded so far',
    ],
  ] as const)('tells where it was last kept: %s', (_, versions, last, text) => {
    const [fate] = fatesOf([DEPOSIT], read(versions));
    expect(fate && lastKept(fate)).toEqual(last);
    expect(fate && lastKeptText(fate)).toBe(text);
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
