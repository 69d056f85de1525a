import { build, type Plugin } from 'vite';

const VIRTUAL = 'virtual:page-scan';
const ENTRY = 'src/page/main.ts';
/** Where `scripting.executeScript` finds the same code. */
const FILE = 'page-scan.js';

/**
 * Bundles src/page into one script without imports or exports, whose last value is the scan's result: as a file
 * for `scripting.executeScript`, and as a constant string (`virtual:page-scan`) for `inspectedWindow.eval`.
 */
export function pageScan(): Plugin {
  let code: Promise<string> | undefined;
  return {
    name: 'page-scan',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined;
      code ??= bundle();
      return `export default ${JSON.stringify(await code)};`;
    },
    async generateBundle() {
      code ??= bundle();
      this.emitFile({ type: 'asset', fileName: FILE, source: await code });
    },
  };
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['iife'], name: '__synapScan', fileName: 'page-scan' },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs) {
    if (!('output' in output)) continue;
    const chunk = output.output[0];
    // `var __synapScan = (function(){…})()` leaves a global behind: keep only the expression.
    return chunk.code.trim().replace(/^(var|const|let)\s+__synapScan\s*=\s*/, '');
  }
  throw new Error('the page scan was not built');
}
