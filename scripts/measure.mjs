/**
 * `npm run measure`: figures about the sources. `npm run measure -- ../other` measures another checkout with this one's
 * dependencies.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { parseSync } from 'vite';

const MAX_FILE_LINES = 250;
const MAX_FUNCTION_LINES = 60;
const MAX_LINE_CHARS = 120;
const MAX_FLAT_FILES = 12;
/** First words of a comment that does not begin with the name of its subject. */
const SUBJECTLESS = /^(?:Of|What|Who|Whoever)\b/;

const root = resolve(process.argv[2] ?? '.');
const codeIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|tsx|mts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => read(path));

function read(path) {
  const text = readFileSync(join(root, path), 'utf8');
  const { program, comments } = parseSync(path, text);
  const lineAt = lineCounter(text);
  const nodes = { functions: [], any: 0, notNull: 0, casts: 0 };
  walk(program, (node) => count(node, nodes, lineAt));
  return { path, lines: text.trimEnd().split('\n'), comments, commentLines: linesOf(comments, lineAt), ...nodes };
}

function count(node, nodes, lineAt) {
  if (/^(?:ArrowFunctionExpression|Function(?:Declaration|Expression))$/.test(node.type) && node.body) {
    nodes.functions.push(lineAt(node.end) - lineAt(node.start) + 1);
  } else if (node.type === 'TSAnyKeyword') nodes.any += 1;
  else if (node.type === 'TSNonNullExpression') nodes.notNull += 1;
  else if (node.type === 'TSAsExpression' && node.typeAnnotation.typeName?.name !== 'const') nodes.casts += 1;
}

function walk(node, visit) {
  if (Array.isArray(node)) for (const item of node) walk(item, visit);
  else if (node !== null && typeof node === 'object') {
    if (typeof node.type === 'string') visit(node);
    for (const child of Object.values(node)) walk(child, visit);
  }
}

function lineCounter(text) {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => ends.filter((end) => end < offset).length + 1;
}

const linesOf = (comments, lineAt) =>
  comments.reduce((sum, { start, end }) => sum + lineAt(end) - lineAt(start) + 1, 0);

/** The text of a comment without its marks. */
const textOf = ({ value }) => value.replaceAll(/^[\s*]+/gm, '').trim();

/** Folders of `files`, with the files directly in each. */
const byFolder = (files) => Map.groupBy?.(files, folderOf) ?? grouped(files, folderOf);
const folderOf = ({ path }) => path.split('/').slice(0, -1).join('/');
function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The longest chain of imports among the files of one folder. */
function floorsOf(folder, imports) {
  const depth = (file, seen) => {
    if (seen.has(file)) return 0;
    const below = (imports.get(file) ?? []).filter((to) => folderOf({ path: to }) === folder);
    return 1 + Math.max(0, ...below.map((to) => depth(to, new Set([...seen, file]))));
  };
  return Math.max(
    ...[...imports.keys()].filter((path) => folderOf({ path }) === folder).map((f) => depth(f, new Set())),
  );
}

const sum = (items, of) => items.reduce((total, item) => total + of(item), 0);
const most = (items, of) => Math.max(0, ...items.map(of));

async function main() {
  const src = codeIn('src');
  const all = [...src, ...codeIn('test'), ...codeIn('scripts')];
  process.chdir(root);
  const { output } = await cruise(['src'], { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } });
  const graph = output.modules.filter(({ source }) => source.startsWith('src/'));
  const imports = new Map(graph.map((file) => [file.source, file.dependencies.map(({ resolved: to }) => to)]));
  const inCycle = graph.filter((file) => file.dependencies.some(({ circular }) => circular));
  const folders = [...byFolder(src)].map(([name, files]) => ({ name, files: files.length }));
  const flat = folders.filter(({ files }) => files > MAX_FLAT_FILES);
  const comments = src.flatMap((file) => file.comments.map(textOf));
  const functions = src.flatMap((file) => file.functions);
  const rows = [
    ['source files', src.length],
    ['lines of source', sum(src, ({ lines }) => lines.length)],
    ['lines of comments', sum(src, ({ commentLines }) => commentLines)],
    ['comments that begin with Of, What, Who or Whoever', comments.filter((text) => SUBJECTLESS.test(text)).length],
    ['longest source file, lines', most(src, ({ lines }) => lines.length)],
    [`source files over ${MAX_FILE_LINES} lines`, src.filter(({ lines }) => lines.length > MAX_FILE_LINES).length],
    ['functions', functions.length],
    ['longest function, lines', most(functions, (lines) => lines)],
    [`functions over ${MAX_FUNCTION_LINES} lines`, functions.filter((lines) => lines > MAX_FUNCTION_LINES).length],
    ['`any`', sum(src, ({ any }) => any)],
    ['`!` for not null', sum(src, ({ notNull }) => notNull)],
    ['casts', sum(src, ({ casts }) => casts)],
    ['files in import cycles, types included', inCycle.length],
    ['folders', folders.length],
    [`folders of more than ${MAX_FLAT_FILES} files`, flat.map(({ name, files }) => `${name} ${files}`).join(', ') || 0],
    ['floors inside one folder, at most', most(folders, ({ name }) => floorsOf(name, imports))],
    ['files, tests and scripts included', all.length],
    ['lines, tests and scripts included', sum(all, ({ lines }) => lines.length)],
    [
      `lines over ${MAX_LINE_CHARS} characters`,
      sum(all, ({ lines }) => lines.filter((line) => line.length > MAX_LINE_CHARS).length),
    ],
  ];
  for (const [name, value] of rows) console.log(`${name.padEnd(52)} ${value.toLocaleString('en')}`);
}

await main();
