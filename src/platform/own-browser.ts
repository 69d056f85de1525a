/**
 * Replaces webextension-polyfill in the worker's build (scripts/worker-plugin.ts). A worker has no dynamic import, so
 * it would have to carry 2.6 KB that Firefox, and Chromium since 152, skip. It needs only two of the polyfill's
 * features: promises, which older Chromium's `chrome` returns in Manifest V3, and answers to messages, which
 * platform/worker/incoming.ts sends in a way that every browser understands.
 */
import type { Browser } from 'webextension-polyfill';

const { browser, chrome } = globalThis as unknown as { browser?: Browser; chrome: Browser };

// oxlint-disable-next-line import/no-default-export -- same shape as the module it replaces
export default browser ?? chrome;
