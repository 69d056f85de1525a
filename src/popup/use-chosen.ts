import { useState } from 'preact/hooks';
import type { ConversationId } from '../core/conversation/conversation.ts';
import type { PopupStart } from '../protocol/backend.ts';
import { startId } from './start.ts';
import type { Found } from './found/found.ts';

interface Picked {
  id: ConversationId;
  /** Increased by every click, so that looking up the same id again refreshes it. */
  turn: number;
  /** Picked in the list: the field then shows the id as if it were the initial one. */
  listed: boolean;
  /** A pick in the demo does not apply outside it, or the reverse. */
  demo: boolean;
}

/** The conversation to show: the user's pick, else the page's suggestion; in the demo, its first. */
export function useChosen(
  start: PopupStart | null,
  found: Found,
  demo: boolean,
  remember: (id: ConversationId) => void,
) {
  const [last, setLast] = useState<Picked | null>(null);
  const picked = last?.demo === demo ? last : null;
  const turn = last?.turn ?? 0;
  const list = found?.ok ? found.value.found : [];
  const suggested = demo ? (list[0]?.id ?? null) : start && startId(start, list);
  const chosen = picked?.id ?? suggested;
  return {
    picked,
    turn,
    chosen,
    label: list.find((entry) => entry.id === chosen)?.label ?? null,
    pick: (id: ConversationId, listed: boolean) => {
      setLast({ id, turn: turn + 1, listed, demo });
      if (!demo) remember(id);
    },
  };
}
