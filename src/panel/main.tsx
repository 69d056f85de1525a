import { render } from 'preact';
import { DEMO_CONVERSATIONS } from '../core/conversation/demo-conversations.ts';
import { createBackend } from '../platform/view/channel.ts';
import { systemClock } from '../platform/clock.ts';
import {
  inspectedOrigin,
  inspectedTabId,
  isDevtoolsDark,
  onThemeChanged,
  scanInspectedPage,
} from '../platform/devtools/inspected-page.ts';
import { onLateDocument, onNavigated } from '../platform/devtools/inspected-document.ts';
import { recall, remember } from '../platform/view/session-memory.ts';
import { loadMessageMemory } from '../platform/view/load-message-memory.ts';
import { createShell, hasTabs } from '../platform/view/shell.ts';
import { AppContext, type App } from '../ui/model/app.ts';
import { rememberMessages } from '../ui/model/messages/remember-messages.ts';
import { createStore } from '../ui/model/store.ts';
import { speak } from '../ui/format/language.ts';
import { applyTheme } from '../ui/format/theme.ts';
import type { PageSource } from './discovery/page-source.ts';
import { readStart, type PanelMemory, type PanelStart } from './memory/panel-state.ts';
import { Panel } from './Panel.tsx';
import { createPanelModel } from './panel-model.ts';
import { watchVisibility } from '../platform/view/visibility.ts';

/** What makes up for what a panel lacks in Firefox. */
const [shown, ways] = hasTabs()
  ? []
  : await Promise.all([import('../platform/devtools/while-shown.ts'), import('../platform/view/confined-shell.ts')]);
const onVisibility = shown?.whileShown(watchVisibility) ?? watchVisibility;
const backend = createBackend('panel', onVisibility);
const source: PageSource = {
  scan: (isWhole) =>
    scanInspectedPage({ byScripting: () => backend.ask('scan', { tabId: inspectedTabId() }), isWhole }),
  onNavigated: (run) => onNavigated(run, onVisibility),
  capture: captureOnDemand,
  onVisibility,
};

/** Loaded once the panel is shown: the browser's log keeps what came before. */
function captureOnDemand(...[listener, tell]: Parameters<PageSource['capture']>): () => void {
  let stop: (() => void) | null = null;
  let isStopped = false;
  void Promise.all([
    import('../platform/devtools/captured-requests.ts'),
    import('../core/discovery/traffic/request-hits.ts'),
    import('./discovery/catch-messages.ts'),
    import('./discovery/by-document.ts'),
  ]).then(([{ captureRequests }, { findInRequest }, { createMessageCatcher }, { createByDocument }]) => {
    if (isStopped) return;
    const catchMessages = createMessageCatcher(app);
    const found = createByDocument(listener);
    const stops = [
      onLateDocument(found.begin),
      captureRequests({
        take: (request) => {
          found.add(findInRequest(request), request.startedAt);
          catchMessages(request);
        },
        tell,
        onVisibility,
      }),
    ];
    stop = () => stops.forEach((end) => end());
  });
  return () => {
    isStopped = true;
    stop?.();
  };
}

const showTheme = (isDark: boolean) => applyTheme(isDark ? 'dark' : 'light');
showTheme(isDevtoolsDark());
onThemeChanged(showTheme);

const shell = ways?.confined(createShell(), backend) ?? createShell();
speak(shell.translate);
const store = createStore(backend, shell.now);
const app: App = { store, shell, memory: loadMessageMemory };
rememberMessages(app);

const SHOWN = `panel-tab:${inspectedTabId()}`;
const memory: PanelMemory = {
  load: (origin) => recall(`panel:${origin}`),
  loadShown: () => recall(SHOWN),
  save: (origin, state, shown) => remember({ [`panel:${origin}`]: state, [SHOWN]: shown }),
};

/** A page that is stuck must not keep the panel from opening. */
const ORIGIN_WITHIN_MS = 300;

function show(start: PanelStart): void {
  const root = document.getElementById('app');
  if (!root) return;
  const clock = systemClock;
  const panel = createPanelModel({ store, source, clock, demoConversations: DEMO_CONVERSATIONS, memory, start });
  render(
    <AppContext.Provider value={app}>
      <Panel panel={panel} />
    </AppContext.Provider>,
    root,
  );
}

void readStart(memory, inspectedOrigin(ORIGIN_WITHIN_MS)).then(show);
