/**
 * What was begun with a key holds as long as the key does. Whoever reads a key takes the profile's signal first: when
 * the key is removed or replaced, the signal is aborted, and so is whatever was begun with it, however far it got.
 */
export interface Leases {
  of(profileId: string): AbortSignal;
  end(profileId: string): void;
}

export function createLeases(): Leases {
  const held = new Map<string, AbortController>();
  return {
    of: (profileId) => {
      const controller = held.get(profileId) ?? new AbortController();
      held.set(profileId, controller);
      return controller.signal;
    },
    end: (profileId) => {
      held.get(profileId)?.abort();
      held.delete(profileId);
    },
  };
}
