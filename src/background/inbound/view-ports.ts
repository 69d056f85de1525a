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

/** Thousands of messages at once cost as much as a few, and keep no other view's request waiting. */
const APPLY_EVERY_MS = 50;

/** Applies a message at once, but of those that follow too soon only the last: each holds the view's whole state. */
function latestOnly(apply: (message: unknown) => void, clock: Clock): (message: unknown) => void {
  let resting = false;
  let last: { message: unknown } | null = null;
  const receive = (message: unknown) => {
    if (resting) {
      last = { message };
      return;
    }
    resting = true;
    apply(message);
    clock.after(APPLY_EVERY_MS, () => {
      resting = false;
      const held = last;
      last = null;
      if (held) receive(held.message);
    });
  };
  return receive;
}
