import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CONVERSATIONS } from '../../src/core/conversation/demo-conversations.ts';
import { requests, startRig, tabOpenedBy, type Rig } from '../support/e2e/rig.ts';
import { alertWith, has, press, says, shows } from '../support/e2e/view.ts';

/** No key: what can be done all the same. */

let rig: Rig;
let view: Page;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

const idOf = (label: string) => DEMO_CONVERSATIONS.find((one) => one.label.startsWith(label))?.id ?? '';

describe('without a key', () => {
  it('a view says so, and leads to where one is entered', async () => {
    view = await rig.extension.openPage('inspector', { id: idOf('Studio') });
    await says(view, 'No API key yet');
    const options = await tabOpenedBy(rig.extension, () => press(view, 'Add a key'));
    expect(options.url()).toContain('/src/options/options.html');
    await options.close();
    expect(requests(rig)).toEqual([]);
  });

  it('the popup says so too', async () => {
    const popup = await rig.extension.openPopup(await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`));
    await says(popup, 'No API key yet');
    expect(await has(popup, 'Try the demo')).toBe(true);
    await popup.close();
  });
});

describe('the demo', () => {
  it('says that it is one, and shows every status', async () => {
    await view.bringToFront();
    await press(view, 'Try the demo');
    await says(view, 'Demo. Recorded answers; nothing is sent.');
    await shows(view, { id: idOf('Studio'), status: 'completed' });
    // First of all the run: the time that it has left is counted from the demo's beginning.
    const wanted: [string, string][] = [
      ['Trip', 'in_progress'],
      ['Onboarding', 'failed'],
      ['Sourdough', 'none'],
      ['Data migration', 'unknown'],
      ['Code review', 'completed'],
      ['Draft', 'unknown'],
    ];
    for (const [label, status] of wanted) {
      const page = await rig.extension.openPage('inspector', { id: idOf(label) });
      await shows(page, { id: idOf(label), status });
      await says(page, 'Demo. Recorded answers; nothing is sent.');
      if (label === 'Code review') await says(page, 'Stale');
      if (label === 'Draft') await alertWith(page, 'Unknown to Synap');
      await page.close();
    }
  });

  it('lists its conversations in the popup', async () => {
    const popup = await rig.extension.openPopup(await rig.extension.visit(`${rig.emulator.httpOrigin}/demo/`));
    await says(popup, 'Demo. Recorded answers; nothing is sent.');
    await says(popup, /in the demo/i);
    const [first] = DEMO_CONVERSATIONS;
    await shows(popup, { id: first?.id });
    await popup.close();
  });

  it('has a run that ends by itself', async () => {
    const page = await rig.extension.openPage('inspector', { id: idOf('Trip') });
    await shows(page, { id: idOf('Trip'), status: 'completed' }, 45_000);
    await says(page, /Compacted v3/);
    await page.close();
  });

  it('sends nothing, and leaving it leads back to where there is no key', async () => {
    expect(requests(rig)).toEqual([]);
    await press(view, 'Leave the demo');
    await says(view, 'No API key yet');
    expect(await has(view, 'Leave the demo')).toBe(false);
    expect(requests(rig)).toEqual([]);
  });
});

it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
