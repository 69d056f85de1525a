import { execFileSync, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { asCurl, asJavaScript, asPython } from '../../../../src/ui/detail/requests/code-snippets.ts';
import { pythonQuote, scriptQuote, shellQuote } from '../../../../src/ui/format/code-quotes.ts';
import { requestEntry } from '../../../support/ui/fixtures.ts';

const noPython = spawnSync('python3', ['--version']).status !== 0;
const NASTY = `it's "$HOME" \`id\` $(id) \\ \\n ${'${x}'} \u202E\u2028 é 👍 !`;
const post = requestEntry({ method: 'POST', path: '/v1/conversations/compact', body: JSON.stringify({ note: NASTY }) });

it('quotes for a shell', () =>
  expect(execFileSync('sh', ['-c', `printf %s ${shellQuote(NASTY)}`], { encoding: 'utf8' })).toBe(NASTY));
it.skipIf(noPython)('quotes for Python', () =>
  expect(
    execFileSync('python3', ['-c', `import sys; sys.stdout.buffer.write(${pythonQuote(NASTY)}.encode())`], {
      encoding: 'utf8',
    }),
  ).toBe(NASTY),
);
it('quotes for JavaScript', () =>
  expect(execFileSync('node', ['-e', `process.stdout.write(${scriptQuote(NASTY)})`], { encoding: 'utf8' })).toBe(
    NASTY,
  ));
it('hides no character from the reader', () => expect(scriptQuote('\u202E')).toBe(String.raw`"\u202e"`));

it.each([asCurl, asPython, asJavaScript])('%o leaves the key to the environment', (snippet) => {
  const code = snippet(post);
  expect(code).toContain('SYNAP_API_KEY');
  expect(code).toContain('https://synap-cloud-prod.maximem.ai/v1/conversations/compact');
  expect(code).toContain(post.correlationId);
  expect(code).toContain('POST');
});
it('gives no body to a GET', () => {
  expect(asCurl(requestEntry())).not.toContain('--data');
  expect(asCurl(requestEntry())).toMatch(/^curl --request GET 'https:\/\/[^']+\/compaction\/status' \\\n/);
  expect(asPython(requestEntry())).not.toContain('data=');
  expect(asJavaScript(requestEntry())).not.toContain('body:');
});
it.skipIf(noPython)('is Python that parses', () =>
  expect(
    execFileSync('python3', ['-c', 'import ast,sys; ast.parse(sys.stdin.read()); print("ok")'], {
      input: asPython(post),
      encoding: 'utf8',
    }),
  ).toBe('ok\n'),
);
