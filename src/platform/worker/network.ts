import { browser } from '../browser.ts';

/** False only when the browser is sure that there is no network. */
export function isOnline(): boolean {
  return navigator.onLine;
}

export function onOnline(listener: () => void): void {
  addEventListener('online', listener);
}

/** A JSON file that comes with the extension. */
export async function bundledJson(path: string): Promise<unknown> {
  const response = await fetch(browser.runtime.getURL(path));
  return response.json();
}
