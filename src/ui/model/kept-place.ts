import { signal, type Signal } from '@preact/signals';
import type { ConversationModel } from './conversation-model.ts';

const places = new WeakMap<ConversationModel, Signal<string | null>>();

/** The id of the message that another tab wants to be shown among what was kept and lost; null for none. */
export function keptPlace(model: ConversationModel): Signal<string | null> {
  const place = places.get(model) ?? signal(null);
  places.set(model, place);
  return place;
}
