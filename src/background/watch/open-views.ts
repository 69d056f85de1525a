import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Surface, WorkerEvent } from '../../protocol/events.ts';

/** One open view, as its port sees it. */
export interface View {
  surface: Surface;
  visible: boolean;
  conversationIds: ConversationId[];
  tell(event: WorkerEvent): void;
}

/** The open views. Module state that may vanish with the worker: the ports vanish with it, and come back. */
export interface Views {
  add(view: View): { update(next: Omit<View, 'tell'>): void; remove(): void };
  tellAll(event: WorkerEvent): void;
  /** Is anything that shows conversations open and visible? */
  anyVisible(): boolean;
  /** Place in view: 0 is a chosen conversation; null is not shown. */
  placeOf(conversationId: ConversationId): number | null;
  /** Does an open view show it, be the view itself hidden? */
  holds(conversationId: ConversationId): boolean;
  inView(): ConversationId[];
}

/** `onChange` hears which conversations have just come into view. */
export function createViews(onChange: (cameIntoView: ConversationId[]) => void): Views {
  const open = new Set<View>();
  const visible = () => [...open].filter((view) => view.visible && view.surface !== 'options');
  const inView = () => [...new Set(visible().flatMap((view) => view.conversationIds))];
  let shown: ReadonlySet<ConversationId> = new Set();
  const changed = () => {
    const now = inView();
    const before = shown;
    shown = new Set(now);
    onChange(now.filter((id) => !before.has(id)));
  };
  return {
    add: (view) => {
      open.add(view);
      changed();
      return {
        update: (next) => {
          Object.assign(view, next);
          changed();
        },
        remove: () => {
          open.delete(view);
          changed();
        },
      };
    },
    tellAll: (event) => open.forEach((view) => view.tell(event)),
    anyVisible: () => visible().length > 0,
    placeOf: (conversationId) => {
      const places = visible()
        .map((view) => view.conversationIds.indexOf(conversationId))
        .filter((place) => place >= 0);
      return places.length > 0 ? Math.min(...places) : null;
    },
    holds: (conversationId) => [...open].some((view) => view.conversationIds.includes(conversationId)),
    inView,
  };
}
