import { expect, test } from 'vitest';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { startEmulator } from '../emulator/emulator.ts';
import { launchWithExtension, welcomePage } from '../support/browser/launch.ts';
import { documentOf, press, says, shows, valueOf } from '../support/e2e/view.ts';

/** From the install to the first answer. */
test('an install opens one screen, and the first answer is a key and two clicks away', async ({ onTestFinished }) => {
  const emulator = await startEmulator();
  onTestFinished(emulator.close);
  const extension = await launchWithExtension({ emulator, keepWelcome: true });
  onTestFinished(extension.close);
  const welcome = await welcomePage(extension.browser);
  await says(welcome, 'Welcome to Synap Inspector');
  await says(welcome, 'Where do I find it?');
  await welcome.waitForSelector('.opt-key input:focus');
  await welcome.keyboard.sendCharacter(emulator.keys.normal);

  await press(welcome, 'Save');
  await says(welcome, /The connection works.*Open DevTools › Synap, or click the Synap icon.*250 credits/);
  expect(await valueOf(welcome, 'API key')).toBe('');
  expect(await documentOf(welcome)).not.toContain(emulator.keys.normal);

  const page = await extension.visit(`${emulator.httpOrigin}/demo/?conversation=${IDS.fresh}`);
  const popup = await extension.openPopup(page);
  await shows(popup, { status: 'completed' });
  expect(await extension.errors()).toEqual([]);
});
