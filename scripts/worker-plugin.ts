import { resolve } from 'node:path';
import type { Alias, Plugin } from 'vite';
import { bundleAlone } from './bundle-alone.ts';
import { minifyAgain } from './minify-again-plugin.ts';

export const WORKER_FILE = 'background.js';

/** Replaces webextension-polyfill in a build; `file` says why. */
export function standIn(file: string): Alias[] {
  return [{ find: /^webextension-polyfill$/, replacement: resolve(file) }];
}

/**
 * Bundles the worker on its own. In one build with the pages, shared code is split into seven small chunks, which
 * measured 2.3 KB more over the wire than one file; and a worker has no dynamic import. It is no module: Chromium
 * keeps what it has compiled of a classic script alone, and a wake took 15 ms less of 45.
 */
export function workerAlone(entry: string): Plugin {
  return {
    name: 'worker-alone',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const source = await bundleWorker(entry);
        this.emitFile({ type: 'asset', fileName: WORKER_FILE, source });
        const asset = bundle['manifest.json'];
        if (asset?.type !== 'asset') throw new Error('the manifest was not written before the worker');
        const manifest = JSON.parse(String(asset.source)) as Record<string, unknown>;
        asset.source = JSON.stringify({ ...manifest, background: { service_worker: WORKER_FILE } }, null, 2);
      },
    },
  };
}

/** The worker's script; `alias` puts other modules in the place of its own. */
export async function bundleWorker(entry: string, alias: Alias[] = []): Promise<string> {
  const alone = { format: 'iife', alias: [...standIn('src/platform/own-browser.ts'), ...alias] } as const;
  // As strict as the modules that it is made of.
  return `'use strict';${await minifyAgain(await bundleAlone(entry, alone), { patternsInPlace: true })}`;
}
