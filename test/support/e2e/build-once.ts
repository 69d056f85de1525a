import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds what the tests load, into a folder of its own, unless `SYNAP_DIST` names a build. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['SYNAP_DIST']) return undefined;
  const outDir = await mkdtemp(join(tmpdir(), 'synap-dist-'));
  const remove = () => rm(outDir, { recursive: true, force: true });
  try {
    await build({ logLevel: 'error', build: { outDir } });
  } catch (error) {
    await remove();
    throw error;
  }
  process.env['SYNAP_DIST'] = outDir;
  return remove;
}
