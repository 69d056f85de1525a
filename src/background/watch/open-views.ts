import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Surface, ViewRef, WorkerEvent } from '../../protocol/events.ts';
import { createCoalescer } from '../serialize.ts';

/** One open view, as its port reports it. */
interface View extends ViewRef {
  surface: Surface;
  visible: boolean;
  conversationIds: ConversationId[];
  notify(event: WorkerEvent): void;
}

/** A conversation under one profile: the same id may be another conversation under another one. */
export interface Shown {
  profileId: string;
  conversationId: ConversationId;
}

/** The open views. In-memory state that may be lost with the worker: its ports are lost too, and reconnect. */
export interface OpenViews {
  add(view: View): { update(next: Omit<View, 'notify'>): void; remove(): void };
  notifyAll(event: WorkerEvent): void;
  /** Whether a view that shows conversations, of this profile if one is named, is open and visible. */
  anyVisible(profileId?: string): boolean;
  /** The conversations in the visible views; the profile is null while a view does not know its own. */
  inView(): { profileId: string | null; conversationIds: readonly ConversationId[] }[];
  /** Position in view: 0 is a selected conversation; null is not shown. */
  placeOf(shown: Shown): number | null;
  /** Whether an open view shows it, even if the view itself is hidden. */
  holds(shown: Shown): boolean;
  isOpen(viewId: string): boolean;
  /** Whether the view closed its last port. A view that has not connected since the worker woke may still come. */
  hasLeft(viewId: string): boolean;
}

/** Far more than the views that are closed while one of their requests waits. */
const MAX_LEFT = 200;

/**
 * `onChange` is called when views or what they show changed; its argument tells what has just come into view. A view that
 * opens says several things in a row: those that come while the last are dealt with are told together, were they thousands.
 */
export function createOpenViews(onChange: (cameIntoView: (shown: Shown) => boolean) => Promise<unknown>): OpenViews {
  const open = new Set<View>();
  const left = new Set<string>();
  const visible = () => [...open].filter((view) => view.visible && view.surface !== 'options');
  const isOpen = (viewId: string) => [...open].some((view) => view.viewId === viewId);
  let shown: readonly View[] = [];
  const changed = createCoalescer(() => {
    const before = shown;
    shown = visible().map((view) => ({ ...view }));
    const now = shown;
    return onChange((one) => now.some(showing(one)) && !before.some(showing(one)));
  });
  return {
    add: (view) => {
      open.add(view);
      changed();
      return {
        update: (next) => {
          Object.assign(view, next);
          left.delete(view.viewId);
          changed();
        },
        remove: () => {
          open.delete(view);
          if (!isOpen(view.viewId)) left.add(view.viewId);
          const [oldest] = left;
          if (left.size > MAX_LEFT && oldest !== undefined) left.delete(oldest);
          changed();
        },
      };
    },
    notifyAll: (event) => open.forEach((view) => view.notify(event)),
    anyVisible: (profileId) => visible().some((view) => profileId === undefined || isOf(view, profileId)),
    inView: visible,
    placeOf: (one) => {
      const places = visible()
        .filter(showing(one))
        .map((view) => view.conversationIds.indexOf(one.conversationId));
      return places.length > 0 ? Math.min(...places) : null;
    },
    holds: (one) => [...open].some(showing(one)),
    isOpen,
    hasLeft: (viewId) => left.has(viewId),
  };
}

/** A view that does not know its profile yet may turn out to show any. */
function isOf(view: ViewRef, profileId: string): boolean {
  return view.profileId === null || view.profileId === profileId;
}

function showing({ profileId, conversationId }: Shown) {
  return (view: View) => isOf(view, profileId) && view.conversationIds.includes(conversationId);
}
