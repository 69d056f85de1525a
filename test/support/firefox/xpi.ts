import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { zipSync } from 'fflate';

/** Writes a folder as the archive that Firefox installs for good. Nothing is compressed: it is read from disk once. */
export function writeXpi(folder: string, file: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const contents = files.map((path) => [path.slice(folder.length + 1).replaceAll(sep, '/'), readFileSync(path)]);
  writeFileSync(file, zipSync(Object.fromEntries(contents), { level: 0 }));
}
