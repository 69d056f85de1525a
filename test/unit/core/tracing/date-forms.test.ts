import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateForms } from '../../../../src/core/tracing/date-forms.ts';

/** A Thursday. */
const SAID = Date.UTC(2026, 5, 4, 23, 30);

it.each([
  ['2026-06-07', ['2026-06-07', '--06-07']],
  ['--06-07', ['--06-07']],
  ['relative:+1d', ['relative:+1d', '2026-06-05', '--06-05']],
  ['relative:-1y', ['relative:-1y', '2025']],
  ['relative:+1m', ['relative:+1m', '2026-07', '--07']],
  ['relative:fri', ['relative:fri', '2026-06-05', '--06-05', '2026-05-29', '--05-29']],
  ['relative:+99999y', ['relative:+99999y']],
])('%s may be said as %j', (value, forms) => expect(dateForms(value, SAID)).toEqual(forms));

it('is only itself while it is not known when it was said', () =>
  expect(dateForms('relative:+1d', null)).toEqual(['relative:+1d']));

it('throws at nothing', () =>
  fc.assert(
    fc.property(fc.string(), fc.option(fc.double()), (value, at) => {
      expect(dateForms(value, at)).toContain(value);
      expect(dateForms(`relative:+${value.length}d`, at).length).toBeGreaterThan(0);
    }),
  ));
