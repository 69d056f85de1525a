import { signal, type Signal } from '@preact/signals';
import type { ConversationModel } from './conversation-model.ts';

const counts = new WeakMap<ConversationModel, Signal<number | null>>();

/** The messages that the latest compaction likely lost; null until they were compared. */
export function lostCount(model: ConversationModel): Signal<number | null> {
  const count = counts.get(model) ?? signal(null);
  counts.set(model, count);
  return count;
}
