import { PROMPT as PROMPT_PART, STATUS, SUMMARY } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail, type AppError } from '../../../../src/core/errors.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import { A, B, keyRefused, noMessages, PROMPT, unknownConversation } from '../../../support/worker/answers.ts';
import { createWorld } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const status = (mode: 'cached' | 'fresh' = 'cached'): RequestInput<'read'> => ({
  part: STATUS,
  conversationId: A,
  mode,
  priority: 'user',
});
const prompt: RequestInput<'read'> = { ...status(), part: PROMPT_PART };

describe('refusals', () => {
  it('remembers an unknown id for 30 s; `fresh` asks all the same', async ({ world }) => {
    world.synap.on('status', () => fail(unknownConversation));
    await world.ask('read', status());
    expect(await world.ask('read', status())).toEqual(fail(unknownConversation));
    expect(world.synap.count()).toBe(1);
    await world.ask('read', status('fresh'));
    expect(world.synap.count()).toBe(2);
    await world.clock.pass(30_001);
    await world.ask('read', status());
    expect(world.synap.count()).toBe(3);
  });

  it('forgets it once Synap knows better', async ({ world }) => {
    world.synap.on('prompt', () => fail(unknownConversation));
    await world.ask('read', prompt);
    world.synap.on('prompt', () => PROMPT);
    await world.ask('read', { ...prompt, mode: 'fresh' });
    // And what was kept of it is dropped by news of the conversation.
    await world.services().cache.drop([]);
    expect(await world.ask('read', prompt)).toMatchObject({ ok: true, value: { data: PROMPT } });
  });

  it('forgets it with the cache', async ({ world }) => {
    world.synap.on('status', () => fail(unknownConversation));
    await world.ask('read', status());
    await world.ask('clear-cache', {}, 'panel');
    await world.ask('read', status());
    expect(world.synap.count()).toBe(2);
  });

  it('forgets it when the clock jumps back', async ({ world }) => {
    world.synap.on('status', () => fail(unknownConversation));
    await world.ask('read', status());
    world.clock.jump(-3_600_000);
    await world.ask('read', status());
    expect(world.synap.count()).toBe(2);
  });

  it('asks whoami after a 403, once for many, and keeps the conversation’s fault its own [F29]', async ({ world }) => {
    world.synap.on('status', () => fail(noMessages));
    expect(await world.ask('read', status())).toEqual(fail(noMessages));
    await world.ask('read', { ...status(), conversationId: B });
    expect(world.synap.count('whoami')).toBe(1);
    expect((await world.overview()).pause).toBeNull();
    await world.clock.pass(61_000);
    await world.ask('read', status('fresh'));
    expect(world.synap.count('whoami')).toBe(2);
  });

  it('blames the key when whoami is refused, and pauses [F29]', async ({ world }) => {
    world.synap.on('status', () => fail(noMessages));
    world.synap.on('whoami', () => fail(keyRefused));
    expect(await world.ask('read', status())).toMatchObject({ ok: false, error: { kind: 'key-refused' } });
    expect((await world.overview()).pause?.reason).toBe('key-refused');
  });
});

describe('a conversation that Synap knows no longer', () => {
  it.each([
    ['unknown', unknownConversation],
    ['without messages', { ...noMessages, keyWorks: true } as AppError],
  ])('is dropped from the cache, with all that was kept of it (%s)', async (_how, error) => {
    const world = await createWorld();
    for (const part of [STATUS, SUMMARY, PROMPT_PART]) await world.ask('read', { ...status(), part });
    await world.ask('read', { ...status(), conversationId: B });
    const view = world.openView([A]);
    world.synap.on('status', () => fail(error));
    await world.ask('read', status('fresh'));
    expect(view.heard('invalidated')).toEqual([{ type: 'invalidated', profileId: 'default', conversationId: A }]);
    for (const part of [SUMMARY, PROMPT_PART]) {
      expect(await world.ask('read', { ...status(), part, mode: 'peek' })).toEqual({ ok: true, value: null });
    }
    expect(await world.ask('read', { ...status(), conversationId: B, mode: 'peek' })).toMatchObject({
      value: { data: {} },
    });
    // This happens only once: a view that reads again after the first event causes no second one.
    await world.ask('read', status('fresh'));
    expect(view.heard('invalidated')).toHaveLength(1);
  });

  it('stays in the cache while it is only the key that is refused', async ({ world }) => {
    await world.ask('read', { ...status(), part: SUMMARY });
    world.synap.on('status', () => fail(noMessages));
    world.synap.on('whoami', () => fail(keyRefused));
    await world.ask('read', status('fresh'));
    expect(await world.ask('read', { ...status(), part: SUMMARY, mode: 'peek' })).toMatchObject({
      value: { data: {} },
    });
  });
});
