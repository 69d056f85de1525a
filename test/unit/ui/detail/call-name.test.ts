import { expect, it } from 'vitest';
import { callName } from '../../../../src/ui/detail/requests/call-name.ts';
import { ID, requestEntry } from '../../../support/ui/fixtures.ts';

const path = (tail: string) => `/v1/conversations/${ID}/${tail}`;

it.each([
  ['the status', { path: path('compaction/status') }, 'compaction/status', ''],
  ['a summary', { path: path('compacted?format=structured') }, 'compacted', 'structured'],
  ['a version', { path: path('compacted?format=structured&version=2') }, 'compacted', 'v2 structured'],
  ['the context', { path: path('context-for-prompt?style=bullet_points') }, 'context-for-prompt', 'bullet_points'],
  ['the balance', { path: '/v1/credits/balance', conversationId: null }, 'credits/balance', ''],
  ['whoami', { path: '/api/v1/auth/whoami', conversationId: null }, 'auth/whoami', ''],
  [
    'a compaction',
    {
      path: '/v1/conversations/compact',
      body: JSON.stringify({ conversation_id: ID, force: true, strategy: 'balanced', target_tokens: 300 }),
    },
    'compact',
    'force balanced target_tokens=300',
  ],
  ['a body that is no JSON', { path: '/v1/conversations/compact', body: 'x' }, 'compact', ''],
] as const)('names %s by what tells it apart [B6]', (_name, changes, name, choice) =>
  expect(callName(requestEntry(changes))).toEqual({ name, choice }),
);
