/**
 * Stands in for webextension-polyfill in the pages' build (vite.config.ts). Firefox, and Chromium since 152
 * (https://crbug.com/500769389), have a `browser` of their own, and the polyfill then steps aside: its 3 KB need not
 * be sent. Older ones load it here.
 */
import type { Browser } from 'webextension-polyfill';

const { browser: own } = globalThis as unknown as { browser?: Browser };

// oxlint-disable-next-line import/no-default-export -- it has the shape of what it stands in for
export default own?.runtime?.id === undefined
  ? (await import('webextension-polyfill/dist/browser-polyfill.js')).default
  : own;
