/** Conversations that the worker has statuses of. */
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { STATUS } from '../../src/core/conversation/part.ts';
import { setUp, type Rig } from '../support/e2e/rig.ts';

const AT_ONCE = 100;

export const knownId = (n: number): string => `0bfa587f-a85c-4cc3-a395-${n.toString(16).padStart(12, '0')}`;

/** A page with a link to each. */
export function pageOf(ids: readonly string[]): string {
  const links = ids.map((id, n) => `<p><a href="/conversations/${id}">Conversation ${n + 1}</a></p>`);
  return `<!doctype html><title>Conversations</title>${links.join('')}`;
}

/** Compacts each at the emulator, and has the worker ask for its status: the answers last for the whole run. */
export async function makeKnown(rig: Rig, ids: readonly string[]): Promise<void> {
  const { settings } = await setUp(rig, 'overview', {});
  await setUp(rig, 'save-settings', { settings: { ...settings, cacheEntries: 5000, ttlSeconds: 3600 } });
  for (const id of ids) {
    rig.emulator.world.record(id, [{ role: 'user', content: 'Joanna takes the night train from Lisbon to Porto.' }]);
    rig.emulator.world.startRun(id);
    rig.emulator.world.finishRun(id);
  }
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const read = (id: string) =>
      setUp(rig, 'read', { conversationId: id as ConversationId, part: STATUS, mode: 'cached', priority: 'user' });
    // oxlint-disable-next-line no-await-in-loop -- more would not fit into the line
    await Promise.all(some.map(read));
  }
}
