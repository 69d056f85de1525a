import type { IncomingPort } from '../../platform/worker/incoming.ts';
import { decodeViewState } from '../../protocol/decode.ts';
import type { RouterIdentity } from './router.ts';
import { surfaceOf } from './senders.ts';
import type { OpenViews } from '../watch/open-views.ts';

/** Accepts a view's port: only from our own pages, and only from exactly this version of them. */
export function attachView(port: IncomingPort, views: OpenViews, own: RouterIdentity): void {
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
  port.onMessage((message) => {
    const state = decodeViewState(message);
    if (!state) return;
    if (state.version === own.version) {
      const { viewId, profileId, visible, conversationIds } = state;
      view.update({ surface, viewId, profileId, visible, conversationIds });
    } else {
      port.send({ type: 'outdated' });
    }
  });
  port.onClosed(view.remove);
}
