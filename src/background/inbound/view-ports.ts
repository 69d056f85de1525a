import type { IncomingPort } from '../../platform/worker/incoming.ts';
import { decodeViewState } from '../../protocol/decode.ts';
import type { RouterIdentity } from './router.ts';
import { surfaceOf } from './senders.ts';
import type { Views } from '../watch/open-views.ts';

/** Takes in a view's port: only our own pages', and only those of this very version. */
export function attachView(port: IncomingPort, views: Views, own: RouterIdentity): void {
  const surface = surfaceOf(port.sender, own.extensionId, own.origin);
  if (!surface) return;
  port.tell({ type: 'here' });
  const view = views.add({ surface, visible: false, conversationIds: [], tell: port.tell });
  port.onMessage((message) => {
    const state = decodeViewState(message);
    if (!state) return;
    if (state.version === own.version) {
      view.update({ surface, visible: state.visible, conversationIds: state.conversationIds });
    } else {
      port.tell({ type: 'outdated' });
    }
  });
  port.onClosed(view.remove);
}
