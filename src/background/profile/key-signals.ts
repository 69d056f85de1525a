/**
 * An abort signal for each profile's key. Take the signal before reading the key: removing or replacing a key aborts
 * its signal, and with it every request that was begun with the key.
 */
export interface KeySignals {
  signalOf(profileId: string): AbortSignal;
  /** Aborts the profile's signal; the next `signalOf` returns a new one. */
  abort(profileId: string): void;
}

export function createKeySignals(): KeySignals {
  const controllers = new Map<string, AbortController>();
  return {
    signalOf: (profileId) => {
      const controller = controllers.get(profileId) ?? new AbortController();
      controllers.set(profileId, controller);
      return controller.signal;
    },
    abort: (profileId) => {
      controllers.get(profileId)?.abort();
      controllers.delete(profileId);
    },
  };
}
