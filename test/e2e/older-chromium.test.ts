import { afterAll, describe, expect } from 'vitest';
import { chatPath } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { forOlderChromium } from '../support/e2e/older-chromium.ts';
import { BARE, listed, lists, lookUp, visitDemo } from '../support/e2e/panel-page.ts';
import { frameOf, press, says, shows, type View } from '../support/e2e/view.ts';

/** Chromium before 152: the pages load the polyfill, and the worker does without. */

const older = forOlderChromium();
afterAll(older.remove);
const it = testsWith({ own: { launching: { dist: older.dist } }, settings: { runSeconds: 3600 } });

/** The page's own `browser` was taken away before its first module, so the one that is there is the polyfill's. */
async function isPolyfilled(view: View): Promise<void> {
  const [id, found, isOwn] = await frameOf(view).evaluate(() => [
    chrome.runtime.id,
    Reflect.get(globalThis, 'browser')?.runtime.id,
    Reflect.get(globalThis, 'takenAway') === Reflect.get(globalThis, 'browser'),
  ]);
  expect(found).toBe(id);
  expect(isOwn).toBe(false);
}

describe('without a `browser` of its own', () => {
  it('the full view looks up, hears of a run by its port, and survives a stop of the worker', async ({
    rig,
    world,
    openView,
  }) => {
    world.startRun(IDS.fresh);
    const view = await openView(IDS.fresh);
    await isPolyfilled(view);
    await shows(view, { status: 'in_progress' });
    // A worker that is just starting has not run its first line.
    const hasNone = async () =>
      (await rig.extension.worker()).evaluate(() => Reflect.get(globalThis, 'browser') === undefined);
    await until(hasNone, 'the worker to do without a browser object');
    await rig.extension.stopWorker();
    world.finishRun(IDS.fresh);
    await shows(view, { status: 'completed' });
    await says(view, /Compacted v2/);
  });

  it('the panel reads page and traffic, before and while it is there, and follows routes', async ({
    pages,
    inspect,
  }) => {
    const idOf = (n: number) => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
    const [early, lines, drawn, route] = [idOf(1), idOf(2), idOf(3), idOf(4)];
    const of = (id: string) => JSON.stringify({ conversation_id: id });
    pages.served.set('/early', { type: 'application/json', body: of(early) });
    pages.served.set('/lines', { type: 'application/x-ndjson', body: `${of(lines)}\n` });
    pages.served.set(
      '/chat',
      `<!doctype html><script>fetch('/early')</script><p data-conversation-id="${drawn}">${drawn}</p>`,
    );
    const { page, frame } = await inspect(`${pages.origin}/chat`);
    await isPolyfilled(frame);
    await lists(frame, drawn);
    await lists(frame, early, { seen: /^network response/m });
    await page.evaluate(() => fetch('/lines').then((response) => response.text()));
    await lists(frame, lines, { seen: /^network response/m });
    await page.evaluate((id) => history.pushState(null, '', `/c/${id}`), route);
    await lists(frame, route, { seen: /^URL/m });
    expect((await listed(frame)).toSorted()).toEqual([early, lines, drawn, route].toSorted());
  });

  it('the panel looks up, and the options page tests the connection', async ({ inspect, options }) => {
    const { frame } = await inspect(BARE);
    await lookUp(frame, IDS.failed, 'failed');
    await isPolyfilled(options);
    await press(options, 'Test connection');
    await says(options, 'The connection works');
  });

  it('the popup knows the tab, scans it, and looks up', async ({ rig }) => {
    const popup = await rig.extension.openPopup(await visitDemo(rig, chatPath()));
    await isPolyfilled(popup);
    await shows(popup, { id: IDS.inProgress, status: 'in_progress', source: 'cloud' });
    await says(popup, /on this page/i);
  });
});
