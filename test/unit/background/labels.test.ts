import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import { createLabelMemory } from '../../../src/background/labels.ts';
import { A, B } from '../../support/worker/answers.ts';

const named = (conversationId: ConversationId, label: string) => ({ conversationId, label });

describe('what pages call conversations [B17]', () => {
  it('is told of those that are known, by the latest name', () => {
    const labels = createLabelMemory();
    labels.remember([named(A, 'New chat')]);
    labels.remember([named(A, 'Studio renovation')]);
    expect(labels.of([B, A])).toEqual([named(A, 'Studio renovation')]);
    labels.clear();
    expect(labels.of([A])).toEqual([]);
  });
  it('is bounded, and the oldest goes first', () => {
    const labels = createLabelMemory();
    labels.remember([named(A, 'first'), named(B, 'second')]);
    labels.remember(
      Array.from({ length: 999 }, (_, index) =>
        named(`${index.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000` as ConversationId, 'more'),
      ),
    );
    expect(labels.of([A, B])).toEqual([named(B, 'second')]);
  });
});
