import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import manifest from '../../../manifest.json' with { type: 'json' };
import { bundleWorker, WORKER_FILE } from '../../../scripts/worker-plugin.ts';

/**
 * Builds what the tests load, into a folder of its own, unless `SYNAP_DIST` names a build. Beside it, as
 * `SYNAP_HASTY_DIST`: the same with a worker that waits a fifth as long for an answer and between attempts. A test of
 * a wait of 30 s would be most of its file's time.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'synap-dist-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    process.env['SYNAP_DIST'] ??= await buildInto(join(folder, 'chrome'));
    process.env['SYNAP_HASTY_DIST'] ??= await hastyCopy(process.env['SYNAP_DIST'], join(folder, 'hasty'));
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

async function buildInto(outDir: string): Promise<string> {
  await build({ logLevel: 'error', build: { outDir } });
  return outDir;
}

async function hastyCopy(dist: string, folder: string): Promise<string> {
  await cp(dist, folder, { recursive: true });
  const clock = { find: /^.*\/platform\/clock\.ts$/, replacement: resolve('test/support/e2e/hasty-clock.ts') };
  await writeFile(join(folder, WORKER_FILE), await bundleWorker(manifest.background.service_worker, [clock]));
  return folder;
}
