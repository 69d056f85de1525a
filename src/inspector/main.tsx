import { render } from 'preact';
import { createBackend } from '../platform/view/channel.ts';
import { loadMessageMemory } from '../platform/view/load-message-memory.ts';
import { createShell } from '../platform/view/shell.ts';
import { AppContext, type App } from '../ui/model/app.ts';
import { rememberMessages } from '../ui/model/messages/remember-messages.ts';
import { createStore } from '../ui/model/store.ts';
import { speak } from '../ui/format/language.ts';
import '../ui/components/theme.css';
import { Inspector } from './Inspector.tsx';

const shell = createShell();
speak(shell.translate);
const store = createStore(createBackend('inspector'), shell.now);
const app: App = { store, shell, memory: loadMessageMemory };
rememberMessages(app);
const root = document.getElementById('app');
if (root) {
  render(
    <AppContext.Provider value={app}>
      <Inspector search={location.search} />
    </AppContext.Provider>,
    root,
  );
}
