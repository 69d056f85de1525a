import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import type { Evidence, EvidenceSource, FoundId } from '../../../../src/core/discovery/evidence.ts';
import { isLikely, likelihoodOf, rankFound } from '../../../../src/core/discovery/rank.ts';
import { wordWeight } from '../../../../src/core/discovery/rank-words.ts';

const ID = '0bfa587f-a85c-5cc3-a395-fe8e49851558' as ConversationId;
const seen = (...places: [EvidenceSource, string, number?][]): FoundId => ({
  id: ID,
  label: null,
  evidence: places.map(([source, where, count]): Evidence => ({ source, where, count: count ?? 1 })),
});

const LIKELY: [EvidenceSource, string][] = [
  ['attribute', 'data-conversation-id'],
  ['attribute', 'data-conversationId'],
  ['attribute', 'data-thread'],
  ['attribute', 'id thread-*'],
  ['attribute', 'hx-get /conversations/'],
  ['link', '/c/'],
  ['link', '/chat/'],
  ['link', '/t/'],
  ['link', '?chat_id='],
  ['url', '/'],
  ['url', '/p/'],
  ['field', 'conversation_id'],
  ['field', 'hidden threadId'],
  ['text', 'Conversation ID'],
  ['text', 'script chatid'],
  ['request', 'response $.threads[].thread.id'],
  ['request', 'response $.messages[].conversation_id'],
  ['request', 'request $.session_id'],
  ['request', 'response /conversations $.items[].id'],
  ['request', 'url /conversation/'],
  ['selection', ''],
  ['pasted', 'request-id'],
];

const UNLIKELY: [EvidenceSource, string][] = [
  ['attribute', 'data-request-id'],
  ['attribute', 'data-message-id'],
  ['attribute', 'data-turn-id'],
  ['attribute', 'data-chat-message-id'],
  ['attribute', 'data-turn-id request-*'],
  ['attribute', 'nonce'],
  ['attribute', 'src /chat/*.png'],
  ['link', '/assets/*.js'],
  ['link', '/users/'],
  ['link', '/somewhere/'],
  ['url', '/users/'],
  ['url', '?request_id='],
  ['url', 'blob:'],
  ['field', 'csrf_token'],
  ['text', ''],
  ['text', 'Request ID'],
  ['text', 'script buildId'],
  ['text', 'script'],
  ['request', 'response $.id'],
  ['request', 'response $.conversations[].messages[].id'],
  ['request', 'response $.mapping.*.message.id'],
  ['request', 'response $.conversation.user_id'],
  ['request', 'request $.event_id'],
  ['request', 'response $.correlation_id'],
  ['request', 'response $.trace.span_id'],
  ['request', 'response $.organization.uuid'],
];

describe('likelihood', () => {
  it.each(LIKELY)('%s %s is likely a conversation', (source, where) => {
    expect(isLikely(seen([source, where]))).toBe(true);
  });

  it.each(UNLIKELY)('%s "%s" is not worth a request', (source, where) => {
    expect(isLikely(seen([source, where]))).toBe(false);
  });

  it('is not bought by repetition', () => {
    expect(isLikely(seen(['attribute', 'data-build', 100_000], ['attribute', 'id', 100_000]))).toBe(false);
    expect(isLikely(seen(['text', '', 1_000_000]))).toBe(false);
  });

  it('adds up over kinds of place that say nothing alone', () => {
    expect(isLikely(seen(['text', ''], ['link', '/x/'], ['request', 'response $.id']))).toBe(true);
    expect(
      isLikely(seen(['text', ''], ['link', '/x/'], ['request', 'response $.id'], ['attribute', 'data-request-id'])),
    ).toBe(false);
  });

  it('stays when something else uses the same id', () => {
    expect(isLikely(seen(['attribute', 'data-conversation-id'], ['request', 'request $.trace_id']))).toBe(true);
  });

  it('puts the chosen before the named before the rest, and equals as found', () => {
    const list = [
      seen(['attribute', 'data-request-id']),
      seen(['text', '']),
      seen(['link', '/chat/']),
      seen(['text', '']),
      seen(['pasted', '']),
    ];
    const ranked = rankFound(list);
    expect(ranked.map((entry) => list.indexOf(entry))).toEqual([4, 2, 1, 3, 0]);
    expect(likelihoodOf(seen())).toBe(0);
  });
});

describe('words', () => {
  it('count by the last one that is known', () => {
    expect(wordWeight('message_thread_id')).toBeGreaterThan(0);
    expect(wordWeight('thread_message_id')).toBeLessThan(0);
    expect(wordWeight('constructor __proto__ toString')).toBeNull();
    expect(wordWeight('')).toBeNull();
  });

  it('know c and t as path parts only', () => {
    expect(wordWeight('/c/')).toBeGreaterThan(0);
    expect(wordWeight('c')).toBeNull();
    expect(wordWeight('$.c.t')).toBeNull();
  });
});
