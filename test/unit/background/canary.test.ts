import { STATUS, SUMMARY, PROMPT } from '../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail } from '../../../src/core/errors.ts';
import { defaultSettings } from '../../../src/core/profile/settings.ts';
import { A, noMessages, numbered, statusOf, unavailable } from '../../support/worker/answers.ts';
import { settle } from '../../support/settle.ts';
import { createWorld, KEY, profileWith } from '../../support/worker/worker.ts';
import { it } from '../../support/worker/world-test.ts';

const read = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
const compact = { profileId: 'default', conversationId: A, strategy: null, targetTokens: null, force: true } as const;

describe('the key [F79] [F82]', () => {
  it('is in no answer, no event, and no store but the vault', async () => {
    const world = await createWorld({ key: null, settings: { profiles: [profileWith({ burst: 100 })] } });
    const view = world.openView([A], 'options');
    const said: unknown[] = [];
    const note = async (answer: Promise<unknown>) => void said.push(await answer);
    await note(world.ask('set-key', { profileId: 'default', key: KEY, remember: true }));
    await note(world.ask('test-connection', { profileId: 'default' }));
    await note(world.ask('read', read));
    await note(world.ask('read', { ...read, part: SUMMARY }));
    await note(world.ask('read', { ...read, part: PROMPT }));
    await note(world.ask('balance', {}));
    await note(world.ask('compact', compact));
    await note(world.ask('watch', { conversationId: A, label: 'label' }));
    for (const error of [unavailable, noMessages]) {
      world.synap.on('status', () => fail(error));
      await note(world.ask('read', read));
    }
    await note(world.ask('requests', { conversationId: null }));
    await note(world.ask('overview', {}));
    await note(world.ask('set-key', { profileId: 'default', key: `${KEY} x`, remember: true }));
    await note(
      world.ask('save-settings', { settings: { ...defaultSettings(), profiles: [profileWith({ name: 'other' })] } }),
    );
    world.vaultStore.get = () => Promise.reject(new Error(KEY));
    await note(world.ask('read', read));
    await note(world.ask('overview', {}));
    await settle();
    expect(world.synap.sent.every(({ target }) => target.apiKey === KEY)).toBe(true);
    expect(world.synap.count()).toBeGreaterThan(8);
    expect(JSON.stringify([said, view.events, world.notices, world.badges])).not.toContain(KEY);
    for (const store of [world.local, world.session, world.cacheStore, world.messageStore])
      expect(JSON.stringify([...store.held])).not.toContain(KEY);
    expect(JSON.stringify([...world.vaultStore.held])).toContain(KEY);
  });
});

describe('the overview', () => {
  it('is told in order, and not once for each of many changes', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 100 })] } });
    const view = world.openView([A]);
    await settle();
    const before = view.heard('overview').length;
    world.synap.on('status', () => statusOf());
    await Promise.all([...Array(40).keys()].map((n) => world.ask('read', { ...read, conversationId: numbered(n) })));
    await settle();
    // 40 questions change budget, queue and table some 200 times.
    expect(view.heard('overview').length - before).toBeLessThan(60);
    await world.ask('watch', { conversationId: A, label: null });
    await world.ask('unwatch', { conversationId: A });
    await settle();
    // The budget has events of its own.
    const { budget: _budget, ...rest } = await world.overview();
    expect(view.heard('overview').at(-1)?.overview).toMatchObject(rest);
  });

  it('ends: no announcement sets off another', async ({ world }) => {
    const view = world.openView([A]);
    await world.ask('read', read);
    await settle();
    const before = view.events.length;
    for (let n = 0; n < 20; n += 1) await settle();
    expect(view.events).toHaveLength(before);
  });

  it('names the budget of the active profile and what waits', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 2, requestsPerMinute: 30 })] } });
    world.synap.holding = true;
    const view = world.openView();
    for (const style of ['structured', 'narrative', 'bullet_points'] as const)
      void world.ask('read', { ...read, part: { ...PROMPT, style } });
    await settle();
    expect((await world.overview()).budget).toEqual({ available: 0, perMinute: 30, burst: 2, waiting: 1 });
    expect(view.heard('queued')).toMatchObject([{ part: { kind: 'prompt' }, until: world.clock.now() + 2_000 }]);
    await world.clock.pass(2_000);
    expect(view.heard('queued').at(-1)).toMatchObject({ until: null });
    expect(world.synap.count()).toBe(3);
  });
});
