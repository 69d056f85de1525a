import type { Frame, Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { servePdf } from '../support/e2e/page-server.ts';
import { listed, lists } from '../support/e2e/panel-page.ts';
import { alerts, alertWith, has, press, says, textOf } from '../support/e2e/view.ts';

/** Pages that are too much, in the way, or hostile: what the panel says of them. Without a key: nothing is looked up. */

const idOf = (n: number) => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
const [A, B, C] = [idOf(1), idOf(2), idOf(3)];
/** Laying a hundred thousand rows out would take longer than all that is tested with them. */
const HIDDEN = '<!doctype html><body hidden>';
const LONG_MS = 180_000;

/**
 * Notes each scan, and how long it held the page up: from the tick before it to the tick after it. Nobody in the page
 * reads this clock but the scan, and what is read between two ticks is one scan.
 */
const WATCHED = `<script>
  const clock = performance.now.bind(performance);
  let seen = -1, turn = 0, last = clock();
  window.scans = [];
  window.eachTurn = () => {};
  performance.now = () => {
    const now = clock();
    if (seen !== turn) scans.push({ from: now, to: now, heldMs: 0 });
    seen = turn;
    scans.at(-1).to = now;
    return now;
  };
  setInterval(() => {
    const now = clock();
    if (seen === turn) scans.at(-1).heldMs = now - last;
    turn += 1;
    eachTurn(turn);
    last = clock();
  }, 20);
</script>`;

interface Scan {
  from: number;
  to: number;
  heldMs: number;
}

interface Site {
  page: Page;
  frame: Frame;
  /** Shows a page of this text in the tab under the panel. */
  go(html: string): Promise<void>;
}

const it = testsWith({ key: 'none' }).extend<{ site: Site }>({
  site: async ({ pages, inspect }, use) => {
    const { page, frame } = await inspect(`${pages.origin}/`);
    await says(frame, 'No API key yet');
    let visits = 0;
    const go = async (html: string) => {
      const path = `/${(visits += 1)}`;
      pages.served.set(path, html);
      await page.goto(pages.origin + path);
    };
    await use({ page, frame, go });
  },
});

const scans = async (page: Page) => (await page.evaluate('scans')) as Scan[];
/** A scan takes turns, which follow each other closely. */
function inRounds(turns: Scan[]): Scan[][] {
  const rounds: Scan[][] = [];
  for (const turn of turns) {
    const before = rounds.at(-1)?.at(-1);
    if (before !== undefined && turn.from - before.to < 500) rounds.at(-1)?.push(turn);
    else rounds.push([turn]);
  }
  return rounds;
}

const CUT = 'This page is too big to scan fully; some IDs may be missing.';

const UNREAD_FRAME = '<iframe sandbox></iframe>';

/** Waits until something was made of a page with an unreadable frame; of an empty page nothing is. */
async function isRead(frame: Frame): Promise<void> {
  const isSaid = async () => {
    const text = await textOf(frame);
    return text.includes(CUT) || text.includes("1 cross-origin frame can't be scanned.");
  };
  await until(
    async () => (await listed(frame)).length > 0 || (await alerts(frame)).length > 0 || isSaid(),
    'the page to be read',
    20_000,
  );
}

describe('a page of too much', () => {
  it(
    'of 100,000 ids is listed in part, which is said, and stays responsive [F60]',
    async ({ site: { page, frame, go } }) => {
      await go(`${HIDDEN}<main></main>${WATCHED}<script>
      const row = (n) => '<li data-build="60606060' + '${idOf(0).slice(8, 24)}' + n.toString(16).padStart(12, '0') + '">row</li>';
      document.querySelector('main').innerHTML = Array.from({ length: 100_000 }, (_, n) => row(n)).join('');
    </script>`);
      await says(frame, '10,000 conversation IDs found', LONG_MS);
      await says(frame, CUT);
      await until(() => frame.$('[role="option"][aria-setsize="10000"]'), 'every row to be listed', 60_000);
      // Not the first scan: as it opens, DevTools itself holds such a page up for longer, without any panel.
      const held: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const before = (await scans(page)).length;
        await press(frame, 'Rescan page');
        const scan = await until(
          async () => (await scans(page)).slice(before).find(({ heldMs }) => heldMs > 0),
          'another scan',
          60_000,
        );
        held.push(scan.heldMs);
      }
      // A scan ends itself after a second, whatever the page.
      expect(held.toSorted((a, b) => a - b)[1]).toBeLessThan(1500);
    },
    LONG_MS,
  );

  it(
    'of one text of 70 MB is read in part, which is said [F67]',
    async ({ site: { frame, go } }) => {
      await go(
        `${HIDDEN}<p>${A}</p><pre></pre><p>${B}</p><script>document.querySelector('pre').textContent = 'some text '.repeat(7_000_000);</script>`,
      );
      await lists(frame, A);
      await says(frame, CUT);
      expect(await listed(frame)).toEqual([A]);
    },
    LONG_MS,
  );

  it.for([
    ['for ever', ''],
    [
      'for ever, and its address with it',
      "[() => (location.hash = turn), () => history.pushState(null, '', '?' + turn), () => history.replaceState(null, '', '#' + turn)][turn / 5 % 3]();",
    ],
  ] as const)(
    'that changes %s is read now and then, below 5 % of its main thread [F64] [T42]',
    { timeout: LONG_MS },
    async ([, move], { site: { page, go } }) => {
      // Changes bring new ids, so that no pause grows because nothing new comes.
      await go(`${HIDDEN}<main></main>${WATCHED}<script>
      document.querySelector('main').innerHTML = '<p class="one" title="two">some text of a page</p>'.repeat(20_000);
      eachTurn = (turn) => {
        document.body.dataset.turn = turn;
        if (turn % 5 === 0) document.body.append(Object.assign(document.createElement('p'), { textContent: '64646464' + '${idOf(0).slice(8, 24)}' + turn.toString(16).padStart(12, '0') }));
        if (turn % 5 === 0) { ${move} }
      };
    </script>`);
      // A scan of a second, the longest there is, is followed by 30 s without one.
      const known = async () => inRounds(await scans(page));
      await until(async () => (await known()).length >= 3, 'three scans', 120_000);
      const [first, ...next] = (await known()).slice(0, 3);
      const windowMs = (next.at(-1)?.[0]?.from ?? 0) - (first?.[0]?.from ?? 0);
      const spentMs = [first ?? [], ...next.slice(0, -1)].flat().reduce((sum, scan) => sum + (scan.to - scan.from), 0);
      expect(spentMs).toBeGreaterThan(0);
      // The rest up to 5 % is for what the page's clock does not see: a scan's first and last moments.
      expect(spentMs / windowMs).toBeLessThan(0.045);
      // At most one a second.
      expect(windowMs).toBeGreaterThan(2 * 1000);
    },
  );
});

describe('what is hidden in a page', () => {
  it('is found 20 open shadow roots deep; a closed one is not seen, and nothing is said of it [F62]', async ({
    site: { page, frame, go },
  }) => {
    await go('<div id="closed"></div>');
    await page.evaluate(
      (open, closed) => {
        let root: Element | ShadowRoot = document.body;
        for (let depth = 0; depth < 20; depth += 1)
          root = root.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
        root.append(open);
        document.querySelector('#closed')?.attachShadow({ mode: 'closed' }).append(closed);
      },
      A,
      B,
    );
    await lists(frame, A);
    expect(await listed(frame)).toEqual([A]);
    expect(await alerts(frame)).toEqual([]);
    expect(await has(frame, 'Try again')).toBe(false);
  });

  it('in frames of other sites is said not to be read; those of its own are [F63]', async ({
    pages,
    site: { frame, go },
  }) => {
    pages.served.set('/inner', `<p>${A}`);
    pages.served.set('/outer', `<p>${B}`);
    await go(
      `<iframe src="/inner"></iframe><iframe src="${pages.otherOrigin}/outer"></iframe><iframe sandbox src="/outer"></iframe>`,
    );
    await lists(frame, A);
    await says(frame, "2 cross-origin frames can't be scanned.");
    expect(await listed(frame)).toEqual([A]);
  });
});

describe('a page in the way', () => {
  it.for([
    'String.prototype.match = String.prototype.indexOf = String.prototype.slice = () => { throw new Error("no"); }',
    'Array.prototype.push = Array.prototype.map = Array.prototype.filter = Array.prototype[Symbol.iterator] = () => { throw new Error("no"); }',
    'Array.prototype.map = Array.prototype.sort = Array.prototype.toSorted = () => [{ id: "<img src=x onerror=window.ran=1>", label: "<img src=x onerror=window.ran=1>", evidence: 1 }]',
    'JSON.parse = JSON.stringify = () => "<img src=x onerror=window.ran=1>"',
    'Map.prototype.get = () => ({ found: { id: 1, evidence: [] } }); Object.prototype.toJSON = () => "x"',
    'Object.defineProperty(Object.prototype, "found", { set() { throw 1; }, get() { return "x"; }, configurable: true })',
  ])('that overrides `%s` gives data at most; the panel works on [F65]', async (attack, { site: { frame, go } }) => {
    await go(`<p>${A}</p><a href="/c/${B}">Trip</a>${UNREAD_FRAME}<script>${attack}</script>`);
    await isRead(frame);
    for (const id of await listed(frame)) expect([A, B]).toContain(id);
    expect(
      await frame.evaluate(() => document.querySelectorAll('img').length + Number(Reflect.get(globalThis, 'ran') ?? 0)),
    ).toBe(0);
    await go(`<p>${C}</p>`);
    await lists(frame, C);
    expect(await alerts(frame)).toEqual([]);
  });

  it('by an endless loop is said not to answer, while it lasts, and is read when that ends [F66]', async ({
    pages,
    site: { page, frame, go },
  }) => {
    await go(`<p>${A}</p>`);
    await lists(frame, A);
    pages.served.set('/goes-on', { type: 'text/plain', body: 'yes', afterMs: 200 });
    await page.evaluate((id) => {
      setTimeout(() => {
        // Endless but for the test: the page does nothing else until the server's word changes.
        const request = new XMLHttpRequest();
        do {
          request.open('GET', '/goes-on', false);
          request.send();
        } while (request.responseText === 'yes');
        document.body.append(` ${id}`);
      });
    }, B);
    await press(frame, 'Rescan page');
    await alertWith(frame, "The page isn't responding");
    // What was found before stays.
    expect(await listed(frame)).toEqual([A]);
    pages.served.set('/goes-on', 'no');
    await lists(frame, B);
    expect(await alerts(frame)).toEqual([]);
  });

  it('that is a PDF is said not to be scannable [F57]', async ({ pages, inspect }) => {
    const { frame } = await inspect(servePdf(pages, '/report'));
    expect(await alertWith(frame, "This page can't be scanned")).toContain('PDF');
  });
});

describe('a page that is left in mid-scan', () => {
  /** Leaves when the scan makes its walker, and holds the scan up a while. */
  const leaveInScan = (to: string) => {
    const { createTreeWalker } = Document.prototype;
    Document.prototype.createTreeWalker = function (...args) {
      Document.prototype.createTreeWalker = createTreeWalker;
      location.assign(to);
      const end = Date.now() + 700;
      while (Date.now() < end);
      return createTreeWalker.apply(this, args);
    };
  };

  it.for([
    ['the same site', 'origin'],
    ['another site', 'otherOrigin'],
  ] as const)('for %s gives nothing to the next [F70]', async ([, where], { pages, site: { page, frame, go } }) => {
    const [old, next] = [A, B];
    await go(`<p>${old}</p>`);
    await lists(frame, old);
    await frame.evaluate(
      (old, next) => {
        let cameNext = false;
        const isListed = (id: string) => document.querySelector(`[role="option"][data-id="${id}"]`) !== null;
        const look = () => {
          cameNext ||= isListed(next);
          if (cameNext && isListed(old)) Reflect.set(globalThis, 'mixed', true);
        };
        Reflect.set(globalThis, 'mixed', false);
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
      },
      old,
      next,
    );
    pages.served.set('/next', `<p>${next}</p>`);
    await page.evaluate(leaveInScan, `${pages[where]}/next`);
    await press(frame, 'Rescan page');
    await lists(frame, next);
    expect(page.url()).toBe(`${pages[where]}/next`);
    await page.$eval('p', (p, id) => p.append(` ${id}`), C);
    // By itself it is read again when the scan that was held up is paid for.
    await press(frame, 'Rescan page');
    await lists(frame, C);
    expect((await listed(frame)).toSorted()).toEqual([C, next].toSorted());
    expect(await frame.evaluate(() => Reflect.get(globalThis, 'mixed'))).toBe(false);
  });
});
