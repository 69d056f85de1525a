import { crx } from '@crxjs/vite-plugin';
import { defineConfig, type UserConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { alsoForFirefox } from './scripts/firefox-plugin.ts';
import { iconsAlone } from './scripts/icons-plugin.ts';
import { minifyChunks } from './scripts/minify-again-plugin.ts';
import { noMarkup } from './scripts/no-markup-plugin.ts';
import { pageScan } from './scripts/page-scan-plugin.ts';
import { stylesFirst } from './scripts/styles-first-plugin.ts';
import { standIn, workerAlone } from './scripts/worker-plugin.ts';

const { background, ...withoutWorker } = manifest;

export default defineConfig(({ command }) => {
  // With `NODE_ENV=test`, from a shell or a test runner, the build gets JSX for debugging, and 1.4 KB more in the
  // popup.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return config(command);
});

const config = (command: 'build' | 'serve'): UserConfig => ({
  // tsconfig's jsx setting applies only to the files that it includes.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: {
    alias: standIn('src/platform/polyfill-if-missing.ts'),
  },
  plugins: [
    pageScan(),
    noMarkup(),
    iconsAlone(),
    stylesFirst(),
    crx({ manifest: (command === 'build' ? withoutWorker : manifest) as never }),
    minifyChunks(),
    workerAlone(background.service_worker),
    alsoForFirefox(),
  ],
  build: {
    outDir: 'dist/chrome',
    emptyOutDir: true,
    target: 'es2022',
    // The pages are local: preloading only adds bytes, and its polyfill a fetch that the content security policy
    // refuses.
    modulePreload: false,
    rolldownOptions: {
      // How long the plugins took is no warning.
      checks: { bundlerTimings: false },
      preserveEntrySignatures: false,
      // The manifest names neither, so without this they would be missing.
      input: { panel: 'src/panel/panel.html', inspector: 'src/inspector/inspector.html' },
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: sharedBy, debugName: 'shared' }] },
      },
    },
  },
});

interface Graph {
  getModuleInfo(id: string): Record<'importers' | 'dynamicImporters', readonly string[]> | null;
}

/**
 * One chunk for all that the same pages import. Left to itself, the bundler also tells apart what is loaded on demand, and
 * 28 small chunks compress to a sixth more than one.
 */
function sharedBy(module: string, graph: Graph): string | null {
  const atStart = pagesThatReach(module, (id) => graph.getModuleInfo(id)?.importers ?? []);
  if (atStart === '') return null;
  // Another page that loads it later must not load the first one's main module with it.
  const ever = pagesThatReach(module, (id) => {
    const info = graph.getModuleInfo(id);
    return info === null ? [] : [...info.importers, ...info.dynamicImporters];
  });
  return ever === atStart ? atStart : `${atStart}-then-${ever}`;
}

function pagesThatReach(module: string, importersOf: (id: string) => readonly string[]): string {
  const seen = new Set([module]);
  const pages = new Set<string>();
  for (const id of seen) {
    const page = /src\/([a-z]+)\/main\.tsx?$/.exec(id)?.[1];
    if (page !== undefined) pages.add(page);
    for (const importer of importersOf(id)) seen.add(importer);
  }
  return [...pages]
    .map((page) => page.slice(0, 3))
    .toSorted()
    .join('-');
}
