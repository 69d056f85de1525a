import { describe, expect, it } from 'vitest';
import type {
  CompactedSummary,
  ContextForPrompt,
  PromptStyle,
} from '../../../../../src/core/conversation/conversation.ts';
import { estimateTokens } from '../../../../../src/core/conversation/savings.ts';
import { promptFacts } from '../../../../../src/ui/facts/content/prompt-facts.ts';
import { answer, prompt, status, summary } from '../../../../support/ui/fixtures.ts';

interface Held {
  state?: 'none' | 'completed';
  summary?: CompactedSummary | null;
  style?: PromptStyle;
}

function facts(changes: Partial<ContextForPrompt>, { state, summary: held, style = 'structured' }: Held = {}) {
  return promptFacts(prompt(changes), style, {
    status: state ? answer(status(state)) : null,
    summary: held === undefined ? null : answer(held),
    prompt: null,
    run: null,
  });
}

const text = prompt().context ?? '';

describe('the tokens of a prompt', () => {
  it('are those of its text: the messages in it are not counted twice [A17]', () => {
    const { summary: first, recent, total, missing } = facts({});
    expect(total.count).toBe(first.count + recent.count);
    expect(Math.abs(total.count - estimateTokens(text))).toBeLessThanOrEqual(1);
    expect(recent.count).toBe(estimateTokens(text.slice(text.indexOf('## Recent'))));
    expect(missing).toEqual([]);
  });

  it("are Synap's own where it counted them, and estimates else", () => {
    const own = { state: 'completed', summary: summary() } as const;
    expect(facts({}, own).summary).toEqual({ count: 3441, isCounted: true });
    expect(facts({}, own).total.isCounted).toBe(false);
    const alone = { context: summary().context, recentMessages: [], recentMessageCount: 0 };
    expect(facts(alone, own).total).toEqual({ count: 3441, isCounted: true });
    // Another style has another text, and another version's count is not this one's.
    expect(facts({}, { ...own, style: 'narrative' }).summary.isCounted).toBe(false);
    expect(facts({}, { ...own, summary: summary({ version: 2 }) }).summary.isCounted).toBe(false);
    expect(facts({}, { ...own, summary: summary({ compactedTokenCount: null }) }).summary.isCounted).toBe(false);
  });

  it('leave out messages that the text does not hold, which are told apart', () => {
    const { recent, missing, missingTokens } = facts({ context: summary().context });
    expect(recent.count).toBe(0);
    expect(missing.map(({ messageId }) => messageId)).toEqual(['msg_31', 'msg_32']);
    expect(missingTokens).toBe(28);
    expect(facts({ context: null }).total.count).toBe(0);
  });
});

describe('before a first compaction', () => {
  const never = { compactionAgeSeconds: null, compactedMessageCount: 0, available: true };
  it('all of the text is messages, whatever `available` says [A8]', () => {
    const { hasSummary, summary: none, recent, total } = facts(never);
    expect({ hasSummary, none, recent }).toMatchObject({ hasSummary: false, none: { count: 0 }, recent: total });
    const silent = { ...never, compactedMessageCount: null };
    expect(facts(silent, { state: 'none' }).hasSummary).toBe(false);
    expect(facts(silent, { state: 'completed' }).hasSummary).toBe(true);
    expect(facts(silent, { summary: null }).hasSummary).toBe(false);
    expect(facts(silent).hasSummary).toBe(true);
  });
});

it('tells how many of the messages that Synap counts it lists', () =>
  expect(facts({ recentMessageCount: 217 })).toMatchObject({ counted: 217, listed: 2 }));
