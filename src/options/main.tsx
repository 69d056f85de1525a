import { render } from 'preact';
import { createBackend } from '../platform/view/channel.ts';
import { createShell } from '../platform/view/shell.ts';
import { AppContext } from '../ui/model/app.ts';
import { createStore } from '../ui/model/store.ts';
import { setTranslator, t } from '../ui/format/i18n.ts';
import { Options } from './Options.tsx';

const root = document.getElementById('app');
const shell = { ...createShell(), openOptions: showProfile };
setTranslator(shell.translate);
document.title = t('optionsTitle');
const app = { store: createStore(createBackend('options'), shell.now), shell };

if (root) {
  render(
    <AppContext.Provider value={app}>
      <Options />
    </AppContext.Provider>,
    root,
  );
}

/** The options action of a note on this very page: focuses the field for the key. */
function showProfile(): void {
  document.querySelector<HTMLInputElement>('.opt-key input')?.focus();
}
