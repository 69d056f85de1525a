import '../../../support/ui/set-texts.ts';
import { describe, expect, it } from 'vitest';
import type {
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../../../src/core/conversation/conversation.ts';
import { conversationFacts } from '../../../../src/ui/facts/conversation-facts.ts';
import { keptText } from '../../../../src/ui/facts/fact-texts.ts';
import { answer, NOW, status, summary } from '../../../support/ui/fixtures.ts';

interface Held {
  status?: CompactionStatus;
  summary?: CompactedSummary | null;
  prompt?: ContextForPrompt;
}

/** The facts of answers that were received at NOW, as of `now`. */
function facts(held: Held, now = NOW) {
  const received = <T>(data: T | undefined) => (data === undefined ? null : answer(data, { retrievedAt: NOW }));
  return conversationFacts(
    { status: received(held.status), summary: received(held.summary), prompt: received(held.prompt), run: null },
    now,
  );
}

describe('the version, strategy and tokens', () => {
  it('come from whichever answer has them', () => {
    expect(facts({ status: status('completed'), summary: summary() })).toMatchObject({
      version: 3,
      strategy: 'balanced',
      savings: { original: 24_582, savedTokens: 21_141 },
    });
    const alone = facts({ status: status('completed') });
    expect(alone).toMatchObject({ version: 3, strategy: null, savings: { keptRatio: 0.14, original: null } });
    expect(facts({ summary: summary({ levelApplied: 'adaptive', strategyUsed: null }) })).toMatchObject({
      version: 3,
      strategy: 'adaptive',
    });
    expect(facts({})).toMatchObject({ version: null, summary: null, freshness: { kind: 'none' } });
    expect(facts({ summary: summary({ originalTokenCount: null }) }).savings.savedTokens).toBeNull();
  });

  it('leave out the summary of another version than the completed run', () => {
    const next = status('completed', { latestVersion: 4 });
    expect(facts({ status: next, summary: summary() })).toMatchObject({ summary: null, version: 4, strategy: null });
    expect(facts({ status: next, summary: summary({ version: null }) }).summary).not.toBeNull();
  });

  it('leave out a summary without a number that another run made', () => {
    const bare = { version: null, compactionId: 'cmp_other' };
    expect(facts({ status: status('completed'), summary: summary(bare) }).summary).toBeNull();
    expect(facts({ status: status('in_progress'), summary: summary(bare) }).summary).not.toBeNull();
  });

  it('are those of a summary that is newer than the status tells [root 1]', () => {
    const newer = summary({ version: 4, originalTokenCount: null, compressionRatio: null, validationScore: null });
    expect(facts({ status: status('completed'), summary: newer })).toMatchObject({
      version: 4,
      statusBehind: true,
      earlierVersion: null,
      summary: { version: 4 },
      savings: { keptRatio: null },
      quality: { score: null, passed: true },
    });
    expect(facts({ status: status('none'), summary: newer })).toMatchObject({ version: 4, statusBehind: true });
    expect(facts({ status: status('completed'), summary: summary() }).statusBehind).toBe(false);
    expect(facts({ status: status('completed', { latestVersion: null }), summary: newer }).statusBehind).toBe(false);
  });

  it('name the earlier version only beside a run that made none yet', () => {
    const earlier = (held: CompactionStatus) => facts({ status: held, summary: summary() }).earlierVersion;
    expect(earlier(status('in_progress'))).toBe(3);
    expect(earlier(status('failed'))).toBe(3);
    expect(earlier(status('completed'))).toBeNull();
    // Nobody can tell what an unknown word means.
    expect(earlier(status('unknown', { statusWord: 'archived' }))).toBeNull();
  });

  it('say how much is kept in words that add up', () => {
    expect(keptText(facts({ summary: summary() }).savings)).toBe('kept 14% (saved 86%)');
    const longer = summary({ originalTokenCount: 100, compactedTokenCount: 120 });
    expect(keptText(facts({ summary: longer }).savings)).toContain('20% longer');
  });
});

describe('the quality', () => {
  it("of a failed run is its own: it never has the earlier summary's pass", () =>
    expect(facts({ status: status('failed'), summary: summary({ version: 2 }) }).quality).toEqual({
      score: 0.41,
      passed: null,
      warning: null,
      earlierVersion: null,
    }));

  it('of a failed run without a score is the earlier version’s, by name', () =>
    expect(facts({ status: status('failed', { validationScore: null }), summary: summary() }).quality).toMatchObject({
      score: 0.91,
      passed: true,
      earlierVersion: 3,
    }));

  it('names the version it is of, while another is made', () =>
    expect(facts({ status: status('in_progress'), summary: summary() }).quality).toMatchObject({
      score: 0.91,
      passed: true,
      earlierVersion: 3,
    }));

  it('has its score and its verdict from one answer [A5]', () => {
    const quality = (score: number | null, own: Partial<CompactedSummary>) =>
      facts({ status: status('completed', { validationScore: score }), summary: summary(own) }).quality;
    expect(quality(0.9, { validationScore: 0.43, validationPassed: false })).toMatchObject({
      score: 0.43,
      passed: false,
    });
    expect(quality(0.9, { validationScore: null, validationPassed: false })).toMatchObject({
      score: null,
      passed: false,
    });
    expect(quality(0.9, { validationScore: null, validationPassed: true })).toMatchObject({
      score: 0.9,
      passed: null,
    });
    expect(quality(null, { validationScore: null, validationPassed: true })).toMatchObject({
      score: null,
      passed: true,
    });
  });

  it('of an unknown state is what the answers say', () =>
    expect(facts({ status: status('unknown', { validationScore: 0.7 }), summary: null }).quality).toMatchObject({
      score: 0.7,
      earlierVersion: null,
    }));
});
