import { describe, expect } from 'vitest';
import type { MemoryStore } from '../../../support/memory-store.ts';
import { createWorld, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const A = '01936f2a-8c4d-7e19-b3a5-64d0f9127c8e';
const keys = (store: MemoryStore) => [...store.held.keys()].filter((key) => key.startsWith('messages:'));

/** A world in which views have kept messages of two profiles, everywhere. */
async function createKeeping() {
  const profiles = [profileWith({ keepMessages: true }), profileWith({ id: 'default-2', keepMessages: true })];
  const world = await createWorld({ settings: { profiles } });
  for (const store of [world.session, world.messageStore])
    for (const { id } of profiles) await store.set(`messages:${id}|${A}`, 'kept');
  return world;
}

describe('messages that views kept', () => {
  it('go with the key, those of other profiles stay', async () => {
    const world = await createKeeping();
    await world.ask('remove-key', { profileId: 'default' });
    for (const store of [world.session, world.messageStore]) expect(keys(store)).toEqual([`messages:default-2|${A}`]);
  });

  it('go with the profile', async () => {
    const world = await createKeeping();
    await world.ask('remove-profile', { profileId: 'default-2' });
    for (const store of [world.session, world.messageStore]) expect(keys(store)).toEqual([`messages:default|${A}`]);
  });

  it('leave this device when the setting goes off, by hand or with an imported file', async () => {
    const world = await createKeeping();
    await world.ask('save-profile', { profileId: 'default', changes: { keepMessages: false }, key: null });
    expect(keys(world.messageStore)).toEqual([`messages:default-2|${A}`]);
    expect(keys(world.session)).toHaveLength(2);
    const profiles = [profileWith({}), profileWith({ id: 'default-2' })];
    await world.ask('save-settings', { settings: { profiles } });
    expect(keys(world.messageStore)).toEqual([]);
  });

  it('stay when something else of the profile changes', async () => {
    const world = await createKeeping();
    await world.ask('save-profile', { profileId: 'default', changes: { name: 'Mine' }, key: null });
    for (const store of [world.session, world.messageStore]) expect(keys(store)).toHaveLength(2);
  });

  it('are erased with everything', async () => {
    const world = await createKeeping();
    await world.ask('erase-everything', {});
    for (const store of [world.session, world.messageStore]) expect([...store.held]).toEqual([]);
  });
});
