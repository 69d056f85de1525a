/**
 * `npm run package`: builds, and writes what the stores take into `artifacts`: the extension for Chromium, the one for
 * Firefox, and the sources of both. The same commit gives the same bytes everywhere; their hashes are printed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT, checkNode, ensurePackages } from './setup.mjs';

checkNode();
ensurePackages();
const vite = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'];
const { status } = spawnSync(process.execPath, vite, { cwd: ROOT, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const { filesIn, sourcesIn, zip } = await import('./zip.mjs');
const { version } = JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'));
const folder = join(ROOT, 'artifacts');
mkdirSync(folder, { recursive: true });
const contents = {
  chrome: filesIn(join(ROOT, 'dist/chrome')),
  firefox: filesIn(join(ROOT, 'dist/firefox')),
  source: sourcesIn(ROOT),
};
for (const [name, files] of Object.entries(contents)) {
  const file = join(folder, `synap-inspector-${version}-${name}.zip`);
  const bytes = zip(files);
  writeFileSync(file, bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(
    `${relative(ROOT, file)}  ${bytes.length.toLocaleString('en')} bytes, ${files.size} files, sha256 ${hash}`,
  );
}
