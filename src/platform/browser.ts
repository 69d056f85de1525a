/** The only import of webextension-polyfill. Nothing outside `platform/` may touch the browser. */
import browser from 'webextension-polyfill';

export { browser };
