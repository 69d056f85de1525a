/** In Firefox, the connection of a document of ours to the inspected page may end, and that of a new one begins. */
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeDevtools } from '../../../support/fake-devtools.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
const openFreshFrame = vi.fn<() => Promise<(code: string) => Promise<unknown>>>();
vi.mock('../../../../src/platform/devtools/fresh-frame.ts', () => ({ openFreshFrame }));
const { inspectedWindow } = fakeDevtools;
const ENDED = () => Promise.reject(new Error('An unexpected error occurred'));
const frame = (name: string) => async (code: string) => [`${name}: ${code}`, null];

async function load(protocol: string) {
  vi.resetModules();
  vi.stubGlobal('location', { protocol });
  const { evaluate } = await import('../../../../src/platform/devtools/inspected-document.ts');
  return (code: string) => evaluate(code);
}
beforeEach(() => {
  openFreshFrame.mockReset();
  inspectedWindow.eval = ENDED;
  return () => vi.unstubAllGlobals();
});

it('is renewed once for all who notice, and serves from then on', async () => {
  const evaluate = await load('moz-extension:');
  openFreshFrame.mockResolvedValue(frame('first'));
  expect(await Promise.all([evaluate('1'), evaluate('2')])).toEqual([{ value: 'first: 1' }, { value: 'first: 2' }]);
  expect(await evaluate('3')).toEqual({ value: 'first: 3' });
  expect(openFreshFrame).toHaveBeenCalledTimes(1);
});

it('is renewed again when the new one ends, or did not begin', async () => {
  const evaluate = await load('moz-extension:');
  openFreshFrame
    .mockResolvedValueOnce(ENDED)
    .mockRejectedValueOnce(new Error('none'))
    .mockResolvedValue(frame('third'));
  expect(await evaluate('1')).toEqual({ problem: 'not-run' });
  expect(await evaluate('2')).toEqual({ problem: 'not-run' });
  expect(await evaluate('3')).toEqual({ value: 'third: 3' });
});

it('in Chromium, a refusal is one', async () => {
  const evaluate = await load('chrome-extension:');
  expect(await evaluate('1')).toEqual({ problem: 'not-run' });
  expect(openFreshFrame).not.toHaveBeenCalled();
});
