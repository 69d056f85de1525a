/** The panel's tab among the tools of DevTools, in the hands of the DevTools page. */
import { browser } from '../browser.ts';
import { openShownChannel } from './shown-channel.ts';

/** Adds the tab, and tells the panel whether it is shown: only this page hears of it. */
export async function addPanelTab(title: string, icon: string, page: string): Promise<void> {
  const { onShown, onHidden } = await browser.devtools.panels.create(title, icon, page);
  let isShown: boolean | null = null;
  const tell = (): void => {
    if (isShown !== null) channel.send(isShown);
  };
  // A panel that begins asks.
  const channel = openShownChannel(tell);
  const set = (next: boolean) => (): void => {
    isShown = next;
    tell();
  };
  onShown.addListener(set(true));
  onHidden.addListener(set(false));
}
