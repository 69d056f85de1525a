/** `npm start [-- --data DIR] [--docs]`: builds, then opens a browser with the extension, an emulator and a demo. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, setUp } from './setup.mjs';

setUp();
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
  { cwd: ROOT, stdio: 'inherit' },
);
if (status !== 0) process.exit(status ?? 1);

const { runTypeScript } = await import('./run.mjs');
try {
  const code = await runTypeScript(join(ROOT, 'test/start.ts'), process.argv.slice(2));
  // vite keeps handles open, and nothing of main's may outlive main.
  process.exit(typeof code === 'number' ? code : 0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
