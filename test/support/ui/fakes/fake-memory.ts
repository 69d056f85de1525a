import type { PanelMemory, PanelState } from '../../../../src/panel/memory/panel-state.ts';

export interface FakeMemory extends PanelMemory {
  saved: Map<string, PanelState>;
}

/** A memory of its own; what was saved is there at once. */
export function createFakeMemory(): FakeMemory {
  const saved = new Map<string, PanelState>();
  return {
    saved,
    load: async (origin) => saved.get(origin),
    save: async (origin, state) => void saved.set(origin, state),
  };
}
