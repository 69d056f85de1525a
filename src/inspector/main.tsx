import { render } from 'preact';
import { createBackend } from '../platform/channel.ts';
import { createShell } from '../platform/shell.ts';
import { AppContext } from '../ui/app.ts';
import { createStore } from '../ui/store.ts';
import { setTranslator } from '../ui/text.ts';
import '../ui/theme.css';
import { Inspector } from './Inspector.tsx';

const shell = createShell();
setTranslator(shell.translate);
const store = createStore(createBackend('inspector'), shell.now);
const root = document.getElementById('app');
if (root) {
  render(
    <AppContext.Provider value={{ store, shell }}>
      <Inspector search={location.search} />
    </AppContext.Provider>,
    root,
  );
}
