import '../../../../support/ui/set-texts.ts';
import { describe, expect, it } from 'vitest';
import type {
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../../../../src/core/conversation/conversation.ts';
import { freshnessOf } from '../../../../../src/ui/facts/freshness/freshness-facts.ts';
import {
  freshnessReason,
  freshnessSentences,
  freshnessText,
} from '../../../../../src/ui/facts/freshness/freshness-texts.ts';
import { answer, MINUTE, NOW, prompt, SECOND, status, summary } from '../../../../support/ui/fixtures.ts';

interface Held {
  status?: CompactionStatus;
  summary?: CompactedSummary | null;
  prompt?: ContextForPrompt;
}

/** The freshness by answers that were received at NOW, as of `now`. */
function fresh(held: Held, now = NOW) {
  const received = <T>(data: T | undefined) => (data === undefined ? null : answer(data, { retrievedAt: NOW }));
  return freshnessOf(
    { status: received(held.status), summary: received(held.summary), prompt: received(held.prompt) },
    now,
  );
}

const silent = { isStale: null, recentMessages: [], recentMessageCount: 0, compactionAgeSeconds: null };
const completed = status('completed', { completedAt: NOW - 20 * MINUTE });

describe('without evidence', () => {
  it('the freshness is unknown, however old the summary is [A6]', () => {
    expect(fresh({ status: completed })).toMatchObject({ kind: 'unknown', newer: null, ageMs: 20 * MINUTE });
    expect(fresh({ status: completed, prompt: prompt(silent) })).toMatchObject({ kind: 'unknown', newer: 0 });
    expect(fresh({ status: status('completed') }).kind).toBe('unknown');
  });

  it('newer messages are evidence where Synap gave no word', () =>
    expect(fresh({ prompt: prompt({ ...silent, recentMessageCount: 9 }) })).toMatchObject({ kind: 'stale', newer: 9 }));

  it('a context that holds no summary says nothing about one [A6]', () => {
    const raw = prompt({ ...silent, isStale: true, recentMessageCount: 9, compactedMessageCount: 0 });
    expect(fresh({ status: completed, prompt: raw })).toMatchObject({ kind: 'unknown', newer: null });
  });
});

describe('before a first compaction [A8]', () => {
  const never = { compactionAgeSeconds: null, compactedMessageCount: 0, recentMessageCount: 10 };
  it('nothing is stale or fresh, whatever the context says', () => {
    expect(fresh({ status: status('none'), prompt: prompt({ ...never, isStale: false }) }).kind).toBe('none');
    expect(fresh({ prompt: prompt({ ...never, isStale: true }) }).kind).toBe('none');
    // A context that was read before the status.
    expect(fresh({ status: status('none'), prompt: prompt() }).kind).toBe('none');
    expect(fresh({ status: status('none'), prompt: prompt({ ...silent, compactedMessageCount: null }) }).kind).toBe(
      'none',
    );
  });
  it('nothing is said', () => expect(freshnessText(fresh({ status: status('none') }))).toBeNull());
});

describe('the age', () => {
  it("counts on from Synap's own", () => {
    const held = { status: status('completed'), prompt: prompt({ ...silent, compactionAgeSeconds: 600 }) };
    expect(fresh(held).ageMs).toBe(600 * SECOND);
    expect(fresh(held, NOW + 600 * SECOND).ageMs).toBe(1_200 * SECOND);
  });
  it('is that of the summary where nothing else tells', () =>
    expect(fresh({ summary: summary({ createdAt: NOW - MINUTE }) }).ageMs).toBe(MINUTE));
});

describe('the newer messages', () => {
  it('have a first one and tokens once all of them are held [B1]', () => {
    const held = { prompt: prompt() };
    expect(fresh(held)).toMatchObject({ newer: 2, newerSince: NOW - MINUTE, newerTokens: 28 });
    expect(fresh({ prompt: prompt({ recentMessageCount: 86 }) })).toMatchObject({
      newer: 86,
      newerSince: null,
      newerTokens: null,
    });
  });
});

describe('the words', () => {
  const text = (changes: Partial<ContextForPrompt>) => freshnessText(fresh({ prompt: prompt(changes) }));
  it('are short enough for a chip [B1]', () => {
    expect(text({ recentMessageCount: 86 })).toBe('Stale · 86 newer');
    expect(text({ recentMessageCount: null })).toBe('Stale');
    expect(text({ isStale: false })).toBe('Fresh');
    expect(freshnessText(fresh({ status: completed }))).toBe('Freshness unknown');
  });

  it('give the reasons, and no limit of age [A7]', () => {
    const old = prompt({ isStale: false, recentMessageCount: 0, recentMessages: [], compactionAgeSeconds: 86_460 });
    expect(freshnessSentences(fresh({ prompt: old }), NOW).at(-1)).toBe(
      'The summary is 24\u00a0h\u00a01\u00a0min old.',
    );
    expect(freshnessSentences(fresh({ prompt: prompt() }), NOW)[1]).toBe(
      '2 messages are newer than this summary (≈ 28 tokens, the first 1\u00a0min\u00a0ago).',
    );
  });

  it('claim no lack of newer messages that Synap did not tell', () => {
    const reason = (held: Held) => freshnessReason(fresh(held));
    const none = { ...silent, isStale: false };
    expect(reason({ prompt: prompt({ ...none, recentMessageCount: null }) })).toBeNull();
    expect(reason({ status: completed })).toContain('20 min');
    expect(reason({ prompt: prompt(none) })).not.toBeNull();
    expect(reason({ prompt: prompt({ recentMessageCount: 6 }) })).toBe('6 messages are newer than this summary');
  });
});
