import type { UnscannableReason } from '../errors.ts';

/** Extension stores, and the parts of them that keep extensions out. */
const STORES =
  /^(?:chromewebstore\.google\.com|chrome\.google\.com\/webstore|microsoftedge\.microsoft\.com\/addons|addons\.(?:mozilla\.org|opera\.com))(?:\/|$)/;

/** Chromium's reasons for running no script in a page. Firefox has one sentence for all. */
const WORDS: readonly [RegExp, UnscannableReason][] = [
  [/gallery/i, 'store'],
  [/polic|administrator/i, 'policy'],
  [/error page/i, 'error-page'],
  [/no (?:tab|frame) with id|frame .*(?:removed|was closed)/i, 'closed'],
  [/cannot access (?:an? )?(?!http)[a-z-]+:/i, 'browser-page'],
];

/**
 * Why the browser refused to scan a page, once it has. A page is judged by what it is: its address only explains the
 * refusal. An unknown address is one to which the user's click gives no access.
 */
export function refusalReason(words: string, url: string | undefined, icon = ''): UnscannableReason {
  const told = WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (told !== undefined) return told;
  if (url === undefined || !URL.canParse(url)) return 'not-granted';
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol === 'file:') return 'file';
  if (protocol === 'chrome-error:') return 'error-page';
  if (protocol !== 'http:' && protocol !== 'https:') return 'browser-page';
  if (STORES.test(hostname + pathname)) return 'store';
  // Of whatever address, Firefox's viewer has an icon that no page can have.
  return /^chrome:\S+\/pdf\.svg |\.pdf$/i.test(`${icon} ${pathname}`) ? 'pdf' : 'not-allowed';
}
