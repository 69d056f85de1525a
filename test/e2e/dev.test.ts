import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RELOAD_MS } from '../support/browser/reload.ts';
import manifest from '../../manifest.json' with { type: 'json' };
import { until } from '../support/browser/until.ts';

const PROJECT = [
  'src',
  'public',
  'scripts',
  'test',
  'manifest.json',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
];

let folder = '';
let running: ChildProcess;
let output = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synap-dev-'));
  for (const name of PROJECT) await cp(name, join(folder, name), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  running = spawn(process.execPath, ['scripts/dev.mjs', '--headless'], { cwd: folder });
  for (const stream of [running.stdout, running.stderr]) stream?.on('data', (text) => void (output += String(text)));
});

afterAll(async () => {
  running.kill('SIGINT');
  if (running.exitCode === null) await once(running, 'exit');
  await rm(folder, { recursive: true, force: true });
});

const says = (text: string) => until(() => output.includes(text), `"${text}" in: ${output}`, RELOAD_MS);

async function setVersion(version: string): Promise<void> {
  const path = join(folder, 'manifest.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace(/"version": "[^"]*"/, `"version": "${version}"`));
}

it('npm run dev reloads the extension on change, and goes on after sources that do not build', async () => {
  await says(`Loaded version ${manifest.version}.`);
  await setVersion('9.0.1');
  await says('Loaded version 9.0.1.');
  const broken = join(folder, 'src/popup/Popup.tsx');
  const source = await readFile(broken, 'utf8');
  await writeFile(broken, `${source}\nconst broken: = 1;\n`);
  await says('Build failed');
  await writeFile(broken, source);
  await setVersion('9.0.2');
  await says('Loaded version 9.0.2.');
  expect(running.exitCode).toBeNull();
});
