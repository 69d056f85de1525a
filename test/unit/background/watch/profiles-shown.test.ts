import { describe, expect } from 'vitest';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { A, ended, runs } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, giveKey, KEY, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const OTHER_KEY = 'synap_other_key_9999';
const read = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;

async function twoProfiles() {
  const world = await createWorld({ settings: { profiles: [profileWith({}), profileWith({ id: 'other' })] } });
  await giveKey(world.vaultStore, 'other', OTHER_KEY);
  const choose = (profileId: string) => world.ask('choose-profile', { profileId, demo: false });
  const keysUsed = () => new Set(world.synap.sent.map(({ target }) => target.apiKey));
  return { ...world, choose, keysUsed };
}

describe('the same id under two profiles [root 3]', () => {
  it('tells a failure under the one while a view shows the other: badge and notification', async () => {
    const world = await twoProfiles();
    const view = world.openView([A]);
    view.turnTo('default');
    world.synap.on('status', () => runs());
    await world.ask('watch', { conversationId: A, label: null });
    await settle();
    await world.choose('other');
    view.turnTo('other');
    world.synap.on('status', () => ended({ state: 'failed' }));
    await world.clock.pass(60_000);
    expect(world.badges.at(-1)).toEqual({ text: '!', tone: 'bad' });
    expect(world.notices).toMatchObject([{ profileId: 'default', conversationId: A }]);
    await world.choose('default');
    view.turnTo('default');
    await settle();
    expect(world.badges.at(-1)).toMatchObject({ text: '' });
  });

  it('no longer polls a run that only a view of the first profile followed', async () => {
    const world = await twoProfiles();
    const view = world.openView([A]);
    view.turnTo('default');
    world.synap.on('status', () => runs());
    await world.ask('read', read);
    await world.choose('other');
    view.turnTo('other');
    await settle();
    world.synap.sent.length = 0;
    await world.clock.pass(120_000);
    expect(world.keysUsed()).not.toContain(KEY);
    expect((await world.watches()).map(({ profileId }) => profileId)).toEqual([]);
  });
});

describe('a view that has not heard of the other profile yet [root 3]', () => {
  const fromOld = ['panel', { viewId: 'panel-1', profileId: 'default' }] as const;

  it('stars under the profile that it shows, and unstars there', async () => {
    const world = await twoProfiles();
    await world.choose('other');
    const starred = await world.ask('watch', { conversationId: A, label: null }, ...fromOld);
    expect(starred).toMatchObject({ ok: true, value: { activeProfileId: 'other', watches: [] } });
    expect(await world.watches()).toMatchObject([{ profileId: 'default', starred: true }]);
    await world.ask('unwatch', { conversationId: A }, ...fromOld);
    expect(await world.watches()).toEqual([]);
  });

  it('reads under that profile, with its key', async () => {
    const world = await twoProfiles();
    await world.choose('other');
    await world.ask('read', read, ...fromOld);
    expect([...world.keysUsed()]).toEqual([KEY]);
  });

  it('stars nothing when that profile is gone', async () => {
    const world = await twoProfiles();
    const gone = { viewId: 'panel-1', profileId: 'gone' };
    expect(await world.ask('watch', { conversationId: A, label: null }, 'panel', gone)).toMatchObject({
      error: { kind: 'cancelled' },
    });
    expect(world.local.held.has('watches')).toBe(false);
  });

  it('is served under the active profile before its first overview', async ({ world }) => {
    await world.ask('watch', { conversationId: A, label: null }, 'panel', { viewId: 'p', profileId: null });
    expect(await world.watches()).toMatchObject([{ profileId: 'default' }]);
  });
});
