import type { Clock } from '../../core/clock.ts';
import type { IncomingPort } from '../../platform/worker/incoming.ts';
import { decodeViewState } from '../../protocol/decode.ts';
import type { RouterIdentity } from './router.ts';
import { surfaceOf } from './senders.ts';
import type { OpenViews } from '../watch/open-views.ts';

/** Accepts a view's port: only from our own pages, and only from exactly this version of them. */
export function attachView(port: IncomingPort, views: OpenViews, own: RouterIdentity, clock: Clock): void {
  const surface = surfaceOf(port.sender, own.extensionId, own.origin);
  if (!surface) return;
  port.send({ type: 'here' });
  const view = views.add({
    surface,
    viewId: '',
    profileId: null,
    visible: false,
    conversationIds: [],
    notify: port.send,
  });
  let isClosed = false;
  const apply = (message: unknown) => {
    const state = isClosed ? null : decodeViewState(message);
    if (!state) return;
    if (state.version === own.version) {
      const { viewId, profileId, visible, conversationIds } = state;
      view.update({ surface, viewId, profileId, visible, conversationIds });
    } else {
      port.send({ type: 'outdated' });
    }
  };
  port.onMessage(latestOnly(apply, clock));
  port.onClosed(() => {
    isClosed = true;
    view.remove();
  });
}

/** A view that opens says a few things at once; thousands must not keep other views' requests waiting. */
const WINDOW_MS = 50;
const MAX_IN_WINDOW = 10;

/** Applies a few messages at once, and of those that follow too soon only the last: each holds the view's whole state. */
function latestOnly(apply: (message: unknown) => void, clock: Clock): (message: unknown) => void {
  let applied = 0;
  let last: { message: unknown } | null = null;
  const receive = (message: unknown) => {
    if (applied >= MAX_IN_WINDOW) {
      last = { message };
      return;
    }
    if (applied === 0) clock.after(WINDOW_MS, nextWindow);
    applied += 1;
    apply(message);
  };
  const nextWindow = () => {
    applied = 0;
    const held = last;
    last = null;
    if (held) receive(held.message);
  };
  return receive;
}
