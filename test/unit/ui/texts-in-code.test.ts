/** No text that users read stands in code, nor what a language puts between words: a translation would miss it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** Texts that are the same in every language. */
const SAME_EVERYWHERE = new Set([
  // The product's name.
  'Synap Inspector',
  // Names of languages and tools, and words of HTTP.
  'cURL',
  'JavaScript',
  'Python',
  'URL',
  'Authorization',
  'Bearer',
  // Between a key and its value, as in JSON.
  ':',
  // The letters on keys.
  '⌘F',
  'r',
  'w',
  'c',
  'l',
]);

/** Signs, Markdown and blanks belong to no language; what points to a side, ends a sentence or joins words does. */
const NEUTRAL = /^[\s·–✕✓≈±−+=?•▮●…/#*~-]*$/u;
const isText = (text: string): boolean => !NEUTRAL.test(text) && !SAME_EVERYWHERE.has(text.trim());
const isSentence = (text: string): boolean => /\p{L}{2} \p{L}{2}/u.test(text) && isText(text);

/** What only other programs read: code to copy, and answers recorded for the demo. */
const FOR_PROGRAMS = /\/(?:code-snippets|guard-code|code-quotes|export-json|demo-client)\.ts$/;
const READ_ATTRIBUTES =
  /^(?:title|alt|label|placeholder|text|word|hint|body|note|aria-(?:label|valuetext|description))$/;
/** Functions whose results users read. */
const GIVES_TEXT = /^(?:t|tn|listed|joined|percent|format\w+|\w*(?:Text|Word|Words|Name|Line))$/;

function walk(value: unknown, parents: readonly Node[], visit: (node: Node, parents: readonly Node[]) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, parents, visit);
  else if (typeof value === 'object' && value !== null) {
    const node = typeof (value as Node).type === 'string' ? (value as Node) : null;
    if (node) visit(node, parents);
    for (const child of Object.values(value)) walk(child, node ? [...parents, node] : parents, visit);
  }
}

/** What stands in a literal or a template, without what is put into it. */
function textsOf(node: Node): string[] {
  if (node.type === 'JSXText' || node.type === 'Literal')
    return typeof node['value'] === 'string' ? [node['value']] : [];
  if (node.type !== 'TemplateLiteral') return [];
  return (node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
}

const nameOf = (node: unknown): string => {
  const { name, property } = node as { name?: unknown; property?: { name?: string } };
  return typeof name === 'string' ? name : (property?.name ?? '');
};

/** Whether a value ends up between two tags, or in an attribute that is read. */
function isShown(node: Node, parents: readonly Node[]): boolean {
  if (node.type === 'JSXText') return true;
  const at = parents.findLastIndex(({ type }) => !/^(?:Conditional|Logical|Parenthesized|TSAs)/.test(type));
  const [outer, owner] = [parents[at], parents[at - 1]];
  if (outer?.type === 'JSXAttribute') return READ_ATTRIBUTES.test(nameOf(outer['name']));
  if (outer?.type !== 'JSXExpressionContainer') return false;
  return owner?.type === 'JSXAttribute' ? READ_ATTRIBUTES.test(nameOf(owner['name'])) : true;
}

const isCallOf = (node: unknown, names: RegExp): boolean =>
  (node as Node).type === 'CallExpression' && names.test(nameOf((node as Node)['callee']));

function faultsIn(code: string, path = 'x.tsx'): string[] {
  const faults: string[] = [];
  const { program, errors } = parseSync(path, code);
  expect(errors).toEqual([]);
  walk(program, [], (node, parents) => {
    const texts = textsOf(node);
    const outer = parents.at(-1);
    const isInError = parents.some(({ type, callee }) => type === 'NewExpression' && nameOf(callee) === 'Error');
    const isImport = outer !== undefined && /^(?:Import|Export|TSLiteral|TSImport)/.test(outer.type);
    const inAttribute = parents.findLast(({ type }) => type === 'JSXAttribute');
    const isUnread = inAttribute !== undefined && !READ_ATTRIBUTES.test(nameOf(inAttribute['name']));
    const isSelector = outer !== undefined && isCallOf(outer, /^(?:querySelector|closest|matches)/);
    const isFault =
      (isShown(node, parents) && texts.some(isText)) ||
      (!isInError && !isImport && !isUnread && !isSelector && texts.some(isSentence)) ||
      // Texts put together: the order of the words, and what stands between them, is the language's.
      (node.type === 'TemplateLiteral' &&
        (node['expressions'] as Node[]).some((each) => isCallOf(each, GIVES_TEXT)) &&
        texts.some((text) => isText(text) || /^ $/.test(text))) ||
      (outer?.type === 'BinaryExpression' &&
        [outer['left'], outer['right']].some((each) => isCallOf(each, GIVES_TEXT)) &&
        texts.some(isText)) ||
      (outer !== undefined && isCallOf(outer, /^join$/) && texts.some((text) => /[,;.:] /.test(text))) ||
      isCallOf(node, /^(?:toLocale\w+|toFixed|toPrecision|localeCompare)$/) ||
      (node.type === 'NewExpression' &&
        code.slice(node.start, node.end).startsWith('new Intl.') &&
        !parents.some((parent) => isCallOf(parent, /^perLanguage$/)));
    if (isFault) faults.push(code.slice(node.start, node.end).trim());
  });
  return faults;
}

const VIEWS = ['ui', 'panel', 'popup', 'inspector', 'options', 'devtools', 'background/notices', 'platform/worker'];
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

it('no text stands in the code of views and notices', () => {
  const files = VIEWS.flatMap((folder) => filesIn(`src/${folder}`, /\.tsx?$/)).filter(
    (path) => !FOR_PROGRAMS.test(path),
  );
  expect(files.length).toBeGreaterThan(200);
  expect(
    files.flatMap((path) => faultsIn(readFileSync(path, 'utf8'), path).map((fault) => `${path}: ${fault}`)),
  ).toEqual([]);
});

it('no text stands in a style sheet', () => {
  const contents = filesIn('src', /\.css$/).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/content:\s*'([^']*)'/g)].map(([, text = '']) => text),
  );
  expect(contents.filter((text) => /[\p{L}\p{N}]/u.test(text))).toEqual([]);
});

it.each([
  ['<b>Status</b>', true],
  ['<b>{word} · {other}</b>', false],
  ['<b>{isOn ? "on" : t("off")}</b>', true],
  ['<b>({count})</b>', true],
  ['<b title="Refresh">{t("refresh")}</b>', true],
  ['<b class="card wide">{t("refresh")}</b>', false],
  ['<b aria-label={`${name} %`} />', true],
  ['const line = `${t("kept")} (${percent(ratio)})`;', true],
  ['const line = `${t("kept")} ${count}`;', true],
  ['const line = [t("kept"), name].join(" · ");', false],
  ['const line = names.join(", ");', true],
  ['const line = formatTokens(a) + " → " + b;', true],
  ['const key = `${profile} ${id}`;', false],
  ['const text = "Nothing was sent.";', true],
  ['throw new Error("no such thing");', false],
  ['const text = count.toLocaleString("en");', true],
  ['const text = new Intl.NumberFormat().format(1);', true],
  ['const format = perLanguage((locale) => new Intl.NumberFormat(locale));', false],
  ['const call = <Fact name="URL">{"Python"}</Fact>;', false],
])('of %s it is found out', (code, isFault) => expect(faultsIn(code).length > 0).toBe(isFault));
