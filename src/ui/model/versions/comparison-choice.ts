import { signal, type Signal } from '@preact/signals';
import type { SummaryFormat } from '../../../core/conversation/conversation.ts';
import type { ConversationModel } from '../conversation-model.ts';

/** What the user chose to compare; it stays while the conversation does, over a change of tabs. */
export interface ComparisonChoice {
  /** Null: the latest two, whichever those are. */
  versions: {
    before: number | null;
    after: number | null;
    /** The latest one, when this was chosen. */ latest: number;
  } | null;
  format: SummaryFormat;
}

const choices = new WeakMap<ConversationModel, Signal<ComparisonChoice>>();

export function comparisonChoice(model: ConversationModel): Signal<ComparisonChoice> {
  const known = choices.get(model) ?? signal<ComparisonChoice>({ versions: null, format: 'structured' });
  choices.set(model, known);
  return known;
}
