import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, preview, type InlineConfig } from 'vite';
import { noMarkup } from '../../../scripts/no-markup-plugin.ts';

/** Where the stories' page is below their origin. */
export const STORY_PAGE = '/test/support/ui/stories/index.html';

export interface ServedStories {
  origin: string;
  close(): Promise<void>;
}

/**
 * Builds the stories and serves them. Built, a page comes as a handful of files, which every test opens anew; module by
 * module, as vite serves what is edited, it took ten times as long.
 */
export async function serveStories(): Promise<ServedStories> {
  const outDir = await mkdtemp(join(tmpdir(), 'synap-stories-'));
  const remove = () => rm(outDir, { recursive: true, force: true });
  try {
    const config = configFor(outDir);
    await build(config);
    const server = await preview(config);
    const address = server.httpServer.address();
    if (!address || typeof address === 'string') throw new Error('the stories have no port');
    return {
      origin: `http://127.0.0.1:${address.port}`,
      close: async () => {
        await server.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function configFor(outDir: string): InlineConfig {
  return {
    configFile: false,
    root: resolve(import.meta.dirname, '../../..'),
    logLevel: 'error',
    publicDir: false,
    appType: 'mpa',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    preview: { port: 0, host: '127.0.0.1' },
    // Names stay, so that an error of a component can be read.
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: STORY_PAGE.slice(1) },
    },
    plugins: [
      noMarkup(),
      {
        name: 'no-page-scan',
        resolveId: (id) => (id.startsWith('virtual:page-') ? `\0${id}` : undefined),
        load: (id) => (id.startsWith('\0virtual:page-') ? 'export default "null"' : undefined),
      },
    ],
  };
}

/** For all test files: they are built once. */
export async function setup(): Promise<() => Promise<void>> {
  const stories = await serveStories();
  process.env['SYNAP_STORIES'] = stories.origin;
  return stories.close;
}
