import { expect } from 'vitest';
import { decodeAnswer } from '../../../../src/synap/decode/decode.ts';
import { endpointOf } from '../../../../src/synap/wire/endpoints.ts';
import { it as inLab } from '../../../support/emulator-fixture.ts';
import { unavailable } from '../../../support/worker/answers.ts';
import { it } from '../../../support/worker/world-test.ts';

it('a price is asked of Synap by any view, once', async ({ world }) => {
  expect(await world.ask('estimate', { units: 4_200 }, 'panel')).toMatchObject({
    ok: true,
    value: { data: { credits: 5 } },
  });
  expect(world.synap.sent.map(({ call }) => call)).toEqual([{ name: 'estimate', units: 4_200 }]);
  world.synap.on('estimate', () => ({ ok: false, error: unavailable }));
  expect(await world.ask('estimate', { units: 1 }, 'panel')).toEqual({ ok: false, error: unavailable });
});

inLab('what is asked is what Synap takes, and what it answers is understood', async ({ lab: { ask } }) => {
  const { path, body } = endpointOf({ name: 'estimate', units: 4_200 });
  const { status, body: json } = await ask(path, { body: JSON.parse(body ?? '') as object });
  expect(status).toBe(200);
  expect(decodeAnswer('estimate', { json })).toEqual({ ok: true, value: { credits: 5 } });
});
