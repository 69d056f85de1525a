import type { Shell } from '../../protocol/backend.ts';
import { browser } from '../browser.ts';
import { originPattern } from '../permissions.ts';
import { inFirefox } from '../in-firefox.ts';
import { fullViewUrl, openOptionsPage } from '../tabs.ts';

export function createShell(): Shell {
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
    openFullView: (conversationId) => void browser.tabs.create({ url: fullViewUrl({ id: conversationId }) }),
    openOptions: () => void openOptionsPage(),
    openLink: (url) => {
      if (isWebLink(url)) void browser.tabs.create({ url });
    },
    requestOrigin: (origin) => browser.permissions.request({ origins: [originPattern(origin)] }).catch(() => false),
    canAskForOrigin: true,
    extensionsPage: inFirefox() ? 'about:addons' : 'chrome://extensions',
    takeKey: (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    now: () => Date.now(),
  };
}

/** A panel in Firefox has none. It names them all the same, so that `in` would find them. */
export function hasTabs(): boolean {
  const tabs: unknown = browser.tabs;
  return tabs !== undefined;
}

/** Any other scheme may run code. */
export function isWebLink(url: string): boolean {
  return /^https:\/\//i.test(url);
}

/** The texts needed once the extension was reloaded under the view. */
const LAST_WORDS = ['errorOutdatedTitle', 'errorOutdatedWhy', 'errorOutdatedNext', 'actionReopen'];

const MAX_KNOWN_TEXTS = 2000;

/**
 * Texts are asked for once: the browser takes longer than a look here does. A view that outlives its extension cannot load
 * them any more, and has those used before.
 */
function createTranslator(): Shell['translate'] {
  const known = new Map<string, string>();
  const translate: Shell['translate'] = (key, substitutions) => {
    const name = [key, ...substitutions].join('\0');
    let text = known.get(name);
    if (text !== undefined) return text;
    try {
      text = browser.i18n.getMessage(key, substitutions);
    } catch {
      return '';
    }
    if (known.size < MAX_KNOWN_TEXTS) known.set(name, text);
    return text;
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
