import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { DEMO_CONVERSATIONS } from '../../src/core/conversation/demo-conversations.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { visitDemo } from '../support/e2e/panel-page.ts';
import { requests, setUp, type Rig } from '../support/e2e/rig.ts';
import { alertWith, has, openTab, press, says, shows } from '../support/e2e/view.ts';

/** No key: what can be done all the same. */

const it = testsWith({ key: 'none' });

const IN_THE_DEMO = 'Demo mode. Sample data; nothing is sent to Synap.';
/** So long the recorded run goes on after the demo was first looked at. */
const RUN_MS = 25_000;

const idOf = (label: string) => DEMO_CONVERSATIONS.find((one) => one.label.startsWith(label))?.id ?? '';

const beginDemo = (rig: Rig) => setUp(rig, 'choose-profile', { profileId: 'default', demo: true });

/** Lets the demo have begun earlier: what it records moves with its beginning. */
async function letPass({ extension }: Rig, ms: number): Promise<void> {
  await (
    await extension.worker()
  ).evaluate(async (ms) => {
    const { demo } = await chrome.storage.session.get<{ demo: { startedAt: number } }>('demo');
    await chrome.storage.session.set({ demo: { ...demo, startedAt: demo.startedAt - ms } });
  }, ms);
}

describe('without a key', () => {
  it('a view says so, and leads to where one is entered', async ({ rig, openView }) => {
    const view = await openView(idOf('Studio'));
    await says(view, 'No API key yet');
    const options = await rig.extension.tabOpenedBy(() => press(view, 'Add a key'));
    expect(options.url()).toContain('/src/options/options.html');
    expect(requests(rig)).toEqual([]);
  });

  it('the popup says so too', async ({ rig }) => {
    const popup = await rig.extension.openPopup(await visitDemo(rig, '/demo/'));
    await says(popup, 'No API key yet');
    expect(await has(popup, 'Try the demo')).toBe(true);
  });
});

describe('the demo', () => {
  it('says that it is one, sends nothing, and leads back to where there is no key', async ({ rig, openView }) => {
    const view = await openView(idOf('Studio'));
    await press(view, 'Try the demo');
    await says(view, IN_THE_DEMO);
    await shows(view, { id: idOf('Studio'), status: 'completed' });
    await press(view, 'Leave demo mode');
    await says(view, 'No API key yet');
    expect(await has(view, 'Leave demo mode')).toBe(false);
    expect(requests(rig)).toEqual([]);
  });

  it('tells what a compaction lost: a price and a promise', async ({ rig, openView }) => {
    await beginDemo(rig);
    const view = await openView(idOf('Studio'));
    await shows(view, { id: idOf('Studio'), status: 'completed' });
    await openTab(view, 'Kept & lost');
    await says(view, /Lossy.*Kept \d+ of \d+ specifics · \d+ commitments lost/);
    await view.waitForSelector('.kept-losses li');
    const losses = await view.$$eval('.kept-losses bdi', (all) => all.map((loss) => loss.textContent ?? ''));
    expect(losses.slice(0, 2).join(' ')).toMatch(/deposit of €1,200/);
    expect(losses.slice(0, 2).join(' ')).toMatch(/promised Mila/);
    await says(view, /landlord has approved the new wiring/);
    expect(requests(rig)).toEqual([]);
  });

  it('shows every status', async ({ rig, openView }) => {
    await beginDemo(rig);
    // First of all the run: the time that it has left is counted from the demo's beginning.
    const wanted: [string, string][] = [
      ['Trip', 'in_progress'],
      ['Studio', 'completed'],
      ['Onboarding', 'failed'],
      ['Sourdough', 'none'],
      ['Data migration', 'unknown'],
      ['Code review', 'completed'],
      ['Draft', 'unknown'],
    ];
    for (const [label, status] of wanted) {
      const page: Page = await openView(idOf(label));
      await shows(page, { id: idOf(label), status });
      await says(page, IN_THE_DEMO);
      if (label === 'Code review') await says(page, 'Stale');
      if (label === 'Draft') await alertWith(page, 'Conversation not found');
      await page.close();
    }
    expect(requests(rig)).toEqual([]);
  });

  it('lists its conversations in the popup', async ({ rig }) => {
    await beginDemo(rig);
    const popup = await rig.extension.openPopup(await visitDemo(rig, '/demo/'));
    await says(popup, IN_THE_DEMO);
    await says(popup, /in the demo/i);
    const [first] = DEMO_CONVERSATIONS;
    await shows(popup, { id: first?.id });
    expect(requests(rig)).toEqual([]);
  });

  it('has a run that ends by itself', async ({ rig, openView }) => {
    await beginDemo(rig);
    const page = await openView(idOf('Trip'));
    await shows(page, { id: idOf('Trip'), status: 'in_progress' });
    await letPass(rig, RUN_MS);
    await shows(page, { id: idOf('Trip'), status: 'completed' });
    await says(page, /Compacted v3/);
    expect(requests(rig)).toEqual([]);
  });
});
