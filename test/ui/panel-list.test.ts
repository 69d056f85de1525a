import { expect } from 'vitest';
import { ID, NOW, OTHER_ID, THIRD_ID } from '../support/ui/fixtures.ts';
import {
  chip,
  labels,
  lookedUp,
  openFull,
  openPanel,
  row,
  selected,
  sortBy,
  TRIP,
  waitForLabels,
} from '../support/ui/pages/list-page.ts';
import { advance } from '../support/ui/story-server.ts';
import { it } from '../support/ui/story-test.ts';

it('[C17] the list is a listbox whose options are named by label and full id', async () => {
  const page = await openFull();
  const root = await page.waitForSelector('[role="listbox"]');
  if (!root) throw new Error('no listbox');
  const tree = await page.accessibility.snapshot({ root, interestingOnly: false });
  expect(tree).toMatchObject({ role: 'listbox', name: 'Conversations' });
  expect(tree?.children?.map((child) => [child.role, child.name])).toContainEqual([
    'option',
    `Studio renovation, ${ID}`,
  ]);
  const description = await page.$eval(
    row(OTHER_ID),
    (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.innerText,
  );
  expect(description).toContain('In progress');
  expect(description).toContain('v2 → v3');
  expect(description).toContain('watched');
  expect(description).toContain('seen in: link · network $.conversation.id');
});

it('[B15] counts by status, each a filter', async () => {
  const page = await openFull();
  expect(await chip(page, 'all')).toBe('All 10');
  expect(await chip(page, 'in_progress')).toBe('In progress 1');
  expect(await chip(page, 'completed')).toBe('Completed 3');
  expect(await chip(page, 'failed')).toBe('Failed 1');
  expect(await chip(page, 'none')).toBe('Never 1');
  expect(await chip(page, 'unknown')).toBe('Unknown 2');
  expect(await chip(page, 'error')).toBe('Lookup failed 1');
  expect(await chip(page, 'not_looked_up')).toBe('Not looked up 1');
  expect(await chip(page, 'stale')).toBe('Stale 1');
  await page.locator('[data-category="failed"]').click();
  await waitForLabels(page, 1);
  expect(await labels(page)).toEqual(['Onboarding call']);
  await page.locator('[data-category="failed"]').click();
  await waitForLabels(page, 9);
});

it('filters by what is typed, and says when nothing matches', async () => {
  const page = await openFull();
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Filter conversations');
  await page.keyboard.type('studio');
  await waitForLabels(page, 1);
  expect(await labels(page)).toEqual(['Studio renovation']);
  await page.keyboard.type('x');
  await page.waitForFunction(() => document.body.innerText.includes('No matching conversations'));
  await page.keyboard.press('Escape');
  await waitForLabels(page, 9);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('listbox');
  await page.keyboard.press('/');
  await page.keyboard.type(THIRD_ID.slice(0, 6));
  await waitForLabels(page, 1);
  expect(await labels(page)).toEqual(['Onboarding call']);
});

it('sorts by the heads of its columns', async () => {
  const page = await openFull();
  expect((await labels(page)).slice(0, 3)).toEqual([TRIP, 'Studio renovation', 'Onboarding call']);
  // Narrower, the column is not shown.
  await page.focus('[role="separator"]');
  await page.keyboard.press('End');
  await sortBy(page, 'saved');
  await page.waitForFunction(() => document.querySelector('[role="option"] b')?.textContent === 'Studio renovation');
  await sortBy(page, 'label');
  await page.waitForFunction(() => document.querySelector('[role="option"] b')?.textContent?.startsWith('A very long'));
  const sorted = await labels(page);
  expect(sorted.indexOf('New chat')).toBeLessThan(sorted.indexOf('Studio renovation'));
  await sortBy(page, 'label');
  await page.waitForFunction((trip) => document.querySelector('[role="option"] b')?.textContent === trip, {}, TRIP);
  expect((await labels(page)).at(-1)).toMatch(/…/);
  await sortBy(page, 'label');
  await page.waitForSelector('.list-head [data-sort="newest"][aria-pressed="true"]');
});

it('hide unknown', async () => {
  const page = await openFull();
  await page.locator('.list-hide').click();
  await waitForLabels(page, 7);
  const left = await labels(page);
  expect(left).toContain('New chat');
  expect(left).not.toContain('Team retro');
  expect(await page.$eval('.list-foot', (foot) => foot.textContent)).toContain('7 of 10');
});

it('arrows walk, Home and End jump, the detail follows, Enter moves there and Escape back', async () => {
  const page = await openFull();
  await page.focus('[role="listbox"]');
  await page.keyboard.press('ArrowDown');
  expect(await selected(page)).toEqual([OTHER_ID]);
  await page.keyboard.press('ArrowDown');
  expect(await selected(page)).toEqual([ID]);
  await page.waitForSelector(`[data-conversation-id="${ID}"]`);
  expect(await page.$eval('[role="listbox"]', (list) => list.getAttribute('aria-activedescendant'))).toBe(`row-${ID}`);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  expect(await selected(page)).toEqual([OTHER_ID]);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`[data-conversation-id="${OTHER_ID}"]`);
  await page.waitForFunction(() => document.activeElement?.closest('[data-conversation-id]'));
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'listbox');
});

it('r, w and c act on the selected row', async () => {
  const page = await openFull();
  await page.focus('[role="listbox"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('c');
  await page.waitForFunction(() =>
    document.querySelector('.list-foot [role="status"]')?.textContent?.startsWith('Copied'),
  );
  expect(await page.evaluate(() => window.__story?.shell.copies)).toEqual([ID]);
  await page.keyboard.press('w');
  await page.waitForFunction(() => window.__story?.backend.calls.some((call) => call.name === 'watch'));
  await page.waitForSelector(`${row(ID)} .conversation-row-star`);
  await page.hover(row(ID));
  await page.waitForSelector(`${row(ID)} [data-tool="watch"].is-on`);
  await page.keyboard.press('r');
  await page.waitForFunction(
    (id) =>
      window.__story?.backend.calls.some(
        (call) =>
          call.name === 'status' &&
          (call.input as { conversationId: string; mode: string }).mode === 'fresh' &&
          (call.input as { conversationId: string }).conversationId === id,
      ),
    {},
    ID,
  );
});

it('the selection survives a rescan, another order and a filter', async () => {
  const page = await openFull();
  await page.locator(row(THIRD_ID)).click();
  await page.waitForSelector(`[data-conversation-id="${THIRD_ID}"]`);
  await page.evaluate(() => {
    if (window.panelPage) window.panelPage.found = [...window.panelPage.found].reverse().slice(0, 8);
  });
  const scans = await page.evaluate(() => window.panelPage?.scans ?? 0);
  await page.locator('button[aria-label="Rescan page"]').click();
  await page.waitForFunction((before) => (window.panelPage?.scans ?? 0) > before, {}, scans);
  expect(await selected(page)).toEqual([THIRD_ID]);
  await sortBy(page, 'label');
  expect(await selected(page)).toEqual([THIRD_ID]);
  await page.type('[aria-label="Filter conversations"]', 'Studio');
  await waitForLabels(page, 1);
  expect(await page.$(`[data-conversation-id="${THIRD_ID}"]`)).not.toBe(null);
  await page.keyboard.press('Escape');
  await waitForLabels(page, 9);
  expect(await selected(page)).toEqual([THIRD_ID]);
});

it('rows keep their places under the pointer', async () => {
  const page = await openFull();
  await page.hover(row(THIRD_ID));
  const before = await labels(page);
  await page.evaluate(
    (id, at) => {
      const story = window.__story;
      const answer = story?.store.conversation(id as never).slot({ kind: 'status' }).value.answer;
      if (!story || !answer) throw new Error('no answer to change');
      const data = { ...answer.data, completedAt: at };
      story.backend.push({
        type: 'answered',
        profileId: 'default',
        conversationId: id as never,
        part: { kind: 'status' },
        answer: { ...answer, data, meta: { ...answer.meta, retrievedAt: at } },
      });
    },
    THIRD_ID,
    NOW + 60_000,
  );
  await page.waitForFunction(
    (id) => document.querySelector(`[data-id="${id}"]`)?.textContent?.includes('just now'),
    {},
    THIRD_ID,
  );
  expect(await labels(page)).toEqual(before);
  await page.mouse.move(900, 400);
  await page.waitForFunction(() => document.querySelector('[role="option"] b')?.textContent === 'Onboarding call');
});

it('Escape is left to DevTools where it has nothing to do here', async () => {
  const page = await openFull();
  await page.evaluate(() => {
    document.addEventListener('keydown', (event) => document.body.setAttribute('data-heard', event.key));
  });
  const heard = () => page.$eval('body', (body) => body.getAttribute('data-heard'));
  await page.focus('[role="listbox"]');
  await page.keyboard.press('/');
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  expect(await heard()).toBe('x');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'listbox');
  await page.keyboard.press('Escape');
  expect(await heard()).toBe('Escape');
});

it('the listed conversations are downloaded as CSV', async () => {
  const page = await openFull();
  await page.locator('[data-category="completed"]').click();
  await waitForLabels(page, 3);
  await page.locator('.list-csv').click();
  await page.waitForFunction(() => window.__story?.shell.downloads.length === 1);
  const [file] = await page.evaluate(() => window.__story?.shell.downloads ?? []);
  expect(file).toMatchObject({ fileName: 'synap-conversations.csv', type: 'text/csv;charset=utf-8' });
  expect(
    file?.text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(',')[2]),
  ).toEqual(['status', 'completed', 'completed', 'completed']);
});

it('a remembered selection that the page does not hold asks nothing by itself either', async () => {
  const page = await openPanel('manualRestored');
  await page.waitForFunction(() => document.querySelector('.panel-detail')?.textContent?.includes('Not looked up yet'));
  await advance(page, 1_000);
  await page.waitForFunction(() => (window.panelPage?.scans ?? 0) >= 2);
  expect(await lookedUp(page)).toEqual([]);
  await page.locator('.panel-detail .btn.primary').click();
  await page.waitForSelector('.panel-detail [data-conversation-id]');
});
