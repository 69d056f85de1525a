/**
 * Replaces webextension-polyfill in the pages' build (vite.config.ts). Firefox, and Chromium since 152
 * (https://crbug.com/500769389), have their own `browser`, which the polyfill leaves alone: its 3 KB need not be
 * loaded. Older browsers load it here, from a separate file that defines `browser` globally.
 */
import type { Browser } from 'webextension-polyfill';
import polyfillUrl from 'webextension-polyfill/dist/browser-polyfill.min.js?url';

const around = globalThis as unknown as { browser: Browser | undefined };

if (around.browser?.runtime.id === undefined) await import(/* @vite-ignore */ polyfillUrl);

// oxlint-disable-next-line import/no-default-export -- same shape as the module it replaces
export default around.browser;
