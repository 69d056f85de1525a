import type { Plugin } from 'vite';
import { bundleAlone } from './bundle-alone.ts';

const VIRTUAL = 'virtual:page-scan';
const ENTRY = 'src/page/main.ts';
/** The file that `scripting.executeScript` runs. */
const FILE = 'page-scan.js';

/**
 * Bundles src/page into one script without imports or exports, whose last value is the scan's result: as a file for
 * `scripting.executeScript`, and as a constant string (`virtual:page-scan`) for `inspectedWindow.eval`.
 */
export function pageScan(): Plugin {
  let code: Promise<string> | undefined;
  return {
    name: 'page-scan',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    async load(id) {
      if (id !== `\0${VIRTUAL}`) return undefined;
      code ??= bundlePageScan();
      return `export default ${JSON.stringify(await code)};`;
    },
    async generateBundle() {
      code ??= bundlePageScan();
      this.emitFile({ type: 'asset', fileName: FILE, source: await code });
    },
  };
}

/** The script's source. */
export async function bundlePageScan(): Promise<string> {
  const code = await bundleAlone(ENTRY, { format: 'iife', name: '__synapScan' });
  // `var __synapScan = (function(){…})();` would leave a global behind: keep only the expression.
  const expression = code
    .trim()
    .replace(/^(var|const|let)\s+__synapScan\s*=\s*/, '')
    .replace(/;$/, '');
  // A page may have broken something that the modules need before their own code can catch it.
  return `(()=>{try{return ${expression}}catch{return{found:[],truncated:true}}})()`;
}
