/** A panel in Firefox can ask for no permission: it leads to the options page, which can. */
import { expect } from 'vitest';
import { API_HOST } from '../support/browser/launch.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { choose, visitDemo } from '../support/e2e/panel-page.ts';
import { find, press, shows } from '../support/e2e/view.ts';

const it = testsWith();

it('a panel without access leads to the button that grants it, and goes on by itself', async ({ rig }) => {
  const { extension } = rig;
  const origin = `https://${API_HOST}`;
  await extension.revokeHost(`${origin}/*`);
  const page = await visitDemo(rig);
  const { frame } = await extension.openPanel(page, { dock: 'bottom' });
  // Nothing is asked by itself while nothing can be answered.
  await choose(frame, IDS.threeVersions);
  await shows(frame, { id: IDS.threeVersions, status: 'error' });
  const options = await extension.tabOpenedBy(() => press(frame, 'Grant access in options'));
  const button = await find(options, `Grant access to ${origin}`);
  expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
  await extension.grantHost(`${origin}/*`);
  await page.bringToFront();
  await shows(frame, { id: IDS.threeVersions, status: 'completed' });
});
