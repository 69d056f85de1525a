import { describe, expect, test } from 'vitest';
import { decodeAnswer } from '../../../../src/synap/decode/decode.ts';
import type { CallName, CallResult } from '../../../../src/synap/wire/endpoints.ts';
import { ID, WIRE } from '../../../support/synap/fixtures.ts';

const NOON = Date.UTC(2026, 2, 29, 12, 0, 0);

function valueOf<N extends CallName>(name: N, raw: unknown): CallResult[N] {
  const result = decodeAnswer(name, { json: raw });
  if (!result.ok) throw new Error(`refused at ${result.path}`);
  return result.value;
}

function summaryOf(fields: object) {
  const summary = valueOf('summary', { formatted_context: 'x', ...fields });
  if (summary === null) throw new Error('no summary');
  return summary;
}

describe('status', () => {
  test('every field', () => {
    expect(valueOf('status', WIRE.status)).toEqual({
      conversationId: ID,
      state: 'completed',
      statusWord: 'completed',
      compactionId: 'cmp_1',
      completedAt: NOON + 123,
      compressionRatio: 0.14,
      validationScore: 0.91,
      estimatedCompletionSeconds: 60,
      errorMessage: 'none',
      latestVersion: 3,
      latestCreatedAt: NOON,
      cut: [],
    });
  });

  test.each(['queued', 'COMPLETED', '', '__proto__', 'toString'])(
    '[F38] the word %j is unknown, and kept',
    (status) => {
      expect(valueOf('status', { status })).toMatchObject({ state: 'unknown', statusWord: status, compactionId: null });
    },
  );

  test('[F38] NaN, endless, negative and absurd numbers are not said', () => {
    for (const value of [Number.NaN, Infinity, -Infinity, 1e300, -1, '3', null, [], {}]) {
      const fields = {
        compression_ratio: value,
        validation_score: value,
        latest_version: value,
        estimated_completion_seconds: value,
      };
      expect(valueOf('status', { status: 'none', ...fields })).toMatchObject({
        compressionRatio: null,
        validationScore: null,
        latestVersion: null,
        estimatedCompletionSeconds: null,
      });
    }
    const absurd = { status: 'none', validation_score: 91, latest_version: 1.5 };
    expect(valueOf('status', absurd)).toMatchObject({ validationScore: null, latestVersion: null });
  });

  test.each(['', ' ', '\n\t'])('[F38] %j names no run and is no reason', (blank) => {
    const fields = { status: 'failed', compaction_id: blank, error_message: blank };
    expect(valueOf('status', fields)).toMatchObject({ compactionId: null, errorMessage: null });
    expect(summaryOf({ compaction_id: blank })).toMatchObject({ compactionId: null });
  });
});

describe('summary', () => {
  test('every field', () => {
    expect(valueOf('summary', WIRE.summary)).toEqual({
      conversationId: ID,
      context: 'They plan a trip.',
      version: 3,
      createdAt: NOON,
      originalTokenCount: 24_582,
      compactedTokenCount: 3_441,
      compressionRatio: 0.14,
      strategyUsed: 'balanced',
      levelApplied: 'balanced',
      compactionId: 'cmp_1',
      validationScore: 0.91,
      validationPassed: true,
      facts: [
        { text: 'Lives in Lisbon', confidence: null, extra: {} },
        { text: 'Has a dog', confidence: 0.8, extra: { source: 'm-1' } },
      ],
      decisions: [{ text: 'Go in May', confidence: 'explicit', extra: {} }],
      preferences: [],
      currentState: '{"open":["book a hotel"],"step":2}',
      qualityWarning: false,
      warnings: ['dates are relative'],
      ttlSeconds: 120,
      cut: [],
    });
  });

  test.each<[object, string]>([
    [{ formatted_context: 'a' }, 'a'],
    [{ compacted_context: 'b' }, 'b'],
    [{ formatted_context: 'a', compacted_context: 'b' }, 'a'],
    [{ formatted_context: null, compacted_context: 'b' }, 'b'],
    [{ formatted_context: '', compacted_context: 'b' }, 'b'],
    [{ formatted_context: '' }, ''],
    [{ facts: ['one'] }, ''],
    [{ compaction_id: 'cmp_1' }, ''],
  ])('[F38] the text of %j', (raw, context) => {
    expect(valueOf('summary', raw)).toMatchObject({ context });
  });

  test.each<[object, string | null, string]>([
    [{}, null, 'adaptive'],
    [{ strategy_used: 'medium' }, 'medium', 'medium'],
    [{ strategy_used: 'new-one' }, 'new-one', 'new-one'],
    [{ strategy_used: null, level_applied: 'high' }, null, 'high'],
    [{ strategy_used: 7 }, null, 'adaptive'],
  ])('the strategy of %j', (fields, strategyUsed, levelApplied) => {
    expect(summaryOf(fields)).toMatchObject({ strategyUsed, levelApplied });
  });

  test.each<[unknown, string | boolean]>([
    ['Low score', 'Low score'],
    ['', false],
    [true, true],
    [false, false],
    [null, false],
    [7, false],
  ])('a quality warning of %j', (quality_warning, expected) => {
    expect(summaryOf({ quality_warning }).qualityWarning).toBe(expected);
  });
});

describe('what a summary holds', () => {
  test('[F38] items of every sort are shown', () => {
    const facts = [
      'a',
      null,
      7,
      ['b'],
      { content: '', text: 'c' },
      { statement: 'd' },
      { content: 'e', confidence: 95 },
      { text: 'f', confidence: 'inferred' },
    ];
    expect(summaryOf({ facts }).facts).toEqual([
      { text: 'a', confidence: null, extra: {} },
      { text: '7', confidence: null, extra: {} },
      { text: '["b"]', confidence: null, extra: {} },
      { text: 'c', confidence: null, extra: { content: '' } },
      { text: '{"statement":"d"}', confidence: null, extra: { statement: 'd' } },
      { text: 'e', confidence: null, extra: { confidence: 95 } },
      { text: 'f', confidence: 'inferred', extra: {} },
    ]);
    expect(summaryOf({ facts: 'none', decisions: {}, preferences: null, warnings: 7 })).toMatchObject({
      facts: [],
      decisions: [],
      preferences: [],
      warnings: [],
    });
  });

  test.each([Number.NaN, Infinity, -1, '300', null])('[F50] a TTL of %j is not said', (ttl_seconds) => {
    expect(summaryOf({ ttl_seconds }).ttlSeconds).toBeNull();
  });

  test('[F55] a `__proto__` key is neither kept nor obeyed', () => {
    const raw: unknown = JSON.parse(
      '{"formatted_context":"x","__proto__":{"version":9},"current_state":{"__proto__":{"bad":1},"a":{"__proto__":{"bad":1}}},"facts":[{"text":"t","__proto__":{"bad":1},"constructor":{"prototype":{"bad":1}}}]}',
    );
    const summary = summaryOf(raw as object);
    expect(summary.version).toBeNull();
    expect(JSON.stringify(summary)).not.toContain('__proto__');
    expect(({} as Record<string, unknown>)['bad']).toBeUndefined();
    expect(JSON.parse(summary.currentState ?? '')).toEqual({ a: {} });
  });

  test('[F76] JSON 100,000 deep is cut', () => {
    const deep: unknown = JSON.parse('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000));
    const summary = summaryOf({ current_state: deep, facts: [deep, [deep]], warnings: [deep] });
    expect(JSON.stringify(summary).length).toBeLessThan(10_000);
  });
});

describe('prompt', () => {
  const expected = {
    context: 'Summary …',
    available: true,
    isStale: false,
    compressionRatio: 0.14,
    validationScore: 0.91,
    compactionAgeSeconds: 840.5,
    qualityWarning: false,
    recentMessages: [{ role: 'user', content: 'Hi', timestamp: NOON, messageId: 'm-9' }],
    recentMessageCount: 1,
    compactedMessageCount: 418,
    totalMessageCount: 419,
    cut: [],
  };

  test('every field, with and without an envelope', () => {
    expect(valueOf('prompt', WIRE.prompt)).toEqual(expected);
    expect(valueOf('prompt', { context_for_prompt: WIRE.prompt })).toEqual(expected);
  });

  test('[F38] before the first compaction', () => {
    expect(valueOf('prompt', { formatted_context: null, available: false })).toMatchObject({
      context: null,
      available: false,
      isStale: null,
    });
    expect(valueOf('prompt', { formatted_context: 'x' })).toMatchObject({ available: true });
  });

  test('[F38] messages of every sort', () => {
    const recent_messages = [null, 7, {}, { role: 'tool', content: [{ type: 'text', text: 'a' }] }];
    expect(valueOf('prompt', { recent_messages })).toMatchObject({
      available: false,
      recentMessages: [
        { role: 'unknown', content: '', timestamp: null, messageId: null },
        { role: 'tool', content: 'a', timestamp: null, messageId: null },
      ],
    });
  });
});

test('[T24] recent messages in parts are text, without base64', () => {
  const recent_messages = [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'What is in this picture?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo' } },
      ],
    },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ type: 'function', function: { name: 'search_orders', arguments: '{"city":"Porto"}' } }],
    },
    { role: 'tool', content: '{"orders":3}' },
    { role: 'assistant', content: [{ type: 'text', text: 'There are three orders.' }] },
  ];
  expect(valueOf('prompt', { recent_messages }).recentMessages.map(({ content }) => content)).toEqual([
    'What is in this picture?\n[image]',
    'search_orders({"city":"Porto"})',
    '{"orders":3}',
    'There are three orders.',
  ]);
});

test('a started compaction', () => {
  expect(valueOf('compact', WIRE.compact)).toEqual({
    compactionId: 'cmp_2',
    conversationId: ID,
    state: 'in_progress',
    statusWord: 'in_progress',
    estimatedCompletionSeconds: 60,
    previousCompactionId: 'cmp_1',
  });
  expect(valueOf('compact', { compaction_id: 'cmp_2' })).toMatchObject({ state: 'unknown', statusWord: '' });
});

test('the account', () => {
  expect(valueOf('whoami', WIRE.whoami)).toEqual({
    clientId: 'cli_0123456789abcdef',
    instanceId: 'inst_a1b2c3d4e5f60718',
  });
  expect(valueOf('balance', WIRE.balance)).toEqual({
    clientId: 'cli_0123456789abcdef',
    balanceCredits: 12.5,
    warningLow: false,
  });
});

test('estimate', () => {
  expect(valueOf('estimate', WIRE.estimate)).toEqual({ credits: 5 });
  expect(valueOf('estimate', { credits_estimate: 0 })).toEqual({ credits: 0 });
});

describe('[F38] an answer with nothing in it is refused, with the path', () => {
  test.each<[CallName, unknown, string]>([
    ['status', {}, '$.status'],
    ['status', { status: 7 }, '$.status'],
    ['summary', { detail: 'x' }, '$.formatted_context'],
    ['prompt', {}, '$.available'],
    ['compact', {}, '$.compaction_id'],
    ['whoami', {}, '$.instance_id'],
    ['balance', { balance_credits: '12' }, '$.balance_credits'],
    ['estimate', { credits_estimate: -1 }, '$.credits_estimate'],
    ['status', [], '$'],
    ['summary', null, '$'],
    ['prompt', 'text', '$'],
    ['whoami', 7, '$'],
    ['balance', true, '$'],
    ['compact', undefined, '$'],
  ])('%s %j: %s', (name, raw, path) => {
    expect(decodeAnswer(name, { json: raw })).toEqual({ ok: false, path });
  });
});
