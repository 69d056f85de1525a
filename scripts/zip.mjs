import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';

export function zip(files) {
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  // A zip holds a local time without its zone: this one exists in every zone. There are no modes in it, because those of a
  // checkout depend on the umask. The library compresses in JavaScript, so no system's zlib has a say.
  return zipSync(Object.fromEntries(sorted), { level: 9, mtime: new Date(1980, 0, 2, 12) });
}

export function unzip(bytes) {
  return new Map(Object.entries(unzipSync(bytes)));
}

export function filesIn(folder, isWanted = () => true) {
  const found = new Map();
  const visit = (below) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (!isWanted(entry)) continue;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) found.set(path, readFileSync(join(folder, path)));
    }
  };
  visit('');
  return found;
}

export function sourcesIn(root) {
  if (!existsSync(join(root, '.git'))) return filesIn(root, notIgnored(root));
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout, stderr, error } = spawnSync('git', list, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git could not list the sources: ${error?.message ?? stderr}`);
  const kept = stdout.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
  return new Map(kept.map((path) => [path, readFileSync(join(root, path))]));
}

/** Only the patterns that this project has: a folder (`name/`) and an ending (`*.ext`), both at any depth. */
function notIgnored(root) {
  const patterns = readFileSync(join(root, '.gitignore'), 'utf8').split('\n').filter(Boolean);
  const folders = patterns.filter((one) => /^[\w.-]+\/$/.test(one)).map((one) => one.slice(0, -1));
  const endings = patterns.filter((one) => /^\*\.\w+$/.test(one)).map((one) => one.slice(1));
  if (folders.length + endings.length < patterns.length) throw new Error('.gitignore has a pattern of a new kind');
  return (entry) =>
    entry.isFile() ? !endings.some((ending) => entry.name.endsWith(ending)) : !folders.includes(entry.name);
}
