import { render } from 'preact';
import { DEMO_CONVERSATIONS } from '../core/conversation/demo-conversations.ts';
import { findInRequest } from '../core/discovery/traffic/request-hits.ts';
import { captureRequests } from '../platform/devtools/captured-requests.ts';
import { createBackend } from '../platform/view/channel.ts';
import { systemClock } from '../platform/clock.ts';
import { isDevtoolsDark, onNavigated, onThemeChanged, scanInspectedPage } from '../platform/devtools/inspected-page.ts';
import { createShell } from '../platform/view/shell.ts';
import { AppContext } from '../ui/model/app.ts';
import { createStore } from '../ui/model/store.ts';
import { setTranslator } from '../ui/format/i18n.ts';
import { applyTheme } from '../ui/format/theme.ts';
import type { PageSource } from './discovery/page-source.ts';
import { Panel } from './Panel.tsx';
import { createPanelModel } from './panel-model.ts';
import { watchVisibility } from '../platform/view/visibility.ts';

const source: PageSource = {
  scan: () => scanInspectedPage(),
  onNavigated,
  capture: (listener, tell) =>
    captureRequests({
      take: (request) => listener(findInRequest(request)),
      tell,
      onVisibility: watchVisibility,
    }),
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
