import type { ConversationId } from '../../../core/conversation/conversation.ts';
import type { AppError } from '../../../core/errors.ts';
import { cutText } from '../../../core/cut-text.ts';
import { MAX_PIN_CHARS, type Pin } from '../../../protocol/history.ts';
import { useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import { useKept } from './use-kept.ts';

export interface Pins {
  /** Null until the worker answered. */
  all: readonly Pin[] | null;
  /** Why the last request failed. */
  error: AppError | null;
  /** The pin of this very text, if there is one. */
  of(text: string): Pin | null;
  /** For this conversation alone, or for every one of the profile. Tells whether it worked. */
  add(text: string, scope: 'conversation' | 'profile'): Promise<boolean>;
  remove(pin: Pin): Promise<boolean>;
  retry(): void;
}

/** A longer text is pinned by its beginning. */
const pinText = (text: string): string => cutText(text.trim(), MAX_PIN_CHARS);

/** The statements that must be kept, of a conversation and of its profile. */
export function usePins(id: ConversationId): Pins {
  const { store } = useApp();
  const kept = useKept('pins', id);
  const [failed, setFailed] = useState<AppError | null>(null);
  const change = async (asking: Promise<{ ok: true } | { ok: false; error: AppError }>) => {
    const outcome = await asking;
    setFailed(outcome.ok ? null : outcome.error);
    if (outcome.ok) kept.ask();
    return outcome.ok;
  };
  return {
    all: kept.value,
    error: failed ?? kept.error,
    of: (text) => kept.value?.find((pin) => pin.text === pinText(text)) ?? null,
    add: (text, scope) =>
      change(store.backend.ask('pin', { conversationId: scope === 'profile' ? null : id, text: pinText(text) })),
    remove: (pin) => change(store.backend.ask('unpin', { pinId: pin.id })),
    retry: () => {
      setFailed(null);
      kept.ask();
    },
  };
}
