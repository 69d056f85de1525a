import { expect, it } from 'vitest';
import type { Slices } from '../../../../src/core/slices.ts';
import { runSlices } from '../../../../src/ui/model/run-slices.ts';

/** Counts its slices; each takes about as long as `busyMs`. */
function* counting(slices: number, done: { count: number }, busyMs = 0): Slices<string> {
  for (let at = 0; at < slices; at += 1) {
    const ends = performance.now() + busyMs;
    while (performance.now() < ends);
    done.count += 1;
    yield;
  }
  return 'result';
}

it('gives the result', async () => {
  const done = { count: 0 };
  expect(await runSlices(counting(5, done))).toBe('result');
  expect(done.count).toBe(5);
});

it('lets others run in between', async () => {
  const done = { count: 0 };
  const seen: number[] = [];
  const running = runSlices(counting(8, done, 5));
  await new Promise<void>((resolve) => {
    setImmediate(() => resolve(void seen.push(done.count)));
  });
  await running;
  expect(seen[0]).toBeLessThan(8);
});

it('stops when it is cancelled', async () => {
  const done = { count: 0 };
  const cancel = new AbortController();
  const running = runSlices(counting(1000, done, 3), cancel.signal);
  cancel.abort();
  expect(await running).toBeNull();
  expect(done.count).toBeLessThan(1000);
});
