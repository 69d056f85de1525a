import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import source from '../../manifest.json' with { type: 'json' };
import { type Build, gzipKilobytes, openBuild, type SurfaceName } from '../support/built.ts';
import { buildWithGraph, importedBy, loadedWith, type ModuleGraph, workerGraph } from '../support/module-graph.ts';

/** The extension, built once as `npm run build` does. */
let folder: string;
let build: Build;
let pages: ModuleGraph;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synap-built-'));
  // Firefox's build is written beside it.
  const chrome = join(folder, 'chrome');
  pages = await buildWithGraph(chrome);
  build = openBuild(chrome);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Gzip KB of JavaScript that each may load. */
const LIMITS: [SurfaceName, number][] = [
  ['worker', 40],
  ['popup', 32],
  ['panel', 60],
  ['inspector', 60],
  ['options', 40],
  ['devtools', 5],
];

const WORKER = source.background.service_worker;
const PAGES = ['popup', 'panel', 'inspector', 'options', 'devtools'] as const;

describe('the size of the build', () => {
  it.each(LIMITS)('keeps the %s at most %i KB', (surface, limit) => {
    const size = gzipKilobytes(build.scriptsOf(surface).map(build.read));
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(limit);
  });
});

describe('what each page loads', () => {
  it.each(PAGES)('the %s loads only what it imports', (page) => {
    const entry = build.surfaces[page];
    const imported = importedBy(pages, entry);
    // Names with a NUL are the bundler's own helpers.
    const foreign = [...loadedWith(pages, entry)].filter((module) => !imported.has(module) && !module.startsWith('\0'));
    expect(foreign).toEqual([]);
  });

  it.each(PAGES)('the %s loads no code of another room later', (page) => {
    expect(foreignTo(page, pages, build.surfaces[page], true)).toEqual([]);
  });

  it.each(PAGES)('the %s holds no code of another room', (page) => {
    expect(foreignTo(page, pages, build.surfaces[page])).toEqual([]);
  });

  it('no pattern of the worker keeps a place, because each is made anew where it is used', () => {
    const code = build.read(build.surfaces.worker);
    expect(code).toMatch(/\/[a-z]*\.test\(/);
    expect(code.match(/\/[a-z]*[gy][a-z]*\.(?:exec|test)\(/g)).toBeNull();
  });

  it('the worker holds no code of a page', async () => {
    const graph = await workerGraph(WORKER);
    expect(foreignTo('background', graph, WORKER)).toEqual([]);
    expect(
      [...loadedWith(graph, WORKER)].filter((module) => /node_modules\/(preact|@preact|lucide)\//.test(module)),
    ).toEqual([]);
  });
});

function foreignTo(own: string, graph: ModuleGraph, entry: string, later = false): string[] {
  const closed = ['background', ...PAGES, 'page', own === 'background' ? 'ui' : 'synap'].filter((room) => room !== own);
  return [...loadedWith(graph, entry, later)].filter((module) =>
    closed.some((room) => module.startsWith(`src/${room}/`)),
  );
}

describe('the emitted manifest', () => {
  let built: Record<string, unknown>;
  beforeAll(() => {
    built = JSON.parse(build.read('manifest.json')) as Record<string, unknown>;
  });

  it('has a worker whose compiled code the browser keeps: no module, and as strict as one', () => {
    expect(built['background']).toEqual({ service_worker: build.surfaces.worker });
    expect(build.read(build.surfaces.worker)).toMatch(/^'use strict';/);
  });

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
    expect(build.files('')).toEqual(expect.arrayContaining(Object.values(build.surfaces)));
  });
});

describe('the built scripts', () => {
  it('make no code out of text', () => {
    const scripts = build.files('.js');
    expect(scripts.length).toBeGreaterThan(3);
    expect(
      scripts.filter((path) =>
        /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(/.test(build.read(path).replaceAll('inspectedWindow.eval(', '')),
      ),
    ).toEqual([]);
  });

  it('write no markup', () => {
    const markup = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment/i;
    expect(build.files('.js').filter((path) => markup.test(build.read(path)))).toEqual([]);
  });

  it('load nothing from elsewhere', () => {
    const remote = build.files('.html').filter((path) => /(?:src|href)="(?:https?:)?\/\//.test(build.read(path)));
    expect(remote).toEqual([]);
  });
});
