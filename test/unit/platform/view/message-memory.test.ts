import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { withIds, type Transcript } from '../../../../src/core/transcript/message.ts';
import { createMessageMemory } from '../../../../src/platform/view/message-memory.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { ID, OTHER_ID, THIRD_ID } from '../../../support/ui/fixtures.ts';

vi.mock('../../../../src/platform/browser.ts', () => import('../../../support/local-area.ts'));

const PROFILE = 'default';
const OPENED = { isOpened: true, knownAt: 1_000 };

function transcript(...texts: string[]): Transcript {
  const messages = withIds(texts.map((text) => ({ id: null, role: 'user', speaker: null, text, at: null })));
  return { messages, sources: ['synap'] };
}

/** A text of nearly a megabyte that begins with `name`. */
const megabyte = (name: string) => `${name} ${'x'.repeat(900_000)}`;

function createWorld() {
  const [session, disk, local] = [memoryStore(), memoryStore(), memoryStore()];
  let [now, opened] = [0, 0];
  let last: Promise<unknown> = Promise.resolve();
  /** As the browser's locks: among all views. */
  const exclusive = <T>(change: () => Promise<T>): Promise<T> => {
    const run = last.then(change);
    last = run.catch(() => undefined);
    return run;
  };
  const open = () =>
    createMessageMemory({
      session,
      local,
      device: () => {
        opened += 1;
        return disk;
      },
      now: () => (now += 1),
      exclusive,
    });
  const keepOnDevice = (keepMessages: boolean) => local.set('settings', { profiles: [{ id: PROFILE, keepMessages }] });
  return { session, disk, local, open, keepOnDevice, opened: () => opened };
}

let world: ReturnType<typeof createWorld>;
beforeEach(() => {
  world = createWorld();
});
const textsOf = (kept: unknown) => ((kept as Transcript | undefined)?.messages ?? []).map(({ text }) => text);
const load = async (id: ConversationId = ID) => textsOf(await world.open().load(PROFILE, id));

describe('messages that a view kept', () => {
  it('are there for the next view, of this profile and conversation alone', async () => {
    await world.open().save(PROFILE, ID, transcript('a', 'b'), OPENED);
    expect(await load()).toEqual(['a', 'b']);
    expect(await load(OTHER_ID)).toEqual([]);
    expect(textsOf(await world.open().load('second', ID))).toEqual([]);
  });

  it('are not lost when two views save at once', async () => {
    const [one, other] = [world.open(), world.open()];
    await Promise.all([
      one.save(PROFILE, ID, transcript('a', 'b'), OPENED),
      other.save(PROFILE, ID, transcript('b', 'c'), OPENED),
      one.save(PROFILE, OTHER_ID, transcript('x'), OPENED),
    ]);
    expect(await load()).toEqual(['a', 'b', 'c']);
    expect(await load(OTHER_ID)).toEqual(['x']);
  });

  it('never reach the disk while the setting is off', async () => {
    await world.open().save(PROFILE, ID, transcript('a'), OPENED);
    await load();
    expect(world.opened()).toBe(0);
    expect([...world.local.held.keys()]).toEqual([]);
  });

  it('are on the disk alone with the setting, together with what was known before', async () => {
    await world.open().save(PROFILE, ID, transcript('a'), OPENED);
    await world.keepOnDevice(true);
    await world.open().save(PROFILE, ID, transcript('a', 'b'), OPENED);
    expect(await load()).toEqual(['a', 'b']);
    world.session.held.clear();
    expect(await load()).toEqual(['a', 'b']);
    await world.keepOnDevice(false);
    expect(await load()).toEqual([]);
  });

  it('of a conversation that nobody opened stay off the disk until somebody does', async () => {
    await world.keepOnDevice(true);
    await world.open().save(PROFILE, ID, transcript('a'), { ...OPENED, isOpened: false });
    expect(world.opened()).toBe(0);
    expect(await load()).toEqual(['a']);
    world.session.held.clear();
    expect(await load()).toEqual(['a']);
  });

  it('leave the disk again when the setting goes off while they are written', async () => {
    await world.keepOnDevice(true);
    const { set } = world.disk;
    world.disk.set = async (key, value) => {
      await world.keepOnDevice(false);
      await set(key, value);
    };
    await world.open().save(PROFILE, ID, transcript('a'), OPENED);
    expect(JSON.stringify([...world.disk.held])).not.toContain('"text');
  });

  it('leave the disk again when the setting goes off while a view opens the conversation', async () => {
    await world.open().save(PROFILE, ID, transcript('a'), OPENED);
    await world.keepOnDevice(true);
    const { set } = world.disk;
    world.disk.set = async (key, value) => {
      await world.keepOnDevice(false);
      await set(key, value);
    };
    await load();
    expect(JSON.stringify([...world.disk.held])).not.toContain('"text');
  });

  it('are not kept once the worker deleted what was known then', async () => {
    await world.session.set(`messages-gone:${PROFILE}`, 5_000);
    await world.open().save(PROFILE, ID, transcript('old'), { isOpened: true, knownAt: 5_000 });
    expect(await load()).toEqual([]);
    await world.open().save(PROFILE, ID, transcript('new'), { isOpened: true, knownAt: 5_001 });
    expect(await load()).toEqual(['new']);
  });

  it('are of 500 conversations at most, whatever ids a page names', async () => {
    const view = world.open();
    for (let at = 0; at < 520; at += 1) {
      const id = `11111111-aaaa-4aaa-8aaa-${String(at).padStart(12, '0')}` as ConversationId;
      await view.save(PROFILE, id, transcript('x'), { ...OPENED, isOpened: false });
    }
    expect(world.session.held.size).toBe(501);
  });

  it('take no more room when the index is lost', async () => {
    for (const id of [ID, OTHER_ID, THIRD_ID]) {
      await world.open().save(PROFILE, id, transcript(megabyte('one'), megabyte('two')), OPENED);
      await world.session.remove('messages');
    }
    const fourth = '11111111-aaaa-4aaa-8aaa-111111111111' as ConversationId;
    await world.open().save(PROFILE, fourth, transcript(megabyte('one')), OPENED);
    expect(JSON.stringify([...world.session.held.values()]).length).toBeLessThan(6_100_000);
    expect(await load(fourth)).toHaveLength(1);
  });

  it('are those of the conversations used last, where they do not all fit', async () => {
    const ids = [ID, OTHER_ID, THIRD_ID];
    for (const id of ids) await world.open().save(PROFILE, id, transcript(megabyte('one'), megabyte('two')), OPENED);
    await load(ID);
    const fourth = '11111111-aaaa-4aaa-8aaa-111111111111' as ConversationId;
    await world.open().save(PROFILE, fourth, transcript(megabyte('one')), OPENED);
    expect(await Promise.all([...ids, fourth].map(async (id) => (await load(id)).length))).toEqual([2, 0, 2, 1]);
  });

  it('are the last of a conversation that is too long', async () => {
    const names = ['one', 'two', 'three', 'four', 'five'];
    await world.open().save(PROFILE, ID, transcript(...names.map(megabyte)), OPENED);
    const kept = (await load()).map((text) => text.split(' ')[0]);
    expect(kept).toEqual(['three', 'four', 'five']);
  });

  it('make room when the store is fuller than they make it, and a store that refuses costs nothing else', async () => {
    await world.open().save(PROFILE, ID, transcript(megabyte('one')), OPENED);
    world.session.refuseWrites(1);
    await world.open().save(PROFILE, OTHER_ID, transcript(megabyte('two')), OPENED);
    expect(await load(OTHER_ID)).toHaveLength(1);
    world.session.refuseWrites(99);
    await world.open().save(PROFILE, THIRD_ID, transcript('c'), OPENED);
    expect(await load(THIRD_ID)).toEqual([]);
  });

  it('are left out where the store holds anything else', async () => {
    for (const spoilt of [7, '{', '[]', '{"messages":[null,{"text":1},{"id":"m","role":"user","text":"ok"}]}']) {
      await world.session.set(`messages:${PROFILE}|${ID}`, spoilt);
      await world.session.set('messages', spoilt);
      expect(await load()).toEqual(String(spoilt).includes('ok') ? ['ok'] : []);
    }
  });
});
