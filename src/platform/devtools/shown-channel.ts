import { browser } from '../browser.ts';

/** Between a DevTools page and its panel, which is another document after each change of the dock. */
export function openShownChannel(): BroadcastChannel {
  return new BroadcastChannel(`synap-panel-shown:${browser.devtools.inspectedWindow.tabId}`);
}
