import { IDBFactory } from 'fake-indexeddb';
import { test, vi } from 'vitest';

export interface Database {
  /** Makes every open fail, by an error event as browsers do, or by throwing. */
  break(how?: 'told' | 'thrown'): void;
  /** Leaves every open unanswered. */
  silence(): void;
  mend(): void;
}

/** A test with its own IndexedDB. */
export const it = test.extend<{ database: Database }>({
  database: [
    async ({ onTestFinished }, use) => {
      const factory = new IDBFactory();
      const open = factory.open.bind(factory);
      vi.stubGlobal('indexedDB', factory);
      onTestFinished(() => void vi.unstubAllGlobals());
      await use({
        break: (how = 'told') => {
          factory.open = how === 'told' ? failedOpen : thrownOpen;
        },
        silence: () => {
          factory.open = () => ({}) as IDBOpenDBRequest;
        },
        mend: () => {
          factory.open = open;
        },
      });
    },
    { auto: true },
  ],
});

const backingStoreError = () => new DOMException('Internal error opening backing store', 'UnknownError');

function failedOpen(): IDBOpenDBRequest {
  const request = { error: backingStoreError() } as unknown as IDBOpenDBRequest;
  queueMicrotask(() => request.onerror?.(new Event('error')));
  return request;
}

function thrownOpen(): never {
  throw backingStoreError();
}
