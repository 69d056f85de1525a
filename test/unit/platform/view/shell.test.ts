import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../../../src/protocol/backend.ts';
import { ID } from '../../../support/ui/fixtures.ts';

/** What both give to each of our pages. */
const common = {
  i18n: { getMessage: (key: string) => key },
  runtime: { getURL: (path: string) => `extension://own/${path}` },
};
/** What Firefox does not give to a panel. */
const more = {
  tabs: { create: async ({ url }: { url: string }) => void opened.push(url) },
  permissions: {
    request: async ({ origins }: { origins: string[] }) => {
      asked.push(...origins);
      return true;
    },
  },
};
const held = vi.hoisted(() => ({ browser: {} }));
vi.mock('../../../../src/platform/browser.ts', () => held);
const { createShell, hasTabs } = await import('../../../../src/platform/view/shell.ts');
const { confined } = await import('../../../../src/platform/view/confined-shell.ts');

const OPTIONS = 'extension://own/src/options/options.html';
let opened: string[];
let asked: string[];
beforeEach(() => {
  [opened, asked] = [[], []];
  vi.stubGlobal('window', { open: (url: string, _name: string, how: string) => void opened.push(`${url} ${how}`) });
});
afterEach(() => void vi.unstubAllGlobals());

const usual = () => {
  const openOptionsPage = async () => void opened.push(OPTIONS);
  held.browser = { ...common, ...more, runtime: { ...common.runtime, openOptionsPage } };
  return createShell();
};
/** `worker`: whether it answers. */
const inFirefox = (worker = true) => {
  held.browser = { ...common, tabs: undefined, permissions: undefined };
  const ask = async (name: string, input: unknown) => {
    opened.push(`${name} ${JSON.stringify(input)}`);
    return worker ? { ok: true, value: null } : { ok: false, error: { kind: 'worker-gone' } };
  };
  return confined(createShell(), { ask } as unknown as Backend);
};

function press(shell: ReturnType<typeof createShell>, key: string): string[] {
  const done: string[] = [];
  const event = { key, preventDefault: () => done.push('prevented'), stopPropagation: () => done.push('stopped') };
  shell.takeKey(event as unknown as KeyboardEvent);
  return done;
}

describe('a page with all interfaces', () => {
  it('opens tabs and the options, and asks for an origin', async () => {
    const shell = usual();
    shell.openFullView(ID);
    shell.openOptions();
    shell.openLink('https://synap.example/credits');
    expect(opened).toEqual([
      `extension://own/src/inspector/inspector.html?id=${ID}`,
      OPTIONS,
      'https://synap.example/credits',
    ]);
    expect(await shell.requestOrigin('https://synap.example:8443')).toBe(true);
    expect(asked).toEqual(['https://synap.example/*']);
    expect([hasTabs(), shell.canAskForOrigin]).toEqual([true, true]);
  });

  it('takes every key', () => {
    expect(press(usual(), 'Escape')).toEqual(['prevented', 'stopped']);
    expect(press(usual(), 'f')).toEqual(['prevented', 'stopped']);
  });
});

it('names the list of extensions as its browser does', () => {
  expect(usual().extensionsPage).toBe('chrome://extensions');
  vi.stubGlobal('location', { protocol: 'moz-extension:' });
  expect(usual().extensionsPage).toBe('about:addons');
});

describe('a panel in Firefox, which has neither tabs nor permissions', () => {
  it('has the worker open the options, and ask there for an origin', async () => {
    const shell = inFirefox();
    shell.openOptions();
    expect(await shell.requestOrigin('https://synap.example')).toBe(false);
    expect(opened).toEqual(['options {}', 'options {}']);
    expect([hasTabs(), shell.canAskForOrigin]).toEqual([false, false]);
  });

  it('opens them itself where the worker is gone', async () => {
    expect(await inFirefox(false).requestOrigin('https://synap.example')).toBe(false);
    expect(opened).toEqual(['options {}', `${OPTIONS} noopener`]);
  });

  it('opens other pages as windows, none of which can reach it', () => {
    const shell = inFirefox();
    shell.openFullView(ID);
    shell.openLink('https://synap.example/credits');
    expect(opened).toEqual([
      `extension://own/src/inspector/inspector.html?id=${ID} noopener`,
      'https://synap.example/credits noopener',
    ]);
  });

  it('opens no other links than https', () => {
    const shell = inFirefox();
    for (const url of ['javascript:alert(1)', 'http://synap.example', 'data:text/html,x', '']) shell.openLink(url);
    expect(opened).toEqual([]);
  });

  it('does not prevent an Escape, which would open the console', () => {
    expect(press(inFirefox(), 'Escape')).toEqual(['stopped']);
    expect(press(inFirefox(), 'f')).toEqual(['prevented', 'stopped']);
  });
});
