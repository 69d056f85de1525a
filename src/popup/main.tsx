import { render } from 'preact';
import { createBackend } from '../platform/view/channel.ts';
import { readPopupStart, rememberLastId } from '../platform/view/popup-start.ts';
import { createShell } from '../platform/view/shell.ts';
import { AppContext } from '../ui/model/app.ts';
import { createStore } from '../ui/model/store.ts';
import { speak } from '../ui/format/language.ts';
import { Popup } from './Popup.tsx';
import type { PopupStart } from '../protocol/backend.ts';

const root = document.getElementById('app');
const shell = createShell();
speak(shell.translate);
const app = { store: createStore(createBackend('popup'), shell.now), shell };

function show(start: PopupStart | null): void {
  if (!root) return;
  render(
    <AppContext.Provider value={app}>
      <Popup start={start} remember={(id) => void rememberLastId(id)} />
    </AppContext.Provider>,
    root,
  );
}

const start = readPopupStart();
// Rendered at once, so that the field has the focus before the browser has reported the tab.
show(null);
void start.then(show, () => show({ url: null, tabId: null, lastId: null }));
