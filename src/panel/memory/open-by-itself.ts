import { batch, effect, untracked, type Signal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Discovery } from '../discovery/discovery.ts';
import type { ListModel } from '../list/list-model.ts';
import { originOf } from './origin-of.ts';
import type { PaneName, PanelStart, Selected } from './panel-state.ts';

/**
 * Opens the selection from when the panel closed on this page, else the conversation in the page's address. It
 * follows the address until the user chooses a conversation.
 */
export function openByItself(
  discovery: Discovery,
  list: ListModel,
  view: Signal<PaneName>,
  { origin, state, shown }: PanelStart,
): () => void {
  /** Opened by the address, not by the user. */
  let own: ConversationId | null = null;
  let left = state.selected ?? null;
  const isOurs = () => {
    const opened = list.opened.peek();
    return opened === null || (opened.id === own && !opened.ask);
  };
  return effect(() => {
    const isScanned = discovery.facts.value !== null;
    const subject = discovery.subject.value;
    const isListed = discovery.found.value.some((entry) => entry.id === subject);
    untracked(() => {
      if (!isScanned || !isOurs()) return;
      const restored = left;
      left = null;
      const isThere = restored?.subject === subject && originOf(discovery.address.peek()) === origin;
      if (restored && isThere) {
        restore(discovery, list, restored);
        view.value = shown?.view ?? view.peek();
        return;
      }
      if (subject === null || subject === own || !isListed) return;
      own = subject;
      list.preselect(subject);
    });
  });
}

function restore(discovery: Discovery, list: ListModel, { id, pasted }: Selected): void {
  batch(() => {
    if (pasted) discovery.addPasted(id);
    list.preselect(id);
  });
}
