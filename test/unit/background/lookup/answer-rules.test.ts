import { partKey, STATUS, type Part } from '../../../../src/core/conversation/part.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCacheable, withExpiry } from '../../../../src/background/lookup/answer-rules.ts';
import { PROMPT_STYLES, SUMMARY_FORMATS } from '../../../../src/core/conversation/conversation.ts';
import { answerOf, PROMPT, statusOf, summaryOf } from '../../../support/worker/answers.ts';

const AT = 1_000_000;
const summaryTtl = (ttlSeconds: number | null, setting = 300) =>
  withExpiry('summary', answerOf(summaryOf({ ttlSeconds }), { retrievedAt: AT }), setting).meta.expiresAt - AT;

describe('withExpiry', () => {
  it('is the setting, or a shorter ttl_seconds', () => {
    expect(summaryTtl(null)).toBe(300_000);
    expect(summaryTtl(60)).toBe(60_000);
    expect(summaryTtl(0)).toBe(0);
    expect(summaryTtl(3_600)).toBe(300_000);
    expect(summaryTtl(3_600, 900)).toBe(900_000);
  });

  it('is the setting for a ttl_seconds that means nothing [F50]', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, -1, Number.NEGATIVE_INFINITY])
      expect(summaryTtl(odd)).toBe(300_000);
    fc.assert(
      fc.property(fc.double(), (ttl) => {
        expect(summaryTtl(ttl)).toBeGreaterThanOrEqual(0);
        expect(summaryTtl(ttl)).toBeLessThanOrEqual(300_000);
      }),
    );
  });

  it('is nothing for a run in progress, and short for "no summary yet"', () => {
    const run = answerOf(statusOf({ state: 'in_progress' }), { retrievedAt: AT });
    expect(withExpiry('status', run, 300).meta.expiresAt).toBe(AT);
    // `queued` may be a run that is about to begin.
    const queued = answerOf(statusOf({ state: 'unknown', statusWord: 'queued' }), { retrievedAt: AT });
    expect(withExpiry('status', queued, 300).meta.expiresAt).toBe(AT + 30_000);
    expect(withExpiry('status', queued, 10).meta.expiresAt).toBe(AT + 10_000);
    const none = answerOf(null, { retrievedAt: AT });
    expect(withExpiry('summary', none, 300).meta.expiresAt).toBe(AT + 30_000);
    expect(withExpiry('summary', none, 10).meta.expiresAt).toBe(AT + 10_000);
    expect(withExpiry('prompt', answerOf(PROMPT, { retrievedAt: AT }), 300).meta.expiresAt).toBe(AT + 300_000);
  });
});

describe('parts', () => {
  const parts: Part[] = [
    STATUS,
    ...SUMMARY_FORMATS.flatMap((format) =>
      [null, 1, 2].map((version) => ({ kind: 'summary', format, version }) as const),
    ),
    ...PROMPT_STYLES.map((style) => ({ kind: 'prompt', style }) as const),
  ];

  it('have a name each', () => {
    expect(new Set(parts.map(partKey)).size).toBe(parts.length);
  });

  it('are cached unless a version is pinned', () => {
    for (const part of parts) expect(isCacheable(part)).toBe(!(part.kind === 'summary' && part.version !== null));
  });
});
