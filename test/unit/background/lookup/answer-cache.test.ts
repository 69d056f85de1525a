import { STATUS } from '../../../../src/core/conversation/part.ts';
import { SUMMARY, PROMPT } from '../../../../src/core/conversation/part.ts';
import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { INDEX_KEY } from '../../../../src/background/lookup/cache-index.ts';
import { createCache } from '../../../../src/background/lookup/answer-cache.ts';
import { A, answerOf } from '../../../support/worker/answers.ts';
import { memoryStore, type MemoryStore } from '../../../support/memory-store.ts';
import { settle } from '../../../support/settle.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { it } from '../../../support/worker/world-test.ts';

const HOUR = 3_600_000;

function harness() {
  const clock = createManualClock(1_000_000);
  const store = memoryStore();
  const cache = createCache(store, clock.now);
  const put = (path: string[], ttlMs = 300_000, most = 500) =>
    cache.put(path, answerOf(path.join(), { retrievedAt: clock.now(), expiresAt: clock.now() + ttlMs }), most);
  return { store, cache, put, clock };
}

/** The keys of the answers in the store, without the index of their dates. */
const keysIn = ({ held }: MemoryStore) => [...held.keys()].filter((key) => key !== INDEX_KEY);

const has = async ({ cache }: ReturnType<typeof harness>, ...path: string[]) =>
  (await cache.fresh(path, HOUR)) !== null;

describe('what may be served', () => {
  it('is what has not expired, from `cache`', async () => {
    const held = harness();
    await held.put(['p', 'k', 'c', 'status']);
    expect((await held.cache.fresh(['p', 'k', 'c', 'status'], HOUR))?.meta.source).toBe('cache');
    held.clock.advance(299_999);
    expect(await has(held, 'p', 'k', 'c', 'status')).toBe(true);
    held.clock.advance(1);
    expect(await has(held, 'p', 'k', 'c', 'status')).toBe(false);
    expect(await held.cache.findAll([['p', 'k', 'c', 'status']])).not.toEqual([null]);
  });

  it('is nothing from the future [F46], nor what ends when it begins', async () => {
    const held = harness();
    await held.put(['p', 'k', 'c', 'status']);
    await held.put(['p', 'k', 'c', 'run'], 0);
    expect(await has(held, 'p', 'k', 'c', 'run')).toBe(false);
    held.clock.jump(-1);
    expect(await has(held, 'p', 'k', 'c', 'status')).toBe(false);
  });

  it('expires when the clock jumps ahead [F47]', async () => {
    const held = harness();
    await held.put(['p', 'k', 'c', 'status']);
    held.clock.advance(86_400_000);
    expect(await has(held, 'p', 'k', 'c', 'status')).toBe(false);
  });

  it('is nothing spoilt: that is a miss, and deleted [F24]', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (junk) => {
        const held = harness();
        held.store.held.set('p|k|c|status|', junk);
        expect(await held.cache.fresh(['p', 'k', 'c', 'status'], HOUR)).toBeNull();
        expect(await held.cache.findAll([['p', 'k', 'c', 'status']])).toEqual([null]);
        expect(held.store.held.has('p|k|c|status|')).toBe(junk === undefined);
      }),
    );
    const held = harness();
    const meta = { retrievedAt: Number.NaN, expiresAt: Number.POSITIVE_INFINITY };
    held.store.held.set('p|k|c|status|', { answer: answerOf(1, meta), usedAt: 0 });
    expect(await has(held, 'p', 'k', 'c', 'status')).toBe(false);
    expect(held.store.held.size).toBe(0);
  });
});

describe('a setting that is shortened', () => {
  it('reaches what is cached already, and what views are told of its end', async () => {
    const held = harness();
    await held.put(['a'], HOUR);
    held.clock.advance(20_000);
    expect((await held.cache.fresh(['a'], 30_000))?.meta.expiresAt).toBe(1_030_000);
    held.clock.advance(10_000);
    expect(await held.cache.fresh(['a'], 30_000)).toBeNull();
    expect((await held.cache.fresh(['a'], 2 * HOUR))?.meta.expiresAt).toBe(1_000_000 + HOUR);
  });

  it('is the one in the options', async ({ world }) => {
    const read = { part: SUMMARY, conversationId: A, mode: 'cached', priority: 'user' } as const;
    await world.ask('read', read);
    await world.clock.pass(20_000);
    await world.ask('save-settings', { settings: { ttlSeconds: 10 } });
    await world.ask('read', read);
    expect(world.synap.count('summary')).toBe(2);
  });
});

describe('what may be served no more', () => {
  it('goes once a minute at most, and the spoilt with it', async () => {
    const held = harness();
    for (const name of ['a', 'b']) await held.put([name], 30_000);
    held.clock.advance(59_999);
    await held.put(['c']);
    await settle();
    held.store.held.set('junk', 'junk');
    expect(keysIn(held.store)).toEqual(['a|', 'b|', 'c|', 'junk']);
    held.clock.advance(1);
    held.cache.sweep();
    await settle();
    expect(keysIn(held.store)).toEqual(['c|']);
    // A clock that jumped back does not put it off.
    held.clock.jump(-3_600_000);
    held.cache.sweep();
    await settle();
    expect(held.store.held.size).toBe(0);
  });

  it('is kept for a day when it is a status: the next one is news or not by it', async () => {
    const held = harness();
    await held.put(['p', 'k', 'c', 'status'], 0);
    held.clock.advance(86_399_999);
    held.cache.sweep();
    await settle();
    expect(await held.cache.findAll([['p', 'k', 'c', 'status']])).not.toEqual([null]);
    held.clock.advance(60_000);
    held.cache.sweep();
    await settle();
    expect(held.store.held.size).toBe(0);
  });

  it('is gone from the disk once anything wakes the worker', async ({ world }) => {
    const part = { part: STATUS, conversationId: A, mode: 'cached', priority: 'user' } as const;
    await world.ask('read', { ...part, part: SUMMARY });
    await world.ask('read', { ...part, part: PROMPT });
    await world.ask('read', part);
    expect(keysIn(world.cacheStore)).toHaveLength(3);
    world.clock.jump(300_000);
    world.restart();
    await world.ask('overview', {});
    await settle();
    expect(keysIn(world.cacheStore)).toEqual([expect.stringMatching(/\|status\|$/)]);
  });
});

describe('[root 5] the index', () => {
  /** The answers read from now on, without the index. */
  function readsOf(store: MemoryStore): string[] {
    const reads: string[] = [];
    const { get, getMany } = store;
    store.get = (key) => {
      if (key !== INDEX_KEY) reads.push(key);
      return get(key);
    };
    store.getMany = (keys) => {
      reads.push(...keys);
      return getMany(keys);
    };
    return reads;
  }

  it('lets a sweep read no answer, in a worker that starts anew too', async () => {
    const held = harness();
    for (const name of ['a', 'b']) await held.put([name], 30_000);
    await held.put(['c'], 3_600_000);
    const reads = readsOf(held.store);
    held.clock.advance(60_000);
    createCache(held.store, held.clock.now).sweep();
    await settle();
    expect(keysIn(held.store)).toEqual(['c|']);
    expect(reads).toEqual([]);
  });

  it('says what is not there, without a look', async () => {
    const held = harness();
    await held.put(['a'], 30_000);
    const reads = readsOf(held.store);
    expect([await has(held, 'a'), await has(held, 'b')]).toEqual([true, false]);
    expect(reads).toEqual(['a|']);
  });

  it('is not needed: without it, or with a spoilt one, each answer is read once', async () => {
    for (const spoilt of [undefined, 'junk', [['a|', 'soon', 0, 0]], { 'a|': 1 }]) {
      const held = harness();
      for (const name of ['a', 'b', 'c', 'd', 'e']) await held.put([name], 30_000);
      held.store.held.set(INDEX_KEY, spoilt);
      const reads = readsOf(held.store);
      held.clock.advance(29_999);
      const next = createCache(held.store, held.clock.now);
      next.sweep();
      await settle();
      expect(reads).toEqual(['a|', 'b|', 'c|', 'd|', 'e|']);
      expect(keysIn(held.store)).toHaveLength(5);
      held.clock.advance(60_000);
      next.sweep();
      await settle();
      expect(held.store.held.size).toBe(0);
    }
  });

  it('does not outlive the answers: after a drop, and after the store was emptied', async () => {
    const held = harness();
    await held.put(['p', 'k', 'c', 'a']);
    await held.cache.drop(['p']);
    expect(held.store.held.size).toBe(0);
    await held.put(['p', 'k', 'c', 'a']);
    await held.cache.clear();
    await held.put(['other']);
    expect(JSON.stringify(held.store.held.get(INDEX_KEY))).not.toContain('p|k|c|a|');
  });

  it('notes a use without writing the answer again', async () => {
    const held = harness();
    await held.put(['a']);
    const written: string[] = [];
    const { set } = held.store;
    held.store.set = (key, value) => {
      written.push(key);
      return set(key, value);
    };
    expect(await has(held, 'a')).toBe(true);
    await settle();
    expect(written).toEqual([]);
  });
});

describe('drop', () => {
  it('takes all under the path, and nothing beside it', async () => {
    const held = harness();
    const paths = [
      ['p', 'k', 'c', 'a'],
      ['p', 'k', 'c', 'b'],
      ['p', 'k', 'cc', 'a'],
      ['p', 'k2', 'c', 'a'],
      ['p2', 'k', 'c', 'a'],
    ];
    for (const path of paths) await held.put(path);
    expect(await held.cache.drop(['p', 'k', 'c'])).toBe(2);
    expect(await has(held, 'p', 'k', 'cc', 'a')).toBe(true);
    expect(await held.cache.drop(['p'])).toBe(2);
    expect(await has(held, 'p2', 'k', 'c', 'a')).toBe(true);
    expect(await held.cache.drop([])).toBe(1);
  });

  it('is not undone by a read that was under way', async () => {
    const held = harness();
    await held.put(['p', 'k', 'c', 'a']);
    const { set } = held.store;
    held.store.set = async (key, value) => {
      await settle();
      await set(key, value);
    };
    const read = held.cache.fresh(['p', 'k', 'c', 'a'], HOUR);
    await read;
    const dropped = held.cache.drop(['p']);
    await Promise.all([read, dropped]);
    await settle();
    expect(held.store.held.size).toBe(0);
  });
});

describe('the bound', () => {
  it('lets the least recently used go first', async () => {
    const held = harness();
    for (const name of ['a', 'b', 'c']) {
      await held.put([name], 300_000, 3);
      held.clock.advance(10);
    }
    expect(await has(held, 'a')).toBe(true);
    await settle();
    held.clock.advance(10);
    await held.put(['d'], 300_000, 3);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((name) => has(held, name)))).toEqual([true, false, true, true]);
  });

  it('knows of a use that was no more than a read, over the end of the worker', async () => {
    const held = harness();
    for (const name of ['a', 'b', 'c']) {
      await held.put([name], 300_000, 3);
      held.clock.advance(10);
    }
    const reading = createCache(held.store, held.clock.now);
    expect(await reading.fresh(['a'], HOUR)).not.toBeNull();
    await settle();
    held.clock.advance(10);
    const next = { ...held, cache: createCache(held.store, held.clock.now) };
    await next.cache.put(['d'], answerOf('d', { retrievedAt: held.clock.now(), expiresAt: HOUR }), 3);
    expect(await Promise.all(['a', 'b', 'c'].map((name) => has(next, name)))).toEqual([true, false, true]);
  });

  it('holds whatever is put', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(30), { maxLength: 60 }),
        fc.integer({ min: 1, max: 10 }),
        async (names, most) => {
          const held = harness();
          for (const name of names) {
            await held.put([String(name)], 300_000, most);
            held.clock.advance(1);
            expect(keysIn(held.store).length).toBeLessThanOrEqual(most);
            expect(await has(held, String(name))).toBe(true);
          }
        },
      ),
    );
  });
});

describe('a store that fails [F16] [F21]', () => {
  it('makes room when it is full, and goes without when that does not help', async () => {
    const held = harness();
    for (const name of ['a', 'b', 'c', 'd']) {
      await held.put([name]);
      held.clock.advance(1);
    }
    held.store.refuseWrites(1);
    await held.put(['e']);
    expect(keysIn(held.store)).toEqual(['c|', 'd|', 'e|']);
    held.store.refuseWrites(2);
    await expect(held.put(['f'])).resolves.toBeUndefined();
    expect(await has(held, 'f')).toBe(false);
  });

  it('is a cold cache when it cannot be read', async () => {
    const held = harness();
    held.store.getMany = () => Promise.reject(new Error('broken'));
    await expect(held.cache.fresh(['a'], HOUR)).resolves.toBeNull();
    await expect(held.cache.findAll([['a']])).resolves.toEqual([null]);
  });
});
