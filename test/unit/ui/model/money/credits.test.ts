import { expect, it } from 'vitest';
import { ERRORS } from '../../../../support/ui/error-fixtures.ts';
import { fail, succeed } from '../../../../../src/core/errors.ts';
import { creditsOf } from '../../../../../src/ui/model/money/credits.ts';
import { createStore } from '../../../../../src/ui/model/store.ts';
import { createFakeBackend } from '../../../../support/ui/fakes/fake-backend.ts';
import { answer, balance, NOW, overview } from '../../../../support/ui/fixtures.ts';

async function setUp() {
  const backend = createFakeBackend({ balance: succeed(answer(balance())) });
  const store = createStore(backend, () => NOW);
  await store.retry();
  return { backend, store, credits: creditsOf(store) };
}

it('one balance serves all components of a page', async () => {
  const { backend, store, credits } = await setUp();
  expect(creditsOf(store)).toBe(credits);
  expect(credits.held.value).toBeNull();
  await credits.load('automatic');
  expect(credits.held.value?.balance.balanceCredits).toBe(1240);
  expect(backend.calls.filter(({ name }) => name === 'balance')).toEqual([
    { name: 'balance', input: { priority: 'automatic' } },
  ]);
});

it('a failure leaves what is held', async () => {
  const { backend, credits } = await setUp();
  await credits.load('user');
  backend.answer('balance', fail(ERRORS['unavailable']));
  expect(await credits.load('user')).toMatchObject({ ok: false });
  expect(credits.held.value?.balance.balanceCredits).toBe(1240);
});

it("another profile's balance is never shown, not even one that was still on its way", async () => {
  const { backend, credits } = await setUp();
  await credits.load('user');
  backend.hold('balance');
  const late = credits.load('user');
  const profiles = overview().profiles.map((profile) => ({ ...profile, profileId: 'other' }));
  backend.push({ type: 'overview', overview: overview({ activeProfileId: 'other', profiles }) });
  expect(credits.held.value).toBeNull();
  backend.release('balance');
  await late;
  expect(credits.held.value).toBeNull();
});
