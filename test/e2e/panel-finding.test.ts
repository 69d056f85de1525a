import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import {
  AFTER_LOAD_OLDER,
  BY_SESSION,
  chatPath,
  CURRENT_ID,
  IN_TRAFFIC,
  NEVER,
  ON_PAGE,
  POSTED,
  UNLIKELY,
} from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, inspectAnew, listed, lists, row, settles, unfold, statusRequests } from '../support/e2e/panel-page.ts';
import { requests } from '../support/e2e/rig.ts';
import { alerts, fill, press, says, shows } from '../support/e2e/view.ts';

const it = testsWith();

/** Where the panel must say that an id was seen, by what the demo page says about it. */
const SEEN: readonly [RegExp, RegExp][] = [
  [/^url/, /URL/],
  [/^link/, /^link/m],
  [/^form field/, /^field Chat to share/m],
  [/^plain text/, /^text/m],
  [/frame$/, /^text[^]*^attribute|^attribute[^]*^text/m],
];

describe('the page', () => {
  it('has each of its ids listed, with its label and where it was seen', async ({ rig }) => {
    const { frame } = await inspectAnew(rig);
    await unfold(frame);
    for (const { id, where, label } of ON_PAGE) {
      const place = SEEN.find(([about]) => about.test(where))?.[1] ?? /never/;
      const { text } = await lists(frame, id, { seen: place });
      if (label !== null) expect(text).toContain(label);
    }
    // The page was loaded before DevTools was there: all of it comes from the page itself.
    for (const { id } of ON_PAGE) expect((await row(frame, id))?.seen).not.toMatch(/^network/m);
    expect(await row(frame, AFTER_LOAD_OLDER.id)).toBeNull();
    await settles(frame);
  });

  it('costs one request for each likely id in view, none for the others, and hides what nobody may read [F68]', async ({
    rig,
    inspect,
  }) => {
    const { frame } = await inspect();
    const likely = IN_TRAFFIC.ids;
    for (const id of likely) await until(() => statusRequests(rig, id) > 0, `${id} to be looked up`);
    await settles(frame);
    await press(frame, 'Rescan page');
    await settles(frame);
    // A run in progress is followed; everything else is asked for once.
    for (const id of likely.filter((id) => id !== IDS.inProgress)) expect(statusRequests(rig, id), id).toBe(1);
    const asked = requests(rig).join('\n');
    for (const { id, where } of [...UNLIKELY, ...NEVER]) expect(asked, where).not.toContain(id);
    const likelyOnes = await listed(frame);
    for (const { id, where } of UNLIKELY) expect(likelyOnes, where).not.toContain(id);
    await unfold(frame);
    const ids = await listed(frame);
    for (const { id, where } of NEVER) expect(ids, where).not.toContain(id);
    for (const id of ids.filter((id) => UNLIKELY.some((one) => one.id === id)))
      expect((await row(frame, id))?.text).toContain('unlikely');
  });

  it('is read after any number of others, and when its address changes after that', async ({
    pages,
    inspectLoaded,
  }) => {
    const idOf = (n: number) => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
    pages.served.set('/1', `<p>${idOf(1)}`);
    const { page, frame } = await inspectLoaded(`${pages.origin}/1`);
    await lists(frame, idOf(1));
    // Firefox forgets the first page by and by, and with it the connection that the panel began with.
    for (const n of [2, 3, 4, 5]) {
      pages.served.set(`/${n}`, `<p>${idOf(n)}`);
      await page.goto(`${pages.origin}/${n}`);
      await lists(frame, idOf(n));
    }
    await page.evaluate((id) => {
      for (const n of [6, 7, 8, 9]) history.pushState(null, '', `/${n}`);
      document.body.append(id);
    }, idOf(6));
    await lists(frame, idOf(6));
    expect(await alerts(frame)).toEqual([]);
  });

  it('is read again when it changes', async ({ inspectLoaded }) => {
    const { page, frame } = await inspectLoaded(chatPath());
    await lists(frame, IDS.none);
    expect(await row(frame, AFTER_LOAD_OLDER.id)).toBeNull();
    await page.$eval('#load-older', (button) => (button as HTMLElement).click());
    const { text } = await lists(frame, AFTER_LOAD_OLDER.id, { seen: /^link/m });
    expect(text).toContain(AFTER_LOAD_OLDER.label);
  });
});

describe("the page's traffic", () => {
  it('is read from before the panel was opened', async ({ inspect }) => {
    const { frame } = await inspect();
    for (const id of IN_TRAFFIC.ids) await lists(frame, id, { seen: `network response ${IN_TRAFFIC.jsonPath}` });
    await lists(frame, AFTER_LOAD_OLDER.id, { text: AFTER_LOAD_OLDER.label });
    await lists(frame, POSTED.id, { seen: `network request ${POSTED.jsonPath}` });
  });

  it('is read while the panel is open: addresses, answers and what is posted', async ({ inspectLoaded }) => {
    const { page, frame } = await inspectLoaded(chatPath(IDS.none));
    await lists(frame, IDS.none, { seen: /^URL/m });
    expect((await row(frame, IDS.none))?.seen).not.toContain('network');
    await page.type('#message', 'Rye or spelt?');
    await page.keyboard.press('Enter');
    await lists(frame, IDS.none, { seen: `network request ${POSTED.jsonPath}` });
    await page.evaluate((id) => fetch(`/demo/api/threads/${id}`), AFTER_LOAD_OLDER.id);
    const { text } = await lists(frame, AFTER_LOAD_OLDER.id, {
      seen: /^network url .*\/threads\/[^]*^network response .*\$\.thread\.id/m,
    });
    expect(text).toContain(AFTER_LOAD_OLDER.label);
  });

  it('is left alone while Network is off', async ({ inspectLoaded }) => {
    const { page, frame } = await inspectLoaded(chatPath());
    await press(frame, 'Network');
    await page.evaluate((id) => fetch(`/demo/api/threads/${id}`), AFTER_LOAD_OLDER.id);
    await page.$eval('#load-older', (button) => (button as HTMLElement).click());
    const { seen } = await lists(frame, AFTER_LOAD_OLDER.id);
    expect(seen).not.toContain('network');
    await press(frame, 'Network');
    await lists(frame, AFTER_LOAD_OLDER.id, { seen: /^network/m });
  });
});

describe('an id that is pasted', () => {
  it('is listed, chosen and looked up once', async ({ rig, inspect }) => {
    const { frame } = await inspect(BARE);
    await says(frame, 'No conversation IDs on this page');
    await fill(frame, 'Conversation id', ` "${IDS.threeVersions.toUpperCase()}", `);
    await press(frame, 'Look up');
    // Row and detail both ask: the later one finds the answer in the cache, if it comes after it.
    await shows(frame, { id: IDS.threeVersions, status: 'completed' });
    await lists(frame, IDS.threeVersions, { text: 'pasted' });
    expect(await listed(frame)).toEqual([IDS.threeVersions]);
    await settles(frame);
    expect(statusRequests(rig, IDS.threeVersions)).toBe(1);
  });
});

describe('another page', () => {
  it('has its own ids; those of the page before are gone, unless they are kept', async ({ rig, inspect }) => {
    const { page, frame } = await inspect();
    for (const { id } of ON_PAGE) await lists(frame, id);
    await page.goto(rig.emulator.httpOrigin + BARE);
    await says(frame, 'No conversation IDs on this page');
    expect(await listed(frame)).toEqual([]);

    await page.goto(rig.emulator.httpOrigin + chatPath());
    for (const { id } of ON_PAGE) await lists(frame, id);
    await press(frame, 'Preserve list');
    await page.goto(`${rig.emulator.httpOrigin}${BARE}?c=${BY_SESSION.id}`);
    await lists(frame, BY_SESSION.id, { seen: /^URL/m });
    const ids = await listed(frame);
    for (const { id } of ON_PAGE) expect(ids).toContain(id);
  });

  it('by history.pushState keeps what the page still shows', async ({ inspectLoaded }) => {
    const { page, frame } = await inspectLoaded(chatPath(CURRENT_ID));
    await lists(frame, IDS.stale);
    await page.evaluate((path) => history.pushState(null, '', path), chatPath(IDS.exotic));
    await lists(frame, IDS.exotic, { seen: /^URL/m });
    await lists(frame, IDS.stale);
  });
});
