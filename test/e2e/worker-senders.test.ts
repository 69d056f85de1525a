import { describe, expect } from 'vitest';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask, type Rig } from '../support/e2e/rig.ts';
import type { View } from '../support/e2e/view.ts';

/** Which of our own pages may ask the worker for what; strangers are in hostile.test.ts. */

const REFUSED = { ok: false, error: { kind: 'refused', why: 'sender' } };
const OPTIONS_ONLY: [string, unknown][] = [
  ['set-key', { profileId: 'default', key: 'synap_of_somebody_else_1234', remember: false }],
  ['remove-key', { profileId: 'default' }],
  ['erase-everything', {}],
];

const it = testsWith();

async function isRefusedThere(view: View): Promise<void> {
  for (const [question, input] of OPTIONS_ONLY) {
    expect(await ask(view, question as 'set-key', input as never), question).toEqual(REFUSED);
  }
  // What a view may ask is answered.
  expect(await ask(view, 'overview', {})).toMatchObject({ ok: true });
}

async function keyStillThere({ extension, emulator }: Rig): Promise<void> {
  const options = await extension.openPage('options');
  const last4 = emulator.keys.normal.slice(-4);
  expect(await ask(options, 'overview', {})).toMatchObject({ ok: true, value: { profiles: [{ key: { last4 } }] } });
}

describe('a key, the settings and the deletion', () => {
  it('are refused to the popup [F58]', async ({ rig }) => {
    const popup = await rig.extension.openPopup(await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`));
    await isRefusedThere(popup);
    await popup.close();
    await keyStillThere(rig);
  });

  it('are refused to the inspector [F58]', async ({ rig, openView }) => {
    await isRefusedThere(await openView());
    await keyStillThere(rig);
  });

  it('are refused to the panel [F58]', async ({ rig, inspect }) => {
    const { frame } = await inspect('/demo/');
    await isRefusedThere(frame);
    await keyStillThere(rig);
  });
});
