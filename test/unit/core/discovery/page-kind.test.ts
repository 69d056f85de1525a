import { describe, expect, it } from 'vitest';
import { refusalReason } from '../../../../src/core/discovery/page-kind.ts';

const PLAIN = 'https://app.example/chat';

describe('refusalReason [F57]', () => {
  it.each([
    ['Cannot access a chrome:// URL', PLAIN, 'browser-page'],
    ['Cannot access a chrome-extension:// URL of different extension', PLAIN, 'browser-page'],
    ['Cannot access view-source:https://app.example/', PLAIN, 'browser-page'],
    ['Cannot access about:blank', PLAIN, 'browser-page'],
    ['The extensions gallery cannot be scripted.', PLAIN, 'store'],
    ['This page cannot be scripted due to an ExtensionsSettings policy.', PLAIN, 'policy'],
    ['Frame with ID 0 is showing error page', PLAIN, 'error-page'],
    ['No tab with id: 7', PLAIN, 'closed'],
    ['The frame was removed.', PLAIN, 'closed'],
  ])('[T28] takes the browser at its word: %s', (words, url, reason) => {
    expect(refusalReason(words, url)).toBe(reason);
    expect(refusalReason(words, undefined)).toBe(reason);
  });

  it.each([
    ['chrome://settings/', 'browser-page'],
    ['about:blank', 'browser-page'],
    ['devtools://devtools/bundled/x.html', 'browser-page'],
    ['view-source:https://app.example/', 'browser-page'],
    ['data:text/html,x', 'browser-page'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://chrome.google.com/webstore/category/extensions', 'store'],
    ['https://addons.mozilla.org/en/firefox/', 'store'],
    ['https://microsoftedge.microsoft.com/addons', 'store'],
    ['https://app.example/paper.PDF?x=1', 'pdf'],
    ['file:///tmp/a.html', 'file'],
    [PLAIN, 'not-allowed'],
    ['https://chrome.google.com/', 'not-allowed'],
    ['https://microsoftedge.microsoft.com/en-us/edge', 'not-allowed'],
    ['', 'not-granted'],
    ['nonsense', 'not-granted'],
    [undefined, 'not-granted'],
  ])('[T04] [T28] of %j, refused without a reason, is %s', (url, reason) => {
    expect(refusalReason('Missing host permission for the tab', url)).toBe(reason);
    expect(refusalReason('', url)).toBe(reason);
  });

  it('takes no address of the web for a page of the browser', () => {
    const words = 'Cannot access contents of url "https://app.example/". Extension manifest must request permission.';
    expect(refusalReason(words, PLAIN)).toBe('not-allowed');
  });

  it.each([
    ['chrome://global/skin/icons/pdf.svg', 'pdf'],
    ['https://app.example/icons/pdf.svg', 'not-allowed'],
    ['chrome://global/skin/icons/info.svg', 'not-allowed'],
  ])('[T04] of a page with the icon %s is %s', (icon, reason) => {
    expect(refusalReason('Missing host permission for the tab', PLAIN, icon)).toBe(reason);
  });
});
