import { isRecord } from '../is-record.ts';
import { NO_MESSAGES, TRANSCRIPT_SOURCES, withIds, type Message, type Transcript } from './message.ts';

/** What a store holds: another version may have written it, or a broken disk. What is no message is left out. */
export function decodeTranscript(value: unknown): Transcript {
  if (!isRecord(value) || !Array.isArray(value['messages'])) return NO_MESSAGES;
  const messages = (value['messages'] as unknown[]).map(decodeMessage).filter((message) => message !== null);
  const { sources } = value;
  return {
    messages: withIds(messages),
    sources: TRANSCRIPT_SOURCES.filter((source) => Array.isArray(sources) && sources.includes(source)),
  };
}

function decodeMessage(value: unknown): Message | null {
  if (!isRecord(value)) return null;
  const { id, role, speaker, text, at } = value;
  if (typeof id !== 'string' || typeof role !== 'string' || typeof text !== 'string') return null;
  return {
    id,
    role,
    speaker: typeof speaker === 'string' ? speaker : null,
    text,
    at: typeof at === 'number' && Number.isFinite(at) ? at : null,
  };
}
