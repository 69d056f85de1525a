import { describe, expect, it } from 'vitest';
import { unscannableReason } from '../../../../src/core/discovery/page-kind.ts';

describe('unscannableReason [F57]', () => {
  it.each([
    'https://app.example/chat',
    'http://localhost:3000/',
    'file:///tmp/a.html',
    'https://app.example/pdf',
    'https://x.example/a.pdf.html',
  ])('is none for %s', (url) => expect(unscannableReason(url)).toBeNull());

  it.each([
    ['chrome://settings/', 'browser-page'],
    ['about:blank', 'browser-page'],
    ['chrome-extension://abc/page.html', 'browser-page'],
    ['devtools://devtools/bundled/x.html', 'browser-page'],
    ['view-source:https://app.example/', 'browser-page'],
    ['data:text/html,x', 'browser-page'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://addons.mozilla.org/en/firefox/', 'store'],
    ['https://microsoftedge.microsoft.com/addons', 'store'],
    ['https://app.example/paper.PDF?x=1', 'pdf'],
    ['file:///tmp/a.pdf', 'pdf'],
    ['', 'not-allowed'],
    ['nonsense', 'not-allowed'],
    [undefined, 'not-allowed'],
  ])('of %j is %s', (url, reason) => {
    expect(unscannableReason(url)).toBe(reason);
  });
});
