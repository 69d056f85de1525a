/** `npm run dev`: builds on every change, and reloads the extension in a browser beside an emulator and a demo page. */
import { join } from 'node:path';
import { ROOT, setUp } from './setup.mjs';

setUp();
const { runTypeScript } = await import('./run.mjs');
try {
  await runTypeScript(join(ROOT, 'test/dev.ts'), process.argv.slice(2));
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
