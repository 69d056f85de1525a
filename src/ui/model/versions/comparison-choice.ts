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

const choices = new WeakMap<ConversationModel, { epoch: number; choice: Signal<ComparisonChoice> }>();

/** `epoch` is the store's: with another profile, the conversation may have other versions. */
export function comparisonChoice(model: ConversationModel, epoch: number): Signal<ComparisonChoice> {
  const known = choices.get(model);
  if (known?.epoch === epoch) return known.choice;
  const choice = signal<ComparisonChoice>({ versions: null, format: known?.choice.peek().format ?? 'structured' });
  choices.set(model, { epoch, choice });
  return choice;
}
