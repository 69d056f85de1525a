import type { UnscannableReason } from '../errors.ts';

const STORES = new Set([
  'chromewebstore.google.com',
  'chrome.google.com',
  'microsoftedge.microsoft.com',
  'addons.mozilla.org',
  'addons.opera.com',
]);

/** Why extensions cannot scan the page at this URL; null if they can. Unknown URLs (no activeTab) are not allowed. */
export function unscannableReason(url: string | undefined): UnscannableReason | null {
  if (url === undefined || !URL.canParse(url)) return 'not-allowed';
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:' && protocol !== 'file:') return 'browser-page';
  if (STORES.has(hostname)) return 'store';
  return pathname.toLowerCase().endsWith('.pdf') ? 'pdf' : null;
}
