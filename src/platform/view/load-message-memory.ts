import type { MessageMemory } from '../../protocol/backend.ts';

/** Few views ever need it, so its code comes on demand. */
export async function loadMessageMemory(): Promise<MessageMemory> {
  return (await import('./message-memory.ts')).messageMemory;
}
