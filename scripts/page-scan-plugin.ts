import type { Plugin } from 'vite';
import { bundleAlone } from './bundle-alone.ts';
import { minifyAgain } from './minify-again-plugin.ts';

/** Where the page's scripts begin: one that scans once, one that follows the page, and one that names what they find. */
const ENTRIES = { scan: 'src/page/main.ts', follow: 'src/page/panel.ts', names: 'src/page/naming/main.ts' };
type Script = keyof typeof ENTRIES;
/** The files that `scripting.executeScript` runs. */
const FILES: readonly [Script, string][] = [
  ['scan', 'page-scan.js'],
  ['names', 'page-names.js'],
];
/** What `inspectedWindow.eval` runs, as constant strings. */
const STRINGS: ReadonlyMap<string, Script> = new Map([
  ['virtual:page-scan', 'follow'],
  ['virtual:page-names', 'names'],
]);

/** Bundles src/page into scripts without imports or exports, whose last value is the answer. */
export function pageScan(): Plugin {
  const built = new Map<Script, Promise<string>>();
  const codeOf = (script: Script): Promise<string> => {
    const code = built.get(script) ?? bundlePageScan(script);
    built.set(script, code);
    return code;
  };
  return {
    name: 'page-scan',
    resolveId: (id) => (STRINGS.has(id) ? `\0${id}` : undefined),
    async load(id) {
      const script = STRINGS.get(id.slice(1));
      return id.startsWith('\0') && script !== undefined
        ? `export default ${JSON.stringify(await codeOf(script))};`
        : undefined;
    },
    async generateBundle() {
      for (const [script, fileName] of FILES) {
        // oxlint-disable-next-line no-await-in-loop -- two
        this.emitFile({ type: 'asset', fileName, source: await codeOf(script) });
      }
    },
  };
}

/** A script's source. */
export async function bundlePageScan(script: Script): Promise<string> {
  const code = await bundleAlone(ENTRIES[script], { format: 'iife', name: '__synapScan' });
  // `var __synapScan = (function(){…})();` would leave a global behind: keep only the expression.
  const expression = code
    .trim()
    .replace(/^(var|const|let)\s+__synapScan\s*=\s*/, '')
    .replace(/;$/, '');
  // A page may have broken something that the modules need before their own code can catch it.
  const safe = await minifyAgain(`(()=>{try{return ${expression}}catch{return{found:[],truncated:true}}})()`);
  return safe.trim().replace(/;$/, '');
}
