import { describe, expect, vi } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { withIds } from '../../../../src/core/transcript/message.ts';
import { createMessageMemory } from '../../../../src/platform/view/message-memory.ts';
import type { MemoryStore } from '../../../support/memory-store.ts';
import { createWorld, profileWith, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

vi.mock('../../../../src/platform/browser.ts', () => import('../../../support/local-area.ts'));

const A = '01936f2a-8c4d-7e19-b3a5-64d0f9127c8e' as ConversationId;
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
    for (const store of [world.session, world.messageStore]) expect(keys(store)).toEqual([]);
  });

  const changes: [string, (world: World) => Promise<unknown>][] = [
    ['the key', (world) => world.ask('remove-key', { profileId: 'default' })],
    ['the profile', (world) => world.ask('remove-profile', { profileId: 'default' })],
    ['everything', (world) => world.ask('erase-everything', {})],
  ];
  const places = [false, true].flatMap((onDevice) => changes.map((change) => [onDevice, ...change] as const));
  it.for(places)('go (on device: %s) with %s also while a view adds to them', async ([onDevice, , change]) => {
    for (const step of ['get', 'set'] as const) {
      const profiles = [profileWith({ keepMessages: onDevice }), profileWith({ id: 'default-2' })];
      const world = await createWorld({ settings: { profiles } });
      const { session, local, clock } = world;
      const store = onDevice ? world.messageStore : session;
      const device = () => world.messageStore;
      const memory = createMessageMemory({ session, local, device, now: clock.now, exclusive: (write) => write() });
      const save = (text: string, knownAt: number) => {
        const messages = withIds([{ id: null, role: 'user', speaker: null, text, at: null }]);
        return memory.save('default', A, { messages, sources: ['traffic'] }, { isOpened: true, knownAt });
      };
      await save('old', clock.now());
      let isBegun = false;
      const { get, set } = store;
      const meanwhile = async (key: string) => {
        if (isBegun || !key.startsWith('messages:')) return;
        isBegun = true;
        await change(world);
      };
      if (step === 'set') store.set = async (key, value) => meanwhile(key).then(() => set(key, value));
      else store.get = async (key) => get(key).finally(() => meanwhile(key));
      await save('new', clock.now());
      expect(isBegun).toBe(true);
      await save('heard before', clock.now() - 1);
      expect(keys(store)).toEqual([]);
      // Not even the conversation's id is left.
      expect(JSON.stringify([...store.held])).not.toContain(A);
    }
  });
});
