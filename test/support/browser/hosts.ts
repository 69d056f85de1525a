import type { Browser } from 'puppeteer-core';
import { callDeveloperPrivate } from './extensions-page.ts';
import type { Evaluator } from './workers.ts';

/** A store of each browser that keeps extensions out. */
export const STORES = { chromium: 'chromewebstore.google.com', firefox: 'addons.mozilla.org' };

/** Patterns are as in the manifest: `https://host/*`. */
export interface HostPermissions {
  /** Takes a host permission away. */
  revokeHost(pattern: string): Promise<void>;
  /**
   * Gives back what `revokeHost` took. For an optional host it says yes in advance: the product's own
   * `permissions.request` is then granted without the prompt, which headless nobody could answer.
   */
  grantHost(pattern: string): Promise<void>;
  /** Undoes both: only what the manifest names is granted, as after the installation. */
  restoreHosts(): Promise<void>;
}

export function hostPermissions(browser: Browser, id: string, worker: () => Promise<Evaluator>): HostPermissions {
  const changed = new Set<string>();
  const change = async (method: 'addHostPermission' | 'removeHostPermission', pattern: string) => {
    changed.add(pattern);
    await callDeveloperPrivate(browser, `${method}(${JSON.stringify(id)}, ${JSON.stringify(pattern)})`);
  };
  return {
    revokeHost: (pattern) => change('removeHostPermission', pattern),
    grantHost: (pattern) => change('addHostPermission', pattern),
    restoreHosts: async () => {
      if (changed.size === 0) return;
      // What the product was granted stays active after `removeHostPermission`, as soon as the host is granted again.
      const named = await (
        await worker()
      ).evaluate(async () => {
        const named = chrome.runtime.getManifest().host_permissions ?? [];
        const { origins = [] } = await chrome.permissions.getAll();
        await chrome.permissions.remove({ origins: origins.filter((one) => !named.includes(one)) });
        return named;
      });
      for (const pattern of changed)
        await change(named.includes(pattern) ? 'addHostPermission' : 'removeHostPermission', pattern);
      changed.clear();
    },
  };
}
