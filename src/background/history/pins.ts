import type { ConversationId } from '../../core/conversation/conversation.ts';
import { isConversationId } from '../../core/conversation/is-conversation-id.ts';
import { isNumber, isText, orNull, shape } from '../../core/shape.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import { DEMO_PROFILE_ID } from '../../core/profile/profile-names.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { MAX_PINS, type Pin } from '../../protocol/history.ts';
import { createSerializer } from '../serialize.ts';
import { storedList } from '../stored-item.ts';

/** The statements that the user pinned, on this device by profile; those of the demo for the browser's session. */
export interface Pins {
  /** Of the conversation and of the whole profile; of the profile alone without a conversation. Oldest first. */
  of(profileId: string, conversationId: ConversationId | null): Promise<Pin[]>;
  add(profileId: string, pin: Pick<Pin, 'conversationId' | 'text'>): Promise<Outcome<Pin[]>>;
  remove(profileId: string, pinId: string): Promise<void>;
  forget(profileId: string): Promise<void>;
}

interface PinsDeps {
  local: KeyValueStore;
  session: KeyValueStore;
  now(): number;
  newId(): string;
  onChanged(profileId: string): void;
}

const isPin = shape({ id: isText, conversationId: orNull(isConversationId), text: isText, pinnedAt: isNumber });

export function createPins({ local, session, now, newId, onChanged }: PinsDeps): Pins {
  const runExclusive = createSerializer();
  const listOf = (profileId: string) =>
    storedList(profileId === DEMO_PROFILE_ID ? session : local, `pins:${profileId}`, isPin);
  const change = async (profileId: string, pins: Pin[]) => {
    await listOf(profileId).set(pins);
    onChanged(profileId);
  };
  return {
    of: async (profileId, id) => pinsOf(await listOf(profileId).get(), id),
    add: (profileId, { conversationId: id, text: given }) =>
      runExclusive(async () => {
        const text = given.trim();
        const pins = await listOf(profileId).get();
        if (text === '') return fail({ kind: 'refused', why: 'malformed' });
        if (pins.some((pin) => pin.conversationId === id && pin.text === text)) return succeed(pinsOf(pins, id));
        if (pins.length >= MAX_PINS) return fail({ kind: 'too-many-pins', most: MAX_PINS });
        const more = [...pins, { id: newId(), conversationId: id, text, pinnedAt: now() }];
        await change(profileId, more);
        return succeed(pinsOf(more, id));
      }),
    remove: (profileId, pinId) =>
      runExclusive(async () => {
        const pins = await listOf(profileId).get();
        const rest = pins.filter(({ id }) => id !== pinId);
        if (rest.length < pins.length) await change(profileId, rest);
      }),
    forget: (profileId) => runExclusive(() => listOf(profileId).remove()),
  };
}

function pinsOf(pins: readonly Pin[], id: ConversationId | null): Pin[] {
  return pins.filter((pin) => pin.conversationId === null || pin.conversationId === id);
}
