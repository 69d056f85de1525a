/** A message of a conversation, from wherever it came, and the messages known of one. */

export interface Message {
  /** Synap's or the app's; made from its place and text where it came without one, see `isMadeId`. */
  id: string;
  role: string;
  /** The speaker's name, where the source has one beside the role. */
  speaker: string | null;
  text: string;
  /** Epoch ms; null when unknown. */
  at: number | null;
}

/** Somebody with a name, of whom the source does not say whether a person or the assistant. */
export const UNKNOWN_ROLE = 'unknown';

export const TRANSCRIPT_SOURCES = ['synap', 'traffic', 'file', 'paste'] as const;
/** `synap`: a context for prompt; `traffic`: the inspected page's requests. */
export type TranscriptSource = (typeof TRANSCRIPT_SOURCES)[number];

export interface Transcript {
  /** In the order of the conversation. */
  messages: Message[];
  sources: TranscriptSource[];
}

export const NO_MESSAGES: Transcript = { messages: [], sources: [] };

/** No id of an app begins with it. */
const MADE = '~';

/** True for an id that says nothing about whose message it is. */
export function isMadeId(id: string): boolean {
  return id.startsWith(MADE);
}

export type NamelessMessage = Omit<Message, 'id'> & { id: string | null };

/** Gives an id to each message that came without one: equal texts of one role are numbered in their order. */
export function withIds(messages: readonly NamelessMessage[]): Message[] {
  const next = createIds();
  return messages.map((message) => {
    const id = next(message);
    return id === message.id ? (message as Message) : { ...message, id };
  });
}

/** The ids of a list of messages, to be asked for in its order. */
export function createIds(): (message: NamelessMessage) => string {
  const seen = new Map<string, number>();
  return (message) => {
    if (message.id !== null && !isMadeId(message.id)) return message.id;
    const made = message.id?.split('-')[0] ?? `${MADE}${hashOf(message)}`;
    const count = seen.get(made) ?? 0;
    seen.set(made, count + 1);
    return count === 0 ? made : `${made}-${count}`;
  };
}

/** The ends of a long text tell it from others: an id need not be made of megabytes. */
const HASHED_CHARS = 64;

/** FNV-1a: short, the same in every session, and no secret depends on it. */
function hashOf({ role, text }: NamelessMessage): string {
  const told = `${role} ${text.length} ${text.slice(0, HASHED_CHARS)}${text.slice(-HASHED_CHARS)}`;
  let hash = 0x811c9dc5;
  for (let at = 0; at < told.length; at += 1) hash = Math.imul(hash ^ told.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
