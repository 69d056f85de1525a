import { SUMMARY, STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import type { CallName as LoggedCallName } from '../../../../src/protocol/overview.ts';
import { endpointOf, type Call, type CallName } from '../../../../src/synap/wire/endpoints.ts';
import { ID } from '../../../support/synap/fixtures.ts';

describe('endpointOf', () => {
  test.each<[Call, string]>([
    [{ name: 'whoami' }, '/api/v1/auth/whoami'],
    [{ part: STATUS, conversationId: ID }, `/v1/conversations/${ID}/compaction/status`],
    [{ part: SUMMARY, conversationId: ID }, `/v1/conversations/${ID}/compacted?format=structured`],
    [
      { part: { kind: 'summary', format: 'injection', version: 3 }, conversationId: ID },
      `/v1/conversations/${ID}/compacted?format=injection&version=3`,
    ],
    [
      { part: { kind: 'prompt', style: 'bullet_points' }, conversationId: ID },
      `/v1/conversations/${ID}/context-for-prompt?style=bullet_points`,
    ],
    [{ name: 'balance' }, '/v1/credits/balance'],
  ])('%j is a GET that may be repeated', (call, path) => {
    expect(endpointOf(call)).toEqual({ method: 'GET', path, body: null, repeatable: true });
  });

  test('[F45] a compaction is a POST that may not; what is not chosen is not sent', () => {
    const call = { name: 'compact', conversationId: ID, strategy: null, targetTokens: null, force: false } as const;
    expect(endpointOf(call)).toEqual({
      method: 'POST',
      path: '/v1/conversations/compact',
      body: `{"conversation_id":"${ID}","force":false}`,
      repeatable: false,
    });
    expect(
      JSON.parse(endpointOf({ ...call, strategy: 'balanced', targetTokens: 800, force: true }).body ?? ''),
    ).toEqual({
      conversation_id: ID,
      force: true,
      strategy: 'balanced',
      target_tokens: 800,
    });
  });

  test('an estimate is a POST that may be repeated: it costs nothing', () => {
    expect(endpointOf({ name: 'estimate', units: 4_200 })).toEqual({
      method: 'POST',
      path: '/v1/credits/estimate',
      body: '{"metric_type":"compaction","units":4200,"item_count":1,"endpoint":"/v1/conversations/compact"}',
      repeatable: true,
    });
  });

  test('what is no id stays within its path segment', () => {
    const conversationId = '../../auth?x=#' as ConversationId;
    expect(endpointOf({ part: STATUS, conversationId }).path).toBe(
      '/v1/conversations/..%2F..%2Fauth%3Fx%3D%23/compaction/status',
    );
  });

  test('the request log knows the same calls', () => {
    expectTypeOf<CallName>().toEqualTypeOf<LoggedCallName>();
  });
});
