import { describe, expect, it } from 'vitest';
import { createOpenViews, type Shown } from '../../../../src/background/watch/open-views.ts';
import { A, B } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { storeOperations } from '../../../support/worker/store-operations.ts';
import { createWorld } from '../../../support/worker/worker.ts';

const shown = (conversationId: typeof A): Shown => ({ profileId: 'default', conversationId });
const base = { viewId: 'v', profileId: null, surface: 'popup', notify: () => undefined } as const;

/** What came into view, by each time that it was told; the next is told when `done` was called. */
function openViews() {
  const told: string[][] = [];
  const waiting: (() => void)[] = [];
  const views = createOpenViews(async (cameIntoView) => {
    told.push([A, B].filter((id) => cameIntoView(shown(id))));
    await new Promise<void>((resolve) => waiting.push(resolve));
  });
  const done = async () => {
    waiting.shift()?.();
    await settle();
  };
  return { views, told, done };
}

describe('what a view says in a row as it opens', () => {
  it('is told together while what it said before is dealt with', async () => {
    const { views, told, done } = openViews();
    const view = views.add({ ...base, visible: false, conversationIds: [] });
    await settle();
    expect(told).toEqual([[]]);
    view.update({ ...base, visible: false, conversationIds: [A] });
    view.update({ ...base, visible: true, conversationIds: [A] });
    view.update({ ...base, visible: true, conversationIds: [A, B] });
    await settle();
    expect(told).toEqual([[]]);
    await done();
    expect(told).toEqual([[], [A, B]]);
    view.update({ ...base, visible: true, conversationIds: [B] });
    await done();
    expect(told).toEqual([[], [A, B], []]);
  });

  it('is told when the last could not be dealt with', async () => {
    const told: boolean[] = [];
    const views = createOpenViews((cameIntoView) => {
      told.push(cameIntoView(shown(A)));
      return Promise.reject(new Error('no store'));
    });
    const view = views.add({ ...base, visible: false, conversationIds: [] });
    await settle();
    view.update({ ...base, visible: true, conversationIds: [A] });
    await settle();
    expect(told).toEqual([false, true]);
  });

  it('makes the worker read its stores no more often than one thing does', async () => {
    const readsOf = async (times: number) => {
      const world = await createWorld();
      const operations = storeOperations(world);
      const view = world.openView([], 'popup');
      for (let time = 0; time < times; time += 1) view.show(A);
      await settle();
      return operations.length;
    };
    expect(await readsOf(5)).toBe(await readsOf(1));
  });
});
