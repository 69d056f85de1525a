declare module 'webextension-polyfill/dist/browser-polyfill.js' {
  import type { Browser } from 'webextension-polyfill';
  const browser: Browser;
  export default browser;
}
