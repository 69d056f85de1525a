import { render } from 'preact';
import { createBackend } from '../platform/view/channel.ts';
import { createShell } from '../platform/view/shell.ts';
import { AppContext } from '../ui/model/app.ts';
import { createStore } from '../ui/model/store.ts';
import { t } from '../ui/format/i18n.ts';
import { speak } from '../ui/format/language.ts';
import { Options } from './Options.tsx';
import { focusKeyField } from './profiles/ApiKeyField.tsx';

const root = document.getElementById('app');
// Notes link to the options for the key field, which is on this page.
const shell = { ...createShell(), openOptions: focusKeyField };
speak(shell.translate);
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
