/**
 * Stands in for webextension-polyfill in the pages' build (vite.config.ts). Firefox, and Chromium since 152
 * (https://crbug.com/500769389), have a `browser` of their own, and the polyfill then steps aside: its 3 KB need not
 * be sent. Older ones load it here, as a file of its own that puts `browser` where the others have it.
 */
import type { Browser } from 'webextension-polyfill';
import polyfillUrl from 'webextension-polyfill/dist/browser-polyfill.min.js?url';

const around = globalThis as unknown as { browser: Browser | undefined };

if (around.browser?.runtime.id === undefined) await import(/* @vite-ignore */ polyfillUrl);

// oxlint-disable-next-line import/no-default-export -- it has the shape of what it stands in for
export default around.browser;
