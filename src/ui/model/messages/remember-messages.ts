import type { App } from '../app.ts';

/** Remembers the messages of every context for prompt that Synap sends, whatever is shown. Their code comes on demand. */
export function rememberMessages(app: App): void {
  app.store.backend.onEvent((event) => {
    if (event.type !== 'answered') return;
    const { data, meta } = event.answer;
    if (data === null || !('recentMessages' in data) || data.recentMessages.length === 0) return;
    const { profileId, conversationId } = event;
    const told = { recent: data.recentMessages, knownAt: meta.retrievedAt };
    void import('./messages.ts').then((code) => code.rememberRecent(app, profileId, conversationId, told));
  });
}
