import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { parseConversationId } from '../../../../src/core/conversation/uuid.ts';
import { asPytest, asTypeScriptTest, type Guard } from '../../../../src/ui/format/guard-code.ts';
import { IDS } from '../../../emulator/conversations/catalogue.ts';
import { compactedPath, it, listField, type Lab } from '../../../support/emulator-fixture.ts';

const noPython = spawnSync('python3', ['--version']).status !== 0;
const root = process.cwd();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guard-'));
  const sdk = join(folder, 'node_modules/@maximem/synap-js-sdk');
  await mkdir(sdk, { recursive: true });
  await writeFile(join(sdk, 'package.json'), '{"type":"module","exports":"./index.mjs"}');
  await cp(join(root, 'test/support/guard/synap-js-sdk.mjs'), join(sdk, 'index.mjs'));
});
afterAll(() => rm(folder, { recursive: true }));

const ID = conversationId(IDS.threeVersions);
const NASTY = [
  `"double" 'single' """three""" '''three''' \`back\``,
  '\\ \\n \\" \\u0041 \\N{DASH}',
  'first line\nsecond line\r\n\ttab \0 zero',
  '${process.exit(0)} {lost} %s #{x} */ // # -->',
  '\u202Eright to left\u2066 \u2028 \u0085 \uFEFF',
  '😀 👩‍👩‍👧 \uD800 é ß 日本',
  '',
];

function conversationId(id: string): ConversationId {
  const parsed = parseConversationId(id);
  if (parsed === null) throw new Error(`${id} is no conversation id`);
  return parsed;
}

interface Result {
  code: number;
  output: string;
}

function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Result> {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...env } }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: out + err });
    });
  });
}

const envOf = ({ emulator }: Lab, key = emulator.keys.paid) => ({
  SYNAP_API_KEY: key,
  SYNAP_BASE_URL: emulator.httpOrigin,
  PYTHONPATH: join(root, 'test/support/guard'),
});

async function runPython(guard: Guard, lab: Lab): Promise<Result> {
  await writeFile(join(folder, 'test_must_keep.py'), asPytest(guard));
  const call = 'import test_must_keep as t; t.test_summary_keeps_what_it_must()';
  return run('python3', ['-B', '-c', `import sys; sys.path.insert(0, '.'); ${call}`], envOf(lab));
}

async function runTypeScript(guard: Guard, lab: Lab): Promise<Result> {
  const { code } = await transformWithOxc(asTypeScriptTest(guard), 'must-keep.test.ts');
  await writeFile(join(folder, 'must-keep.test.mjs'), code);
  return run(process.execPath, ['must-keep.test.mjs'], envOf(lab));
}

async function factsOf({ ask }: Lab): Promise<string[]> {
  const { body } = await ask(compactedPath(ID));
  return listField(body, 'facts').map((fact) => {
    if (typeof fact === 'object' && fact !== null && 'content' in fact) return String(fact.content);
    return String(fact);
  });
}

const LANGUAGES = [
  { name: 'Python', runs: runPython, skip: noPython },
  { name: 'TypeScript', runs: runTypeScript, skip: false },
];

describe.each(LANGUAGES)('$name', ({ runs, skip }) => {
  it.skipIf(skip)('passes while each pinned statement is there, and fails when one is missing', async ({ lab }) => {
    const statements = (await factsOf(lab)).slice(0, 3);
    expect(statements).toHaveLength(3);
    expect(await runs({ conversationId: ID, statements }, lab)).toMatchObject({ code: 0 });
    const missing = 'The roof terrace opens on 31 February';
    const { code, output } = await runs({ conversationId: ID, statements: [...statements, missing] }, lab);
    expect(code).toBe(1);
    expect(output).toContain(`The summary lost: ${missing}`);
  });

  it.skipIf(skip)('fails when a number differs', async ({ lab }) => {
    const fact = (await factsOf(lab)).find((text) => /\d/.test(text)) ?? '';
    expect(fact).toMatch(/\d/);
    const other = fact.replace(/\d+/, '98765');
    expect(await runs({ conversationId: ID, statements: [other] }, lab)).toMatchObject({ code: 1 });
  });

  it.skipIf(skip)('fails, and says why, where there is no summary', async ({ lab }) => {
    const { code, output } = await runs({ conversationId: conversationId(IDS.neverCompacted), statements: ['x'] }, lab);
    expect(code).toBe(1);
    expect(output).toContain('Synap has no summary of this conversation yet.');
  });

  it.skipIf(skip)('quotes whatever is pinned, and names each text that is lost', async ({ lab }) => {
    const { code, output } = await runs({ conversationId: ID, statements: NASTY }, lab);
    expect(code).toBe(1);
    expect(output).toContain('The summary lost: ');
    expect(output).not.toContain('SyntaxError');
  });
});

it.skipIf(noPython)('Python reads each pinned text as it is', async () => {
  await writeFile(join(folder, 'nasty.py'), asPytest({ conversationId: ID, statements: NASTY }));
  const script = `import ast, json
tree = ast.parse(open('nasty.py', encoding='utf-8').read())
values = {node.targets[0].id: ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign)}
print(json.dumps(values))`;
  const { output } = await run('python3', ['-c', script]);
  expect(JSON.parse(output)).toEqual({ CONVERSATION_ID: ID, MUST_KEEP: NASTY });
});

it('the TypeScript compiler accepts the test, in its strictest setting', async () => {
  await writeFile(join(folder, 'must-keep.test.ts'), asTypeScriptTest({ conversationId: ID, statements: NASTY }));
  await writeFile(
    join(folder, 'sdk.d.ts'),
    `declare module '@maximem/synap-js-sdk' {
      export class SynapClient {
        constructor(options?: { apiKey?: string | undefined });
        initialize(): Promise<void>;
        conversation: { context: { get_compacted(options: { conversation_id?: string; format?: string }): Promise<Record<string, unknown> | null> } };
      }
    }`,
  );
  const settings = ['--strict', '--noUncheckedIndexedAccess', '--noPropertyAccessFromIndexSignature', '--skipLibCheck'];
  const target = ['--noEmit', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  const types = ['--typeRoots', join(root, 'node_modules/@types')];
  const files = ['must-keep.test.ts', 'sdk.d.ts'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(await run(process.execPath, [tsc, ...settings, ...target, ...types, ...files])).toEqual({
    code: 0,
    output: '',
  });
});

it('no key stands in the code, only its name', () => {
  for (const code of [asPytest, asTypeScriptTest]) {
    expect(code({ conversationId: ID, statements: ['x'] })).toContain('SYNAP_API_KEY');
  }
});
