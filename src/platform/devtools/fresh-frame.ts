import { browser } from '../browser.ts';
import { fieldOf } from './devtools-answers.ts';

let frame: HTMLIFrameElement | undefined;

/**
 * `inspectedWindow.eval` of a new document of ours. In Firefox each of our documents has a connection of its own to the
 * inspected page. It ends for good when Firefox forgets the page that was there when it began: after four navigations.
 */
export function openFreshFrame(): Promise<(code: string) => Promise<unknown>> {
  frame?.remove();
  const next = document.createElement('iframe');
  frame = next;
  next.hidden = true;
  next.src = browser.runtime.getURL('blank.html');
  return new Promise((resolve, reject) => {
    next.addEventListener('load', () => {
      const inspected = fieldOf(fieldOf(fieldOf(next.contentWindow, 'browser'), 'devtools'), 'inspectedWindow');
      const run = fieldOf(inspected, 'eval');
      if (typeof run === 'function') resolve((code) => run.call(inspected, code) as Promise<unknown>);
      else reject(new Error('DevTools give the frame no access'));
    });
    document.body.append(next);
  });
}
