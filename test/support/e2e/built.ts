import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The built extension's files, and which of them each surface loads. */
export const DIST = process.env['SYNAP_DIST'] ?? 'dist/chrome';

export type SurfaceName = 'worker' | 'popup' | 'panel' | 'inspector' | 'options' | 'devtools';

const { background } = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as {
  background: { service_worker: string };
};

export const SURFACES: Record<SurfaceName, string> = {
  worker: background.service_worker,
  popup: 'src/popup/popup.html',
  panel: 'src/panel/panel.html',
  inspector: 'src/inspector/inspector.html',
  options: 'src/options/options.html',
  devtools: 'src/devtools/devtools.html',
};

export function builtFiles(extension: string): string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(extension));
}

export function readBuilt(path: string): string {
  return readFileSync(join(DIST, path), 'utf8');
}

/** All scripts that a surface loads before it can run: static imports, from its HTML or loader on. */
export function scriptsOf(surface: SurfaceName): string[] {
  const entry = SURFACES[surface];
  const found = new Set<string>();
  const follow = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const next of staticImports(readBuilt(path))) follow(resolveIn(path, next));
  };
  if (entry.endsWith('.js')) follow(entry);
  else for (const next of scriptTags(readBuilt(entry))) follow(resolveIn(entry, next));
  return [...found];
}

export function gzipKilobytes(paths: string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readBuilt(path), { level: 9 }).byteLength, 0) / 1024;
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
