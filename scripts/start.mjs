/** `npm start [-- --browser firefox] [--data DIR] [--docs]`: builds, then opens a browser with the extension, an emulator and a demo. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSER_NAMES, ROOT, setUp } from './setup.mjs';

const args = process.argv.slice(2);
setUp([browserIn(args)]);
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
  { cwd: ROOT, stdio: 'inherit' },
);
if (status !== 0) process.exit(status ?? 1);

const { runTypeScript } = await import('./run.mjs');
try {
  const code = await runTypeScript(join(ROOT, 'test/start.ts'), args);
  // vite keeps handles open, and nothing of main's may outlive main.
  process.exit(typeof code === 'number' ? code : 0);
} catch (error) {
  console.error(error);
  process.exit(1);
}

/** The other options are those of test/start.ts, which the packages must be there for. */
function browserIn(args) {
  const { browser } = parseArgs({ args, options: { browser: { type: 'string' } }, strict: false }).values;
  if (browser === undefined) return 'chromium';
  if (BROWSER_NAMES.includes(browser)) return browser;
  console.error(
    `no such browser: ${browser === true ? '(none named)' : browser}; there are ${BROWSER_NAMES.join(', ')}`,
  );
  process.exit(2);
}
