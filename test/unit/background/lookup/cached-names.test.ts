import { describe, expect, it } from 'vitest';
import { createCache } from '../../../../src/background/lookup/answer-cache.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { settle } from '../../../support/settle.ts';
import { answerOf } from '../../../support/worker/answers.ts';

const HOUR = 3_600_000;
const STATUS = ['p', 'k', 'c', 'status'];
const PROMPT = ['p', 'k', 'c', 'prompt'];

/** A cache, and the keys that it looked for on the disk. */
function harness(store = memoryStore()) {
  const clock = createManualClock(1_000_000);
  const cache = createCache(store, clock.now);
  const asked: string[][] = [];
  const { getMany } = store;
  store.getMany = (keys) => {
    asked.push(keys);
    return getMany(keys);
  };
  const put = () =>
    cache.put(STATUS, answerOf('status', { retrievedAt: clock.now(), expiresAt: clock.now() + HOUR }), 500);
  const has = async (path: string[]) => (await cache.fresh(path, HOUR)) !== null;
  return { store, cache, asked, put, has };
}

describe('an answer', () => {
  it('is found while it is being stored, without a look at the disk', async () => {
    const { store, cache, asked, put, has } = harness();
    cache.sweep();
    await settle();
    const { set } = store;
    store.set = (key, value) => settle().then(() => set(key, value));
    const stored = put();
    expect(await has(STATUS)).toBe(true);
    expect(await has(PROMPT)).toBe(false);
    expect(asked).toEqual([]);
    await stored;
    expect(await has(STATUS)).toBe(true);
    expect(asked).toEqual([['p|k|c|status|']]);
  });

  it('is known to be missing once the names are read that are in the store', async () => {
    const { store, put } = harness();
    await put();
    const next = harness(store);
    next.cache.sweep();
    expect(await next.has(PROMPT)).toBe(false);
    expect(next.asked).toEqual([]);
    expect(await next.has(STATUS)).toBe(true);
    expect(next.asked).toEqual([['p|k|c|status|']]);
  });

  it('is looked for again when the names could not be read', async () => {
    const { store, put } = harness();
    await put();
    const { keys } = store;
    store.keys = () => Promise.reject(new Error('no'));
    const next = harness(store);
    expect(await next.has(STATUS)).toBe(false);
    store.keys = keys;
    next.cache.sweep();
    await settle();
    expect(await next.has(STATUS)).toBe(true);
  });
});
