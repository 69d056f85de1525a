import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Surface, WorkerEvent } from '../../protocol/events.ts';

/** One open view, as its port reports it. */
interface View {
  surface: Surface;
  visible: boolean;
  conversationIds: ConversationId[];
  notify(event: WorkerEvent): void;
}

/** The open views. In-memory state that may be lost with the worker: its ports are lost too, and reconnect. */
export interface OpenViews {
  add(view: View): { update(next: Omit<View, 'notify'>): void; remove(): void };
  notifyAll(event: WorkerEvent): void;
  /** Whether a view that shows conversations is open and visible. */
  anyVisible(): boolean;
  /** Position in view: 0 is a selected conversation; null is not shown. */
  placeOf(conversationId: ConversationId): number | null;
  /** Whether an open view shows it, even if the view itself is hidden. */
  holds(conversationId: ConversationId): boolean;
}

/** `onChange` receives the conversations that have just come into view. */
export function createOpenViews(onChange: (cameIntoView: ConversationId[]) => void): OpenViews {
  const open = new Set<View>();
  const visible = () => [...open].filter((view) => view.visible && view.surface !== 'options');
  let shown: ReadonlySet<ConversationId> = new Set();
  const changed = () => {
    const before = shown;
    shown = new Set(visible().flatMap((view) => view.conversationIds));
    onChange([...shown].filter((id) => !before.has(id)));
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
    notifyAll: (event) => open.forEach((view) => view.notify(event)),
    anyVisible: () => visible().length > 0,
    placeOf: (conversationId) => {
      const places = visible()
        .map((view) => view.conversationIds.indexOf(conversationId))
        .filter((place) => place >= 0);
      return places.length > 0 ? Math.min(...places) : null;
    },
    holds: (conversationId) => [...open].some((view) => view.conversationIds.includes(conversationId)),
  };
}
