/**
 * Stands in for webextension-polyfill in the worker's build (scripts/worker-plugin.ts). A worker may not import
 * later, so it would have to carry 2.6 KB that Firefox and Chromium since 152 step over. It can do without: of all
 * that the polyfill mends, the worker needs only promises, which older Chromium's `chrome` gives in Manifest V3, and
 * answers to messages, which platform/incoming.ts sends in the way that every browser knows.
 */
import type { Browser } from 'webextension-polyfill';

const { browser, chrome } = globalThis as unknown as { browser?: Browser; chrome: Browser };

// oxlint-disable-next-line import/no-default-export -- it has the shape of what it stands in for
export default browser ?? chrome;
