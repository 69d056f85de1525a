import type { Shell } from '../../protocol/backend.ts';
import { browser } from '../browser.ts';
import { originPattern } from '../permissions.ts';
import { fullViewUrl, optionsUrl } from '../tabs.ts';

export function createShell(): Shell {
  // It is named there all the same, so that `in` would find it.
  const tabs: unknown = browser.tabs;
  const ways = tabs === undefined ? confinedWays : usualWays;
  return {
    translate: createTranslator(),
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return copyBySelection(text);
      }
    },
    download: (fileName, text, type) => {
      const url = URL.createObjectURL(new Blob([text], { type }));
      const link = document.createElement('a');
      link.href = url;
      link.download = fileName;
      link.click();
      // The browser has taken the blob once the click's task is over.
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    },
    openFullView: (conversationId) => ways.openTab(fullViewUrl({ id: conversationId })),
    openLink: (url) => {
      if (/^https:\/\//i.test(url)) ways.openTab(url);
    },
    now: () => Date.now(),
    ...ways,
  };
}

type Ways = Pick<Shell, 'openOptions' | 'requestOrigin' | 'canAskForOrigin' | 'takeKey'> & {
  openTab(url: string): void;
};

const usualWays: Ways = {
  openTab: (url) => void browser.tabs.create({ url }),
  openOptions: () => void browser.runtime.openOptionsPage(),
  requestOrigin: (origin) => browser.permissions.request({ origins: [originPattern(origin)] }).catch(() => false),
  canAskForOrigin: true,
  takeKey: (event) => {
    event.preventDefault();
    event.stopPropagation();
  },
};

/** What a panel has in Firefox, which gives it neither tabs nor permissions. */
const confinedWays: Ways = {
  openTab: (url) => void window.open(url, '_blank', 'noopener'),
  openOptions: () => confinedWays.openTab(optionsUrl('')),
  requestOrigin: async () => {
    confinedWays.openTab(optionsUrl('grant'));
    return false;
  },
  canAskForOrigin: false,
  takeKey: (event) => {
    // There, an Escape that was prevented opens the console.
    if (event.key !== 'Escape') event.preventDefault();
    event.stopPropagation();
  },
};

/** The texts needed once the extension was reloaded under the view. */
const LAST_WORDS = ['errorOutdatedTitle', 'errorOutdatedWhy', 'errorOutdatedNext', 'actionReopen'];

const MAX_KNOWN_TEXTS = 2000;

/** A view that outlives its extension cannot load texts any more: it falls back on those used before. */
function createTranslator(): Shell['translate'] {
  const known = new Map<string, string>();
  const translate: Shell['translate'] = (key, substitutions) => {
    const name = [key, ...substitutions].join('\0');
    try {
      const text = browser.i18n.getMessage(key, substitutions);
      if (known.size < MAX_KNOWN_TEXTS) known.set(name, text);
      return text;
    } catch {
      return known.get(name) ?? '';
    }
  };
  for (const key of LAST_WORDS) translate(key, []);
  return translate;
}

/** For a page that may not use the clipboard API. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
