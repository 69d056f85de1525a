import { render } from 'preact';
import { DEMO_CONVERSATIONS } from '../core/demo.ts';
import { findInRequest } from '../core/request-hits.ts';
import { captureRequests } from '../platform/captured-requests.ts';
import { createBackend } from '../platform/channel.ts';
import { systemClock } from '../platform/clock.ts';
import { isDevtoolsDark, onNavigated, onThemeChanged, scanInspectedPage } from '../platform/inspected-page.ts';
import { createShell } from '../platform/shell.ts';
import { AppContext } from '../ui/app.ts';
import { createStore } from '../ui/store.ts';
import { setTranslator } from '../ui/text.ts';
import { applyTheme } from '../ui/theme.ts';
import type { PageSource } from './page-source.ts';
import { Panel } from './Panel.tsx';
import { createPanelModel } from './panel-model.ts';
import { watchVisibility } from '../platform/visibility.ts';

const source: PageSource = {
  scan: () => scanInspectedPage(),
  onNavigated,
  capture: (listener) => captureRequests((request) => listener(findInRequest(request))),
  onVisibility: watchVisibility,
};

const showTheme = (isDark: boolean) => applyTheme(isDark ? 'dark' : 'light');
showTheme(isDevtoolsDark());
onThemeChanged(showTheme);

const shell = createShell();
setTranslator(shell.translate);
const store = createStore(createBackend('panel'), shell.now);
const panel = createPanelModel({ store, source, clock: systemClock, demoConversations: DEMO_CONVERSATIONS });

const root = document.getElementById('app');
if (root) {
  render(
    <AppContext.Provider value={{ store, shell }}>
      <Panel panel={panel} />
    </AppContext.Provider>,
    root,
  );
}
