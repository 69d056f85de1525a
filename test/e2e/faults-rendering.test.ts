import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { choose } from '../support/e2e/panel-page.ts';
import type { PageServer } from '../support/e2e/page-server.ts';
import type { Rig } from '../support/e2e/rig.ts';
import { alertWith, frameOf, openTab, press, says, shows, textOf, type View } from '../support/e2e/view.ts';

/** Text of a model or a server that is markup, and text without end. */

const ID = IDS.threeVersions;
const FAILED = IDS.failed;
const TABS = ['Status', 'Summary', 'Prompt', 'Requests', 'Raw'];
const SEEN_AS_TEXT = '<img src=x onerror=';

const it = testsWith();

/** Runs where it is taken for markup, and fetches a picture where that is. */
function hostileTo({ origin }: PageServer): string {
  const pixel = `${origin}/pixel`;
  return (
    `<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script><svg onload=globalThis.ran=1></svg>` +
    `<a href="javascript:globalThis.ran=1">link</a>"'><iframe srcdoc="<script>top.ran=1</script>"></iframe>` +
    `![picture](${pixel}) <img src="${pixel}"> <link rel=prefetch href="${pixel}"><style>body{background:url(${pixel})}</style>`
  );
}

/** The value with every text in it replaced, but for those of these fields, and with fields that are named so too. */
function spoilt(value: unknown, hostile: string, keep: readonly string[]): unknown {
  if (typeof value === 'string') return hostile;
  if (Array.isArray(value)) return value.map((item) => spoilt(item, hostile, keep));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, item]) => [
    name,
    keep.includes(name) ? item : spoilt(item, hostile, keep),
  ]);
  return { ...Object.fromEntries(fields), [hostile]: hostile };
}

/** From now on every answer about this conversation is the true one with other texts. */
async function spoil({ emulator }: Rig, pages: PageServer, id: string, keep: readonly string[]): Promise<void> {
  const base = `/v1/conversations/${id}`;
  const headers = { Authorization: `Bearer ${emulator.keys.normal}` };
  const paths = [
    `${base}/compaction/status`,
    `${base}/compacted?format=structured`,
    `${base}/context-for-prompt?style=structured`,
  ];
  for (const path of paths) {
    const response = await fetch(emulator.httpOrigin + path, { headers });
    // A failed run has no summary.
    if (!response.ok) continue;
    const truth: unknown = await response.json();
    const [bare = ''] = path.split('?');
    // An answer that names another conversation does not count.
    const value = spoilt(truth, hostileTo(pages), [...keep, 'conversation_id']);
    emulator.world.faults.add({ path: bare, fault: { body: { kind: 'json', value } } });
  }
}

const SUSPECTS =
  '[onerror], [onload], img, iframe, script:not([src]), link[rel=prefetch], a[href^="javascript"], style';

/** Nothing of it became an element, ran, or fetched anything. */
async function isOnlyText({ extension }: Rig, pages: PageServer, view: View): Promise<void> {
  expect(await frameOf(view).$$eval(SUSPECTS, (all) => all.map((one) => one.outerHTML))).toEqual([]);
  expect(await frameOf(view).evaluate(() => Reflect.get(globalThis, 'ran'))).toBeUndefined();
  expect(pages.seen).not.toContain('/pixel');
  expect(await extension.errors()).toEqual([]);
}

async function everyTab(rig: Rig, pages: PageServer, view: View, empty: readonly string[] = []): Promise<void> {
  for (const name of TABS) {
    await openTab(view, name);
    if (name !== 'Requests' && !empty.includes(name)) await says(view, SEEN_AS_TEXT);
    await isOnlyText(rig, pages, view);
  }
}

/** The address of a page whose link to the conversation is named so. */
function linkedPage(pages: PageServer, id: string): string {
  const path = `/c/${id}`;
  pages.served.set(path, `<a href="${path}">Trip ${hostileTo(pages).replaceAll('<', '&lt;')}</a>`);
  return pages.origin + path;
}

const popupOver = async (rig: Rig, address: string) => rig.extension.openPopup(await rig.extension.visit(address));

describe('markup in every text of every answer', () => {
  it.for<[what: string, id: string, keep: string[], status: string, empty?: string[]]>([
    ['a completed run', ID, ['status'], 'completed'],
    ['a failed run', FAILED, ['status'], 'failed', ['Summary']],
    ['a state of that name', ID, [], 'unknown'],
  ])(
    'of %s is shown as text in each tab of the full view [F71] [F73]',
    async ([, id, keep, status, empty = []], { rig, pages, openView }) => {
      await spoil(rig, pages, id, keep);
      const view = await openView(id);
      await shows(view, { id, status });
      await everyTab(rig, pages, view, empty);
    },
  );

  it('is shown as text in the panel, its list and each tab [F71] [F73]', async ({ rig, pages, inspect }) => {
    await spoil(rig, pages, ID, ['status']);
    const { frame } = await inspect(linkedPage(pages, ID));
    await choose(frame, ID);
    await shows(frame, { id: ID, status: 'completed' });
    expect(await frame.$eval('[role=option]', (row) => row.textContent)).toContain(SEEN_AS_TEXT);
    await everyTab(rig, pages, frame);
  });

  it('is shown as text in the popup [F71] [F73]', async ({ rig, pages }) => {
    await spoil(rig, pages, FAILED, ['status']);
    const popup = await popupOver(rig, linkedPage(pages, FAILED));
    await shows(popup, { id: FAILED, status: 'failed' });
    await says(popup, SEEN_AS_TEXT);
    await isOnlyText(rig, pages, popup);
  });
});

describe('markup in an error', () => {
  it('as the id of another conversation is shown as text [F71]', async ({ rig, world, pages, openView }) => {
    const hostile = hostileTo(pages);
    world.faults.add({ path: `${ID}/compaction/status`, fault: { patch: { conversation_id: hostile } } });
    const view = await openView(ID);
    expect(await alertWith(view, 'Response for another conversation')).toContain(SEEN_AS_TEXT);
    await isOnlyText(rig, pages, view);
  });

  it.for(['detail', 'object', 'list'])(
    'as %s is shown as text, and no link of it leads anywhere but to https [F71] [F73]',
    async (shape, { rig, world, pages, openView }) => {
      const hostile = hostileTo(pages);
      const url = 'javascript:globalThis.ran=1';
      const facts = {
        message: hostile,
        code: hostile,
        recovery_url: url,
        redeem_url: url,
        upgrade_url: url,
        manage_url: url,
        reason: hostile,
      };
      const value =
        shape === 'detail'
          ? { detail: hostile }
          : shape === 'object'
            ? { detail: facts }
            : { detail: [{ loc: [hostile], msg: hostile }] };
      world.faults.add({
        path: 'compaction/status',
        fault: { status: shape === 'object' ? 402 : 422, body: { kind: 'json', value } },
      });
      const view = await openView(ID);
      await alertWith(view, SEEN_AS_TEXT);
      await isOnlyText(rig, pages, view);
      const popup = await popupOver(rig, linkedPage(pages, ID));
      await alertWith(popup, SEEN_AS_TEXT);
      await isOnlyText(rig, pages, popup);
      world.faults.clear();
      await popup.close();
      await press(view, 'Try again');
      await shows(view, { status: 'completed' });
    },
  );
});

/** How long a frame takes, as the median in ms, while what holds the text is scrolled by so much a frame. */
function frameMs(view: Page, byPixels: number): Promise<number> {
  return view.$eval(
    '.long-text',
    async (text, byPixels) => {
      let box: Element = text;
      while (
        box.parentElement &&
        (box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === 'visible')
      )
        box = box.parentElement;
      const gaps: number[] = [];
      const from = box.scrollTop;
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < 60; frame += 1) {
        box.scrollTop += byPixels;
        const now = await new Promise<number>(requestAnimationFrame);
        gaps.push(now - last);
        last = now;
      }
      if (box.scrollTop - from < byPixels * 50) throw new Error(`scrolled by ${box.scrollTop - from}`);
      box.scrollTop = from;
      return gaps.toSorted((a, b) => a - b)[30] ?? Number.NaN;
    },
    byPixels,
  );
}

describe('a megabyte in one field', () => {
  const FRAME_MS = 1000 / 60;

  it('is shown in part, the rest behind "more", and scrolls at 60 Hz [F75]', async ({
    rig,
    world,
    pages,
    openView,
  }) => {
    const fact = `${'one two three four five six seven eight nine ten '.repeat(21_000).slice(0, 999_996)} END`;
    world.faults.add({ path: `${ID}/compacted`, fault: { patch: { facts: [{ content: fact }] } } });
    const view = await openView(ID);
    await shows(view, { status: 'completed' });
    await openTab(view, 'Summary');
    await says(view, 'Show 980,000 more characters');
    expect(fact.startsWith((await view.$eval('.long-text', (text) => text.textContent)) ?? 'none')).toBe(true);
    pages.served.set(
      '/plain',
      `<!doctype html><pre class="long-text" style="height: 600px; overflow: auto; white-space: pre-wrap">${'one two three '.repeat(20_000)}</pre>`,
    );
    const plain = await rig.extension.visit(`${pages.origin}/plain`);
    // A slow machine draws no text at 60 Hz: of it no more is asked than what the browser does with a plain one.
    const smooth = () =>
      until(
        async () => {
          await plain.bringToFront();
          const plainMs = await frameMs(plain, 30);
          await view.bringToFront();
          return (await frameMs(view, 30)) < 1.5 * Math.max(FRAME_MS, plainMs);
        },
        'it to scroll as smoothly as a plain text',
        60_000,
      );
    await smooth();
    for (const rest of ['980,000', '580,000', '180,000']) await press(view, `Show ${rest} more characters`);
    await until(() => view.$eval('.long-text', (text, fact) => text.textContent === fact, fact), 'the whole text');
    expect(await textOf(view)).not.toContain('more characters');
    await smooth();
  });
});
