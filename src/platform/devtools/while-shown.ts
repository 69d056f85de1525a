import { openShownChannel } from './shown-channel.ts';

type Watch = (listener: (visible: boolean) => void) => () => void;

/**
 * `watch`, where the panel may also stand behind another tool. Firefox leaves it visible then, in every way that the
 * panel could find out by itself: the DevTools page tells.
 */
export function whileShown(watch: Watch): Watch {
  return (listener) => {
    let isVisible = true;
    let isShown = true;
    const channel = openShownChannel((told) => {
      if (typeof told !== 'boolean' || told === isShown) return;
      isShown = told;
      listener(isVisible && isShown);
    });
    const stop = watch((visible) => {
      isVisible = visible;
      listener(isVisible && isShown);
    });
    channel.send('ask');
    return () => {
      stop();
      channel.close();
    };
  };
}
