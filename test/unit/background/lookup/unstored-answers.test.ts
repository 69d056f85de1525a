import { describe, expect, it } from 'vitest';
import { createCache } from '../../../../src/background/lookup/answer-cache.ts';
import { INDEX_KEY } from '../../../../src/background/lookup/cache-index.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { memoryStore, type MemoryStore } from '../../../support/memory-store.ts';
import { settle } from '../../../support/settle.ts';
import { answerOf } from '../../../support/worker/answers.ts';

const HOUR = 3_600_000;

function harness() {
  const clock = createManualClock(1_000_000);
  const store = memoryStore();
  const cache = createCache(store, clock.now);
  const put = (path: string[], ttlMs = 300_000) =>
    cache.put(path, answerOf(path.join(), { retrievedAt: clock.now(), expiresAt: clock.now() + ttlMs }), 500);
  const has = async (...path: string[]) => (await cache.fresh(path, HOUR)) !== null;
  return { store, cache, put, has, clock };
}

const keysIn = ({ held }: MemoryStore) => [...held.keys()].filter((key) => key !== INDEX_KEY);

describe('an answer that is being stored', () => {
  it('is found at once, the newest of two, and goes with what is dropped', async () => {
    const held = harness();
    held.cache.sweep();
    await settle();
    const { set } = held.store;
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    held.store.set = (key, value) => gate.then(() => set(key, value));
    const [older, newer] = [held.put(['p', 'a']), held.put(['p', 'a'], 200_000)];
    const stored = held.put(['p', 'b']);
    const dropped = held.cache.drop(['p', 'b']);
    expect((await held.cache.fresh(['p', 'a'], HOUR))?.meta.expiresAt).toBe(held.clock.now() + 200_000);
    expect(keysIn(held.store)).toEqual([]);
    letGo();
    await Promise.all([older, newer, stored]);
    expect(await dropped).toBe(1);
    expect(await held.has('p', 'b')).toBe(false);
    expect(await held.has('p', 'a')).toBe(true);
    expect(keysIn(held.store)).toEqual(['p|a|']);
  });

  it('is no longer found where it could not be stored', async () => {
    const held = harness();
    held.store.refuseWrites(Infinity);
    await held.put(['p', 'a']);
    expect(await held.has('p', 'a')).toBe(false);
  });
});
