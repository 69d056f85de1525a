/**
 * An abort signal for each profile's key. Whoever reads a key takes the signal first: a key that is removed or replaced
 * aborts its signal, and with it every request that was begun with the key.
 */
export interface KeySignals {
  signalOf(profileId: string): AbortSignal;
  /** Aborts the profile's signal; the next `signalOf` gives a new one. */
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
