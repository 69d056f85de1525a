import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../../src/synap/decode/decode.ts';
import { ITEM_CHARS, MAX_ITEMS, SENTENCE_CHARS, WORD_CHARS } from '../../../../src/synap/wire/bounds.ts';
import type { CallName, CallResult } from '../../../../src/synap/wire/endpoints.ts';
import { WIRE } from '../../../support/synap/fixtures.ts';

function valueOf<N extends CallName>(name: N, json: unknown, text?: string): NonNullable<CallResult[N]> {
  const result = decodeAnswer(name, { json, ...(text === undefined ? {} : { text }) });
  if (!result.ok || result.value === null) throw new Error('nothing was decoded');
  return result.value;
}

describe('[root 5] what is too long is cut, and told', () => {
  it('a status of megabytes: the words of a failure, a state, an id', () => {
    const long = 'x'.repeat(5_600_000);
    const status = valueOf('status', { ...WIRE.status, error_message: long, status: long, compaction_id: long });
    expect(status.errorMessage).toBe(`${'x'.repeat(SENTENCE_CHARS - 1)}…`);
    expect(status.statusWord).toBe(`${'x'.repeat(WORD_CHARS - 1)}…`);
    expect(status.cut).toEqual([
      { field: 'status', unit: 'characters', kept: WORD_CHARS, total: long.length },
      { field: 'compaction_id', unit: 'characters', kept: WORD_CHARS, total: long.length },
      { field: 'error_message', unit: 'characters', kept: SENTENCE_CHARS, total: long.length },
    ]);
    // It is stored with each watch.
    expect(JSON.stringify(status).length).toBeLessThan(6_000);
  });

  it('two million short facts', () => {
    const text = `{"facts":[${'"a",'.repeat(1_999_999)}"a"]}`;
    const summary = valueOf('summary', JSON.parse(text), text);
    expect(summary.facts).toHaveLength(MAX_ITEMS);
    expect(summary.cut).toEqual([{ field: 'facts', unit: 'items', kept: MAX_ITEMS, total: 2_000_000 }]);
    // A browser refuses messages of more than 64 MiB.
    expect(JSON.stringify({ data: summary, raw: text }).length).toBeLessThan(20_000_000);
  });

  it('a fact of more than a million hidden characters, and a word beside it', () => {
    const hidden = '\u200b'.repeat(1_200_000);
    const facts = [hidden, { content: 'b', confidence: hidden }];
    const summary = valueOf('summary', { ...WIRE.summary, facts, strategy_used: hidden, quality_warning: hidden });
    expect(summary.facts.map(({ text }) => text.length)).toEqual([ITEM_CHARS, 1]);
    expect(String(summary.facts[1]?.confidence).length).toBe(WORD_CHARS);
    expect(summary.strategyUsed?.length).toBe(WORD_CHARS);
    expect(String(summary.qualityWarning).length).toBe(SENTENCE_CHARS);
    expect(summary.cut).toContainEqual({ field: 'facts', unit: 'texts', kept: ITEM_CHARS, total: 1 });
  });

  it('a state that no tree can show; its source stays in the raw text', () => {
    const text = JSON.stringify({ ...WIRE.summary, current_state: { log: 'x'.repeat(3_000_000) } });
    const summary = valueOf('summary', JSON.parse(text), text);
    expect(summary.currentState).toBeNull();
    expect(summary.cut).toEqual([{ field: 'current_state', unit: 'characters', kept: 0, total: 3_000_010 }]);
  });

  it('messages: their number, their text, who wrote them', () => {
    const recent_messages = Array.from({ length: MAX_ITEMS + 1 }, () => ({ role: 'user', content: 'a' }));
    recent_messages[0] = { role: 'r'.repeat(500), content: 'b'.repeat(1_200_000) };
    const prompt = valueOf('prompt', { ...WIRE.prompt, recent_messages });
    expect(prompt.recentMessages).toHaveLength(MAX_ITEMS);
    expect(prompt.recentMessages[0]?.content.endsWith('b…')).toBe(true);
    expect(prompt.recentMessages[0]?.role.length).toBe(WORD_CHARS);
    expect(prompt.cut.map(({ unit, total }) => [unit, total])).toEqual([
      ['items', MAX_ITEMS + 1],
      ['texts', 1],
    ]);
  });

  it('nothing, where all fits', () => {
    expect(valueOf('status', WIRE.status).cut).toEqual([]);
    expect(valueOf('summary', WIRE.summary).cut).toEqual([]);
    expect(valueOf('prompt', WIRE.prompt).cut).toEqual([]);
    const error_message = 'x'.repeat(SENTENCE_CHARS);
    expect(valueOf('status', { ...WIRE.status, error_message })).toMatchObject({
      errorMessage: error_message,
      cut: [],
    });
  });
});
