import type { PanelMemory, PanelState, ShownState } from '../../../../src/panel/memory/panel-state.ts';

export interface FakeMemory extends PanelMemory {
  saved: Map<string, PanelState>;
  shown: ShownState | undefined;
}

/** A memory of its own; what was saved is there at once. */
export function createFakeMemory(): FakeMemory {
  const memory: FakeMemory = {
    saved: new Map(),
    shown: undefined,
    load: async (origin) => memory.saved.get(origin),
    loadShown: async () => memory.shown,
    save: async (origin, state, shown) => {
      memory.saved.set(origin, state);
      memory.shown = shown;
    },
  };
  return memory;
}
