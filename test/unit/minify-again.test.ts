import { expect, it } from 'vitest';
import { minifyAgain } from '../../scripts/minify-again-plugin.ts';

const run = async (code: string): Promise<unknown> => {
  const url = `data:text/javascript,${encodeURIComponent(await minifyAgain(code))}`;
  const module = (await import(/* @vite-ignore */ url)) as { result: unknown };
  return module.result;
};

it.for([
  ['const count = function () { return arguments.length }; export const result = [count(1, 2), count()];', [2, 0]],
  [
    'const made = function () { return new.target === undefined }; export const result = [made(), made()];',
    [true, true],
  ],
] as const)('a function keeps what an arrow lacks: %s', async ([code, result]) => {
  expect(await run(code)).toEqual(result);
});

it('the same code gives the same bytes', async () => {
  const code = 'export const f = function (a) { return a + 1 }; export class Shape { size = 1 }';
  expect(await minifyAgain(code)).toBe(await minifyAgain(code));
});
