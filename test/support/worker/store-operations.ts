import type { KeyValueStore } from '../../../src/platform/storage.ts';
import type { World } from './worker.ts';

/** Every operation on the worker's stores from now on. */
export function storeOperations(world: World): string[] {
  const operations: string[] = [];
  for (const name of ['local', 'session', 'vaultStore', 'cacheStore', 'historyStore'] as const) {
    const store: KeyValueStore = world[name];
    for (const method of ['get', 'getMany', 'set', 'remove', 'keys', 'clear'] as const) {
      const inner = store[method].bind(store) as (...args: unknown[]) => Promise<unknown>;
      Object.assign(store, {
        [method]: (...args: unknown[]) => {
          operations.push(`${name}.${method} ${String(args[0] ?? '')}`);
          return inner(...args);
        },
      });
    }
  }
  return operations;
}
