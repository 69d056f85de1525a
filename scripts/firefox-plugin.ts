import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { WORKER_FILE } from './worker-plugin.ts';

/** Identifies the extension to Firefox and its store; another one would be another extension there. */
export const GECKO_ID = 'synap-inspector@synap-inspector.dev';

/** All that differs in Firefox's manifest. The code is the same, byte for byte. */
export const FOR_FIREFOX = {
  minimum_chrome_version: undefined,
  // Firefox has no service worker for extensions, but a page that it stops when idle.
  background: { scripts: [WORKER_FILE] },
  browser_specific_settings: {
    gecko: {
      id: GECKO_ID,
      strict_min_version: '140.0',
      // The key and the ids of pages go to Synap: docs/store.md.
      data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
    },
    // Desktop's 140 knows the permissions for data collection; Android knows them since 142.
    gecko_android: { strict_min_version: '142.0' },
  },
};

/** Writes Firefox's build beside Chromium's, into a folder `firefox`. */
export function alsoForFirefox(): Plugin {
  let from = '';
  return {
    name: 'also-for-firefox',
    apply: 'build',
    configResolved({ root, build }) {
      from = resolve(root, build.outDir);
    },
    closeBundle() {
      const to = join(dirname(from), 'firefox');
      rmSync(to, { recursive: true, force: true });
      cpSync(from, to, { recursive: true });
      const manifest: unknown = JSON.parse(readFileSync(join(from, 'manifest.json'), 'utf8'));
      const forFirefox = JSON.stringify(Object.assign({}, manifest, FOR_FIREFOX), null, 2);
      // There a view reaches the inspected page again through a frame of its own (fresh-frame.ts).
      writeFileSync(join(to, 'manifest.json'), forFirefox.replace("frame-src 'none'", "frame-src 'self'"));
    },
  };
}
