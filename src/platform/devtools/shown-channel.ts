import { browser } from '../browser.ts';

/** The panel asks whether it is shown, and the DevTools page tells. */
type Message = 'ask' | boolean;

/** Between a DevTools page and its panel, which is another document after each change of the dock. */
export function openShownChannel(hear: (message: unknown) => void) {
  const channel = new BroadcastChannel(`synap-panel-shown:${browser.devtools.inspectedWindow.tabId}`);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => hear(data));
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin and takes none
    send: (message: Message): void => channel.postMessage(message),
    close: (): void => channel.close(),
  };
}
