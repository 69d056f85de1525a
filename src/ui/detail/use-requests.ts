import { useEffect } from 'preact/hooks';
import { useApp } from '../model/app.ts';
import { MAX_REQUESTS } from '../model/store.ts';
import type { ConversationModel } from '../model/conversation-model.ts';

/** Loads the calls made so far; later ones arrive as events, possibly sooner. */
export function useRequests(model: ConversationModel): void {
  const { store } = useApp();
  const profileId = store.overview.value?.activeProfileId;
  const epoch = store.epoch.value;
  // Calls made while no port was open sent no event to this view.
  const isOpen = store.connection.value === 'open';
  useEffect(() => {
    const load = async () => {
      const outcome = await store.backend.ask('requests', { conversationId: model.id });
      // The answer belongs to another profile, or to a log that was cleared meanwhile.
      if (epoch !== store.epoch.value || !outcome.ok) return;
      const known = new Set(model.requests.value.map((entry) => entry.id));
      const merged = [...model.requests.value, ...outcome.value.filter((entry) => !known.has(entry.id))];
      model.requests.value = merged.sort((a, b) => b.startedAt - a.startedAt).slice(0, MAX_REQUESTS);
    };
    if (isOpen && profileId !== undefined) void load();
  }, [model, store, profileId, epoch, isOpen]);
}
