/** The panel's tab among the tools of DevTools, in the hands of the DevTools page. */
import { browser } from '../browser.ts';
import { openShownChannel } from './shown-channel.ts';

/** Adds the tab, and tells the panel whether it is shown: only this page hears of it. */
export async function addPanelTab(title: string, icon: string, page: string): Promise<void> {
  const { onShown, onHidden } = await browser.devtools.panels.create(title, icon, page);
  const channel = openShownChannel();
  let isShown: boolean | null = null;
  const tell = (): void => {
    if (isShown !== null) channel.postMessage(isShown);
  };
  const set = (next: boolean) => (): void => {
    isShown = next;
    tell();
  };
  onShown.addListener(set(true));
  onHidden.addListener(set(false));
  // A panel that begins asks.
  channel.addEventListener('message', tell);
}
