import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, giveKey, startRig, type Rig } from '../support/e2e/rig.ts';

/** Which of our own pages may ask the worker for what; strangers are in hostile.test.ts. */

const REFUSED = { ok: false, error: { kind: 'refused', why: 'sender' } };
const OPTIONS_ONLY: [string, unknown][] = [
  ['set-key', { profileId: 'default', key: 'synap_of_somebody_else_1234', remember: false }],
  ['remove-key', { profileId: 'default' }],
  ['erase-everything', {}],
];

let rig: Rig;
let page: Page;

beforeAll(async () => {
  rig = await startRig();
  await giveKey(rig);
  page = await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`);
});
afterAll(() => rig.close());

async function keyStillThere(): Promise<void> {
  const options = await rig.extension.openPage('options');
  const last4 = rig.emulator.keys.normal.slice(-4);
  expect(await ask(options, 'overview', {})).toMatchObject({ ok: true, value: { profiles: [{ key: { last4 } }] } });
  await options.close();
}

describe('a key, the settings and the deletion', () => {
  it.each(['popup', 'inspector'] as const)('are refused to the %s [F58]', async (name) => {
    const own = name === 'popup' ? await rig.extension.openPopup(page) : await rig.extension.openPage('inspector');
    for (const [question, input] of OPTIONS_ONLY) {
      expect(await ask(own, question as 'set-key', input as never), question).toEqual(REFUSED);
    }
    // What a view may ask is answered.
    expect(await ask(own, 'overview', {})).toMatchObject({ ok: true });
    await own.close();
    await keyStillThere();
  });

  it('are refused to the panel [F58]', async () => {
    const { frame } = await rig.extension.openPanel(page);
    for (const [question, input] of OPTIONS_ONLY) {
      expect(await ask(frame, question as 'set-key', input as never), question).toEqual(REFUSED);
    }
    expect(await ask(frame, 'overview', {})).toMatchObject({ ok: true });
    await keyStillThere();
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
