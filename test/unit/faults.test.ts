import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULTS, FOLDERS, type Proof } from '../faults/faults.ts';
import { type TaggedTest, taggedTests } from '../faults/tagged-tests.ts';

const TEST = join(import.meta.dirname, '..');
const ROWS = 92;

const CASES = FAULTS.flatMap(({ number, what, proofs }) =>
  Object.entries(proofs).map(([proof, files]) => ({ number, what, proof: proof as Proof, files })),
);

describe('the table of faults', () => {
  it('has every row once, in order, with a proof', () => {
    expect(FAULTS.map(({ number }) => number)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1));
    expect(FAULTS.filter(({ proofs }) => Object.values(proofs).flat().length === 0)).toEqual([]);
  });

  it('names for Firefox only what its suite runs', () => {
    const [, list = ''] =
      /name: 'firefox',[^]*?include: \[([^\]]*)\]/.exec(readFileSync('vitest.config.ts', 'utf8')) ?? [];
    const shared = /test\/e2e\/\{([^}]*)\}/.exec(list)?.[1]?.split(',') ?? [];
    for (const { files } of CASES.filter(({ proof }) => proof === 'X'))
      for (const file of [files].flat())
        expect(file.startsWith('firefox/') || shared.includes(file.replace('e2e/', '')), file).toBe(true);
  });

  it.each(CASES)('$number ($proof) $what', ({ number, proof, files }) => {
    for (const file of [files].flat()) {
      const proven = testsIn(join(TEST, FOLDERS[proof], `${file}.test.ts`)).filter(({ faults }) =>
        faults.includes(number),
      );
      expect(
        proven.some(({ isProperty }) => proof !== 'P' || isProperty),
        `${FOLDERS[proof]}/${file} has no such test`,
      ).toBe(true);
    }
  });

  it('knows every number that a test names', () => {
    const named = readdirSync(TEST, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.test\.tsx?$/.test(path))
      .flatMap((path) => testsIn(join(TEST, path)).flatMap(({ faults }) => faults.map((number) => ({ path, number }))));
    expect(named.length).toBeGreaterThan(ROWS);
    expect(named.filter(({ number }) => number < 1 || number > ROWS)).toEqual([]);
  });
});

describe('the reader of tests', () => {
  it.each([
    ["it('a [F1]', () => {})", [{ faults: [1], isProperty: false }]],
    ["it('a [F1] [F2]', () => { fc.assert(fc.property()) })", [{ faults: [1, 2], isProperty: true }]],
    ["it('a [F1]', () => expectOfSpoilt({}, () => undefined))", [{ faults: [1], isProperty: true }]],
    [
      "describe('[F3]', () => { test('a', () => {}); it('b [F4]', () => {}) })",
      [
        { faults: [3], isProperty: false },
        { faults: [3, 4], isProperty: false },
      ],
    ],
    ["it.each<[string]>([['a [F5]'], ['b']])('%s', async () => {})", [{ faults: [5], isProperty: false }]],
    ['it(`a ${1} [F6]`, () => {})', [{ faults: [6], isProperty: false }]],
    ["it.skip('a [F1]', () => {})", []],
    ["describe.skipIf(true)('[F1]', () => { it('a', () => {}) })", []],
    // What only mentions a number proves nothing.
    ["it('a', () => { expect('[F7]').toBe(fc.assert) })", []],
    ["// it('a [F8]')\nfc.assert('[F8]')", []],
  ])('%s', (code, expected) => {
    expect(taggedTests('a.test.ts', code)).toEqual(expected);
  });
});

const read = new Map<string, TaggedTest[]>();

function testsIn(path: string): TaggedTest[] {
  const known = read.get(path) ?? (existsSync(path) ? taggedTests(path, readFileSync(path, 'utf8')) : []);
  read.set(path, known);
  return known;
}
