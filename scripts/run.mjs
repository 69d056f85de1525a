/**
 * `node scripts/run.mjs FILE.ts [args…]` runs the `main(args)` that FILE exports. Node 20 cannot load TypeScript; vite,
 * which is installed anyway, can.
 */
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Resolves with the result of `main`; rejects when it does. */
export async function runTypeScript(file, args) {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(pathToFileURL(resolve(file)).href, { configFile: false, logLevel: 'error' });
  if (typeof module.main !== 'function') throw new Error(`${file} exports no main(args)`);
  return module.main(args);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2);
  if (!file) {
    console.error('usage: node scripts/run.mjs FILE.ts [args…]');
    process.exit(2);
  }
  try {
    const code = await runTypeScript(file, args);
    // vite keeps handles open, and nothing of main's may outlive main.
    process.exit(typeof code === 'number' ? code : 0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
