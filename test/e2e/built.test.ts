import { describe, expect, it } from 'vitest';
import source from '../../manifest.json' with { type: 'json' };
import { builtFiles, gzipKilobytes, readBuilt, scriptsOf, SURFACES, type SurfaceName } from '../support/e2e/built.ts';
import { importedBy, loadedWith, type ModuleGraph, pagesGraph, workerGraph } from '../support/e2e/module-graph.ts';

/** Gzip KB of JavaScript that each may load. */
const LIMITS: [SurfaceName, number][] = [
  ['worker', 25],
  ['popup', 25],
  ['panel', 60],
  ['inspector', 60],
  ['options', 40],
  ['devtools', 5],
];

const WORKER = source.background.service_worker;
const PAGES = ['popup', 'panel', 'inspector', 'options', 'devtools'] as const;

describe('the size of the build', () => {
  it.each(LIMITS)('keeps the %s at most %i KB', (surface, limit) => {
    const size = gzipKilobytes(scriptsOf(surface));
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(limit);
  });
});

describe('what each page loads', () => {
  let graph: Promise<ModuleGraph> | undefined;
  it.each(PAGES)('the %s loads only what it imports', async (page) => {
    graph ??= pagesGraph();
    const imported = importedBy(await graph, SURFACES[page]);
    // Names with a NUL are the bundler's own helpers.
    const foreign = [...loadedWith(await graph, SURFACES[page])].filter(
      (module) => !imported.has(module) && !module.startsWith('\0'),
    );
    expect(foreign).toEqual([]);
  });

  it.each(PAGES)('the %s holds no code of another room', async (page) => {
    graph ??= pagesGraph();
    expect(foreignTo(page, await graph, SURFACES[page])).toEqual([]);
  });

  it('the worker holds no code of a page', async () => {
    const graph = await workerGraph(WORKER);
    expect(foreignTo('background', graph, WORKER)).toEqual([]);
    expect(
      [...loadedWith(graph, WORKER)].filter((module) => /node_modules\/(preact|@preact|lucide)\//.test(module)),
    ).toEqual([]);
  });
});

function foreignTo(own: string, graph: ModuleGraph, entry: string): string[] {
  const closed = ['background', ...PAGES, 'page', own === 'background' ? 'ui' : 'synap'].filter((room) => room !== own);
  return [...loadedWith(graph, entry)].filter((module) => closed.some((room) => module.startsWith(`src/${room}/`)));
}

describe('the emitted manifest', () => {
  const built: Record<string, unknown> = JSON.parse(readBuilt('manifest.json'));

  it('asks for exactly the permissions of the source, under the same policy', () => {
    for (const key of [
      'permissions',
      'host_permissions',
      'optional_host_permissions',
      'content_security_policy',
      'incognito',
    ] as const) {
      expect(built[key], key).toEqual(source[key]);
    }
    expect(built['permissions']).toEqual([
      'storage',
      'alarms',
      'contextMenus',
      'activeTab',
      'scripting',
      'notifications',
    ]);
    expect(built['host_permissions']).toEqual(['https://synap-cloud-prod.maximem.ai/*']);
    expect(JSON.stringify(built['content_security_policy'])).not.toMatch(/unsafe|frame-ancestors|upgrade-insecure/);
  });

  it.each([
    'web_accessible_resources',
    'content_scripts',
    'externally_connectable',
    'optional_permissions',
    'update_url',
    'key',
  ])('has no %s', (key) => expect(built).not.toHaveProperty(key));

  it('names only files that are there', () => {
    expect(builtFiles('')).toEqual(expect.arrayContaining(Object.values(SURFACES)));
  });
});

describe('the built scripts', () => {
  it('make no code out of text', () => {
    const scripts = builtFiles('.js');
    expect(scripts.length).toBeGreaterThan(3);
    expect(
      scripts.filter((path) =>
        /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(/.test(readBuilt(path).replaceAll('inspectedWindow.eval(', '')),
      ),
    ).toEqual([]);
  });

  it('load nothing from elsewhere', () => {
    const remote = builtFiles('.html').filter((path) => /(?:src|href)="(?:https?:)?\/\//.test(readBuilt(path)));
    expect(remote).toEqual([]);
  });
});
