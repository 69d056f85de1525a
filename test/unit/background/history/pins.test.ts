import { describe, expect } from 'vitest';
import { MAX_PINS, type Pin } from '../../../../src/protocol/history.ts';
import { A, B } from '../../../support/worker/answers.ts';
import { createWorld, KEY, profileWith, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

async function textsOf(world: World, conversationId = A, profileId: string | null = null): Promise<string[]> {
  const pins = await world.ask('pins', { conversationId }, 'panel', { viewId: '', profileId });
  return pins.ok ? pins.value.map(({ text }) => text) : [];
}

const pin = (world: World, text: string, conversationId: Pin['conversationId'] = A, profileId: string | null = null) =>
  world.ask('pin', { conversationId, text }, 'panel', { viewId: '', profileId });

describe('what must be kept', () => {
  it('is of a conversation or of the whole profile, in the order of pinning', async ({ world }) => {
    await pin(world, 'of A');
    await pin(world, 'of B', B);
    await pin(world, 'of all', null);
    expect(await textsOf(world)).toEqual(['of A', 'of all']);
    expect(await textsOf(world, B)).toEqual(['of B', 'of all']);
  });

  it('is told to views, and answered', async ({ world }) => {
    const view = world.openView([A]);
    const pinned = await pin(world, '  The price is 1,200 euros \n');
    expect(pinned).toMatchObject({ ok: true, value: [{ conversationId: A, text: 'The price is 1,200 euros' }] });
    expect(view.heard('pins')).toEqual([{ type: 'pins', profileId: 'default' }]);
    expect(await pin(world, 'The price is 1,200 euros')).toEqual(pinned);
    expect(view.heard('pins')).toHaveLength(1);
    await world.ask('unpin', { pinId: pinned.ok ? (pinned.value[0]?.id ?? '') : '' });
    await world.ask('unpin', { pinId: 'unknown' });
    expect(await textsOf(world)).toEqual([]);
    expect(view.heard('pins')).toHaveLength(2);
  });

  it('is no blank text, and no more than the most', async ({ world }) => {
    expect(await pin(world, ' \n')).toEqual({ ok: false, error: { kind: 'refused', why: 'malformed' } });
    for (let n = 0; n < MAX_PINS; n += 1) await pin(world, `statement ${n}`);
    expect(await pin(world, 'one more')).toEqual({ ok: false, error: { kind: 'too-many-pins', most: MAX_PINS } });
    expect(await textsOf(world)).toHaveLength(MAX_PINS);
  });

  it('outlives worker and key, and goes with its profile and with everything', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), profileWith({ id: 'default-2' })] } });
    await pin(world, 'mine');
    await pin(world, 'theirs', A, 'default-2');
    world.restart();
    await world.ask('set-key', { profileId: 'default', key: `${KEY}-2`, remember: true });
    await world.ask('remove-key', { profileId: 'default' });
    expect(await textsOf(world)).toEqual(['mine']);
    expect(await textsOf(world, A, 'default-2')).toEqual(['theirs']);
    await world.ask('remove-profile', { profileId: 'default-2' });
    expect([...world.local.held.keys()].filter((key) => key.startsWith('pins:'))).toEqual(['pins:default']);
    expect(await pin(world, 'late', A, 'default-2')).toEqual({ ok: false, error: { kind: 'cancelled' } });
    await world.ask('erase-everything', {});
    expect(await textsOf(world)).toEqual([]);
  });

  it('of the demo is not kept on this device', async ({ world }) => {
    await world.ask('choose-profile', { profileId: 'default', demo: true });
    await pin(world, 'of the demo');
    expect(await textsOf(world)).toEqual(['of the demo']);
    expect(world.local.held.has('pins:demo')).toBe(false);
  });

  it('is said to be lost when it cannot be stored', async ({ world }) => {
    world.local.refuseWrites(1);
    expect(await pin(world, 'no room')).toMatchObject({ ok: false, error: { kind: 'storage' } });
    expect(await textsOf(world)).toEqual([]);
  });

  it('that is spoilt is left out alone', async ({ world }) => {
    await pin(world, 'sound');
    const held = world.local.held.get('pins:default') as Pin[];
    world.local.held.set('pins:default', [{ ...held[0], conversationId: 'x' }, 7, ...held]);
    expect(await textsOf(world)).toEqual(['sound']);
  });
});
