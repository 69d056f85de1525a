/** Firefox docks its tools below the page, lower than any other browser does. */
import { expect } from 'vitest';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { open, settles, visitDemo } from '../support/e2e/panel-page.ts';

const it = testsWith();

it('a panel in its first place shows four conversations, half of its height is the one chosen, and nothing is cut off', async ({
  rig: { extension },
  rig,
}) => {
  const page = await visitDemo(rig);
  const { frame } = await extension.openPanel(page, { dock: 'bottom' });
  await settles(frame);
  await open(frame, IDS.threeVersions, 'completed');
  const seen = await frame.evaluate(() => {
    const boxOf = (one: Element | null) => one?.getBoundingClientRect() ?? new DOMRect();
    const list = boxOf(document.querySelector('[role="listbox"]'));
    const rows = [...document.querySelectorAll('[role="listbox"] [role="option"]')].map(boxOf);
    return {
      rows: rows.filter(({ top, bottom }) => top >= list.top - 1 && bottom <= list.bottom + 1).length,
      content: boxOf(document.querySelector('.detail-body')).height / innerHeight,
      foot: boxOf(document.querySelector('.list-foot')).bottom <= innerHeight + 1,
      scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
    };
  });
  expect(seen.rows).toBeGreaterThanOrEqual(4);
  expect(seen.content).toBeGreaterThan(0.5);
  expect([seen.foot, seen.scrolls]).toEqual([true, false]);
});
