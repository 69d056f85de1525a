import { browser } from '../browser.ts';

/** Reads what a view keeps until the browser closes; undefined if nothing is kept or the store fails. Never rejects. */
export async function recall(key: string): Promise<unknown> {
  try {
    return (await browser.storage.session.get(key))[key];
  } catch {
    return undefined;
  }
}

/** Never rejects: a store that fails costs the next opening of the view its memory. */
export async function remember(values: Record<string, object>): Promise<void> {
  await browser.storage.session.set(values).catch(() => undefined);
}
