import { parseSync } from 'vite';

/** One `it` or `test` of a file that carries fault numbers, its own or its `describe`'s. */
export interface TaggedTest {
  faults: number[];
  /** Generated input: it calls `fc.assert`. */
  isProperty: boolean;
}

interface Node {
  type: string;
  [field: string]: unknown;
}

const TAG = /\[F(\d+)\]/g;

/** Reads a test file's text; nothing is run. A tag may stand in the name, or in a name's part given to `each`. */
export function taggedTests(fileName: string, code: string): TaggedTest[] {
  const { program, errors } = parseSync(fileName, code);
  if (errors.length > 0) throw new Error(`${fileName}: ${errors[0]?.message ?? 'cannot be parsed'}`);
  const found: TaggedTest[] = [];
  visit(program as unknown as Node, [], found);
  return found;
}

function visit(node: Node, inherited: number[], found: TaggedTest[]): void {
  const call = node.type === 'CallExpression' ? rootName(node['callee']) : null;
  // What does not run proves nothing.
  if (call !== null && isLeftOut(node['callee'])) return;
  if (call === 'it' || call === 'test') {
    const faults = [...inherited, ...tagsOf(node)];
    if (faults.length > 0) found.push({ faults, isProperty: callsProperty(node) });
    return;
  }
  const tags = call === 'describe' ? [...inherited, ...tagsOf(node)] : inherited;
  for (const child of childrenOf(node)) visit(child, tags, found);
}

/** `it`, `it.each(…)` and `it.each<T>(…)` all begin with `it`. */
function rootName(value: unknown): string | null {
  let node = value;
  while (isNode(node)) {
    if (node.type === 'Identifier') return String(node['name']);
    node = node['object'] ?? node['callee'] ?? node['expression'];
  }
  return null;
}

const LEFT_OUT = new Set(['skip', 'skipIf', 'runIf', 'todo', 'fails']);

function isLeftOut(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  const property = callee['property'];
  return (
    (isNode(property) && LEFT_OUT.has(String(property['name']))) ||
    isLeftOut(callee['object']) ||
    isLeftOut(callee['callee'])
  );
}

/** In the name itself, and in what the callee was given: `it.each([['name [F1]', …]])('%s', …)`. */
function tagsOf(call: Node): number[] {
  const [name] = call['arguments'] as Node[];
  return [call['callee'], name]
    .filter(isNode)
    .flatMap(textsOf)
    .flatMap((text) => [...text.matchAll(TAG)].map(([, digits]) => Number(digits)));
}

function textsOf(node: Node): string[] {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']];
  if (node.type === 'TemplateElement') return [String((node['value'] as { raw: string }).raw)];
  return childrenOf(node).flatMap(textsOf);
}

function callsProperty(node: Node): boolean {
  if (node.type === 'Identifier' && node['name'] === 'expectOfSpoilt') return true;
  if (
    node.type === 'MemberExpression' &&
    rootName(node) === 'fc' &&
    isNode(node['property']) &&
    node['property']['name'] === 'assert'
  )
    return true;
  return childrenOf(node).some(callsProperty);
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
