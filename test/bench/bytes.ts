/** What has to be loaded, gzipped. The rivals are the smallest pages and scripts that do nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { bundleAlone } from '../../scripts/bundle-alone.ts';
import { bundlePageScan } from '../../scripts/page-scan-plugin.ts';
import { filesIn, zip } from '../../scripts/zip.mjs';
import { type Build, gzipKilobytes, openBuild, type SurfaceName } from '../support/built.ts';
import type { Row, RowGroup } from './rows.ts';

export const bytesRows: RowGroup = { name: 'bytes', rows: measureBuild };

/** KB at most. */
const MOST: [SurfaceName, number][] = [
  ['worker', 40],
  ['popup', 32],
  ['panel', 60],
];

async function measureBuild(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'synap-bytes-'));
  try {
    await build({ logLevel: 'error', build: { outDir: join(folder, 'chrome') } });
    return await rowsOf(openBuild(join(folder, 'chrome')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function rowsOf(built: Build): Promise<Row[]> {
  const empty = gzipKilobytes([await bundleAlone('test/bench/empty-page.ts', { format: 'es' })]);
  const surfaces = MOST.map(([surface, most]) =>
    row(surface, gzipKilobytes(built.scriptsOf(surface).map(built.read)), surface === 'worker' ? null : empty, most),
  );
  const [find, names] = await Promise.all([bundlePageScan('follow'), bundlePageScan('names')]);
  const zipped = (folder: string) => zip(filesIn(folder)).length / 1024;
  return [
    ...surfaces,
    row('scan that finds', gzipKilobytes([find]), null, 5),
    row('scan that names, where there is something to name', gzipKilobytes([names]), null, null),
    row('zip for Chromium', zipped(built.folder), null, 250),
    row('zip for Firefox', zipped(join(built.folder, '../firefox')), null, 250),
  ];
}

function row(name: string, value: number, rival: number | null, most: number | null): Row {
  return {
    name,
    value,
    unit: 'KB gzip',
    against: rival === null ? 'itself' : 'an empty Preact page',
    ratio: rival === null ? null : value / rival,
    reach: most === null ? 'stated' : `≤ ${most} KB`,
    met: most === null ? null : value <= most,
  };
}
