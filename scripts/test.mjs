/**
 * `npm test`: every step, even from a fresh clone. `npm test -- unit lint` runs only those steps.
 * The last line is `N passed, N failed`. Tests that did not run count as failed: nothing is skipped silently.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT, setUp } from './setup.mjs';

const CHECKS = {
  format: ['oxfmt/bin/oxfmt', '--check'],
  lint: ['oxlint/bin/oxlint', '--deny-warnings'],
  unused: ['knip/bin/knip.js'],
  imports: ['dependency-cruiser/bin/dependency-cruise.mjs', 'src'],
  typecheck: ['typescript/bin/tsc', '--noEmit'],
  build: ['vite/bin/vite.js', 'build'],
  // As Firefox's store checks what is uploaded; it reads the build, and no network.
  'lint-firefox': ['addons-linter/bin/addons-linter', '--warnings-as-errors', '--boring', 'dist/firefox'],
};
/** Projects of vitest.config.ts. */
const SUITES = ['unit', 'ui', 'e2e', 'firefox'];
/** More of the same, which run by name alone. */
const BY_NAME = ['firefox-more'];
const DETAIL_CHARS = 1_500;
const STEPS = [...Object.keys(CHECKS), ...SUITES, ...BY_NAME];

const steps = stepsToRun(process.argv.slice(2));
setUp(steps.some((name) => name.startsWith('firefox')) ? ['chromium', 'firefox'] : ['chromium']);
process.exitCode = report(steps.map(runStep));

function stepsToRun(asked) {
  const unknown = asked.filter((name) => !STEPS.includes(name));
  if (unknown.length > 0) {
    console.error(`no such step: ${unknown.join(', ')}; there are ${STEPS.join(', ')}`);
    process.exit(2);
  }
  return STEPS.filter((name) => (asked.length === 0 ? !BY_NAME.includes(name) : asked.includes(name)));
}

function runStep(name) {
  console.log(`\n=== ${name}`);
  const result = name in CHECKS ? check(name) : suite(name);
  // The end-to-end tests load this build; run alone, they make their own.
  if (name === 'build' && result.failed === 0) process.env.SYNAP_DIST = join(ROOT, 'dist', 'chrome');
  return { name, ...result };
}

function check(name) {
  const [program, ...args] = CHECKS[name];
  return run(program, args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, why: 'failed' };
}

function suite(name) {
  const folder = mkdtempSync(join(tmpdir(), 'synap-results-'));
  const file = join(folder, `${name}.json`);
  try {
    const ok = run('vitest/vitest.mjs', [
      'run',
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    return count(ok, readJson(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(ok, results) {
  if (results === null) return { passed: 0, failed: 1, why: 'crashed before it had results' };
  const passed = results.numPassedTests;
  const notRun = results.numPendingTests + results.numTodoTests;
  // A file that could not be loaded has no tests that could fail.
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failed = results.numFailedTests + notRun + broken.length;
  if (failed > 0)
    return {
      passed,
      failed,
      details: details(results),
      why: `${results.numFailedTests} failed, ${notRun} skipped, ${broken.length} files broken`,
    };
  if (passed === 0) return { passed, failed: 1, why: 'ran no tests' };
  return ok ? { passed, failed } : { passed, failed: 1, why: 'ended with an error outside of the tests' };
}

/** Each failed test or file with the first lines of its message: readers look for them at the end of a long log. */
function details({ testResults }) {
  const named = (name, message) => {
    const lines = stripVTControlCharacters(message).slice(0, DETAIL_CHARS).split('\n');
    return [name, ...lines.filter((line) => !/^\s+at .*node_modules/.test(line))].join('\n      ');
  };
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [named(relative(ROOT, name), message)];
    return failed.map(({ fullName, failureMessages }) =>
      named(`${relative(ROOT, name)} > ${fullName}`, failureMessages.join('\n')),
    );
  });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function run(program, args) {
  const { status, error } = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (error) console.error(String(error));
  return status === 0;
}

function report(results) {
  console.log('');
  for (const { name, details = [] } of results) for (const detail of details) console.log(`  ${name}: ${detail}`);
  for (const { name, passed, failed, why } of results) {
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)}  ${passed} passed, ${failed} failed${why ? ` (${why})` : ''}`,
    );
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}
