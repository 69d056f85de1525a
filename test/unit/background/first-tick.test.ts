import { afterEach, describe, expect, it, vi } from 'vitest';

const EVENTS = [
  'runtime.onMessage',
  'runtime.onConnect',
  'runtime.onInstalled',
  'runtime.onStartup',
  'alarms.onAlarm',
  'contextMenus.onClicked',
  'notifications.onClicked',
  'omnibox.onInputEntered',
  'permissions.onAdded',
  'permissions.onRemoved',
];

/** A browser in which nothing is ever answered, and every listener is noted. */
function silentBrowser(listened: Set<string>): unknown {
  const node = (path: string): unknown =>
    new Proxy(() => new Promise(() => undefined), {
      get: (_target, name) => {
        if (name === 'addListener') return () => listened.add(path);
        if (path === 'runtime' && name === 'id') return 'own';
        if (path === 'runtime' && name === 'getManifest') return () => ({ version: '1.2.3' });
        return node(path === '' ? String(name) : `${path}.${String(name)}`);
      },
    });
  return node('');
}

afterEach(() => {
  vi.doUnmock('../../../src/platform/browser.ts');
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('the worker wakes', () => {
  it('[F5] and listens to everything in the first tick, before any store or question was answered', async () => {
    const listened = new Set<string>();
    vi.doMock('../../../src/platform/browser.ts', () => ({ browser: silentBrowser(listened) }));
    vi.stubGlobal('location', { origin: 'chrome-extension://own' });
    vi.stubGlobal('addEventListener', (type: string) => listened.add(`worker.${type}`));
    // Evaluating a module awaits nothing of its own: what is there now was registered in its first tick.
    const atOnce = await import('../../../src/background/main.ts').then(() => [...listened]);
    expect(atOnce.toSorted()).toEqual([...EVENTS, 'worker.online'].toSorted());
  });
});
