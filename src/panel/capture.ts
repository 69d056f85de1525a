import { findInRequest } from '../core/discovery/traffic/request-hits.ts';
import { captureRequests } from '../platform/devtools/captured-requests.ts';
import { watchVisibility } from '../platform/view/visibility.ts';
import type { PageSource } from './discovery/page-source.ts';

/** Reads the page's traffic. Loaded once the panel is shown: the browser's log keeps what came before. */
export const capture: PageSource['capture'] = (listener, tell) =>
  captureRequests({
    take: (request) => listener(findInRequest(request)),
    tell,
    onVisibility: watchVisibility,
  });
