import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

export type SurfaceName = 'worker' | 'popup' | 'panel' | 'inspector' | 'options' | 'devtools';

/** A built extension's files, and which of them each surface loads. */
export interface Build {
  folder: string;
  /** Where each surface begins. */
  surfaces: Record<SurfaceName, string>;
  files(extension: string): string[];
  read(path: string): string;
  /** All scripts that a surface loads before it can run: static imports, from its HTML or loader on. */
  scriptsOf(surface: SurfaceName): string[];
}

/** Without a folder: what the end-to-end tests load. */
export function openBuild(folder = process.env['SYNAP_DIST'] ?? 'dist/chrome'): Build {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const { background } = JSON.parse(read('manifest.json')) as { background: { service_worker: string } };
  const surfaces = {
    worker: background.service_worker,
    popup: 'src/popup/popup.html',
    panel: 'src/panel/panel.html',
    inspector: 'src/inspector/inspector.html',
    options: 'src/options/options.html',
    devtools: 'src/devtools/devtools.html',
  };
  const scriptsOf = (surface: SurfaceName) => {
    const entry = surfaces[surface];
    const found = new Set<string>();
    const follow = (path: string): void => {
      if (found.has(path)) return;
      found.add(path);
      for (const next of staticImports(read(path))) follow(resolveIn(path, next));
    };
    if (entry.endsWith('.js')) follow(entry);
    else for (const next of scriptTags(read(entry))) follow(resolveIn(entry, next));
    return [...found];
  };
  const files = (extension: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith(extension));
  return { folder, surfaces, files, read, scriptsOf };
}

export function gzipKilobytes(texts: string[]): number {
  return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).byteLength, 0) / 1024;
}

function staticImports(code: string): string[] {
  // Minified modules: `import{a as b}from"./x.js"`, `import"./x.js"`, `export*from"./x.js"`.
  return [...code.matchAll(/(?:^|[;\s}])(?:import|export)(?:[\w$*{},\s]*?from)?\s*["'](\.[^"']+)["']/g)].map(
    ([, path = '']) => path,
  );
}

function scriptTags(html: string): string[] {
  return [...html.matchAll(/<(?:script[^>]*\ssrc|link[^>]*rel="modulepreload"[^>]*\shref)="([^"]+)"/g)].map(
    ([, path = '']) => path,
  );
}

function resolveIn(from: string, path: string): string {
  return path.startsWith('/') ? path.slice(1) : posix.normalize(posix.join(dirname(from), path));
}
