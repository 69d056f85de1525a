import type { Backend, Shell } from '../../protocol/backend.ts';
import { browser } from '../browser.ts';
import { fullViewUrl } from '../tabs.ts';
import { isWebLink } from './shell.ts';

/**
 * `shell` for a panel in Firefox, which has neither tabs nor permissions. The worker opens the options, where a
 * permission can be asked for: `window.open` would open one more window each time that DevTools have one of their own.
 */
export function confined(shell: Shell, backend: Pick<Backend, 'ask'>): Shell {
  const open = (url: string): void => void window.open(url, '_blank', 'noopener');
  const openOptions = async (): Promise<void> => {
    const opened = await backend.ask('options', {});
    if (!opened.ok) open(browser.runtime.getURL('src/options/options.html'));
  };
  return {
    ...shell,
    openFullView: (conversationId) => open(fullViewUrl({ id: conversationId })),
    openOptions: () => void openOptions(),
    openLink: (url) => {
      if (isWebLink(url)) open(url);
    },
    requestOrigin: async () => {
      await openOptions();
      return false;
    },
    canAskForOrigin: false,
    takeKey: (event) => {
      // There, an Escape that was prevented opens the console.
      if (event.key !== 'Escape') event.preventDefault();
      event.stopPropagation();
    },
  };
}
