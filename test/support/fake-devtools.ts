/** DevTools' interface as far as the panel uses it, in the hands of a test. */

type Listener = (value: never) => void;

class FakeEvent {
  readonly listeners = new Set<Listener>();
  addListener = (listener: Listener): void => void this.listeners.add(listener);
  removeListener = (listener: Listener): void => void this.listeners.delete(listener);
  emit(value: unknown): void {
    for (const listener of this.listeners) listener(value as never);
  }
}

export const fakeDevtools = {
  inspectedWindow: {
    tabId: 7,
    eval: (_code: string): Promise<unknown> => Promise.resolve(undefined),
    getResources: (_told?: (resources: unknown) => void): unknown => Promise.resolve([]),
  },
  network: {
    onNavigated: new FakeEvent(),
    onRequestFinished: new FakeEvent(),
    getHAR: (_told?: (log: unknown) => void): unknown => Promise.resolve({ entries: [] }),
  },
  panels: { themeName: 'dark', onThemeChanged: new FakeEvent() } as Record<string, unknown> & {
    onThemeChanged: FakeEvent;
  },
};
