/** A store of each browser that keeps extensions out. */
export const STORES = { chromium: 'chromewebstore.google.com', firefox: 'addons.mozilla.org' };
