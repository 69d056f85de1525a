import { crx } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { pageScan } from './scripts/page-scan-plugin.ts';

export default defineConfig({
  // tsconfig's jsx setting reaches only the files that it includes.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [pageScan(), crx({ manifest: manifest as never })],
  build: {
    outDir: 'dist/chrome',
    emptyOutDir: true,
    target: 'es2022',
    // The pages are local: preloading only adds bytes, and its polyfill a fetch that the policy refuses.
    modulePreload: false,
    rolldownOptions: {
      // Neither is named in the manifest, so without this they would be missing.
      input: { panel: 'src/panel/panel.html', inspector: 'src/inspector/inspector.html' },
    },
  },
});
