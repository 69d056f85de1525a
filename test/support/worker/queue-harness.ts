import type { Prioritized, Priority, Release } from '../../../src/background/outbound/request-line.ts';
import { createRequestQueue } from '../../../src/background/outbound/request-queue.ts';
import { memoryStore, type MemoryStore } from '../memory-store.ts';
import { createManualClock } from '../manual-clock.ts';

/** A queue, what it granted and when, and what it refused. */
export function queueHarness(
  { perMinute = 60, burst = 10 } = {},
  session: MemoryStore = memoryStore(),
  clock = createManualClock(1_000_000),
) {
  const share = { profileId: 'p', rule: { perMinute, burst }, account: 'a' };
  let changes = 0;
  const queue = createRequestQueue(session, clock, () => void (changes += 1));
  const granted: { name: string; at: number }[] = [];
  const refused: string[] = [];
  const releases: Release[] = [];
  /** `done`: the request is over at once, so that only the tokens count. */
  const ask = async (name: string, priority: Priority = 'poll', done = true, asked: Prioritized = { priority }) => {
    const admitted = await queue.acquire(share, asked);
    if (!admitted.ok) return void refused.push(`${name}: ${admitted.error.kind}`);
    granted.push({ name, at: clock.now() });
    if (done) admitted.value();
    else releases.push(admitted.value);
    return undefined;
  };
  return {
    queue,
    share,
    clock,
    session,
    granted,
    refused,
    releases,
    ask,
    names: () => granted.map(({ name }) => name),
    changes: () => changes,
  };
}
