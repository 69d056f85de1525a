import { relative } from 'node:path';
import { build, type InlineConfig, type Plugin } from 'vite';

export interface ModuleGraph {
  /** Chunks by file name: the source modules in each and the chunks that it imports statically. */
  chunks: Map<string, { modules: string[]; imports: string[]; dynamicImports: string[] }>;
  /** Static imports of each source module. */
  imports: Map<string, string[]>;
}

/** Builds the extension into a folder. The bundler's own account of the pages; paths are relative to the repository. */
export function buildWithGraph(outDir: string): Promise<ModuleGraph> {
  return graphOf({ build: { outDir } });
}

/** Of the worker, which the product bundles alone. */
export function workerGraph(entry: string): Promise<ModuleGraph> {
  return graphOf({ configFile: false, publicDir: false, build: { write: false, rolldownOptions: { input: entry } } });
}

async function graphOf(config: InlineConfig): Promise<ModuleGraph> {
  const graph: ModuleGraph = { chunks: new Map(), imports: new Map() };
  await build({ ...config, logLevel: 'error', plugins: [collector(graph)] });
  return graph;
}

/** Source modules that are loaded with `entry`'s chunk, or also those that it may load later. */
export function loadedWith({ chunks }: ModuleGraph, entry: string, later = false): Set<string> {
  const first = [...chunks].find(([, { modules }]) => modules.includes(entry));
  if (!first) throw new Error(`${entry} is in no chunk`);
  const names = reachable(first[0], (name) => {
    const { imports = [], dynamicImports = [] } = chunks.get(name) ?? {};
    return later ? [...imports, ...dynamicImports] : imports;
  });
  return new Set([...names].flatMap((name) => chunks.get(name)?.modules ?? []));
}

/** Source modules that `entry` imports, itself included. */
export function importedBy({ imports }: ModuleGraph, entry: string): Set<string> {
  return reachable(entry, (module) => imports.get(module) ?? []);
}

function reachable(start: string, next: (from: string) => string[]): Set<string> {
  const found = new Set([start]);
  for (const one of found) for (const other of next(one)) found.add(other);
  return found;
}

function collector(graph: ModuleGraph): Plugin {
  return {
    name: 'collect-module-graph',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') graph.chunks.set(chunk.fileName, { ...chunk, modules: chunk.moduleIds.map(short) });
      }
      for (const id of this.getModuleIds())
        graph.imports.set(short(id), (this.getModuleInfo(id)?.importedIds ?? []).map(short));
    },
  };
}

function short(id: string): string {
  return id.startsWith('\0') ? id : relative(process.cwd(), id).replaceAll('\\', '/');
}
