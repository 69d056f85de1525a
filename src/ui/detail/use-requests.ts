import { useEffect } from 'preact/hooks';
import { useApp } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';

const MOST_SHOWN = 200;

/** Loads the calls made so far; later ones come by events, and may come first. */
export function useRequests(model: ConversationModel): void {
  const { store } = useApp();
  const profileId = store.overview.value?.activeProfileId;
  const era = store.era.value;
  // Of what was called while no port was open, nobody told.
  const isOpen = store.connection.value === 'open';
  useEffect(() => {
    const load = async () => {
      const outcome = await store.backend.ask('requests', { conversationId: model.id });
      // Another profile's, or of a log that was cleared meanwhile.
      if (era !== store.era.value || !outcome.ok) return;
      const known = new Set(model.requests.value.map((entry) => entry.id));
      const merged = [...model.requests.value, ...outcome.value.filter((entry) => !known.has(entry.id))];
      model.requests.value = merged.sort((a, b) => b.startedAt - a.startedAt).slice(0, MOST_SHOWN);
    };
    if (isOpen && profileId !== undefined) void load();
  }, [model, store, profileId, era, isOpen]);
}
