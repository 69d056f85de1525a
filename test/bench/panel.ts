/** How long the panel takes to open, in the real DevTools. */
import type { Frame, Page } from 'puppeteer-core';
import { findPanel } from '../support/browser/panel.ts';
import { until } from '../support/browser/until.ts';
import { startPageServer } from '../support/e2e/page-server.ts';
import { BARE, visitDemo } from '../support/e2e/panel-page.ts';
import { giveKey } from '../support/e2e/rig.ts';
import { knownId, makeKnown, pageOf } from './known.ts';
import { interleave, rowAgainst, type Row, type RowGroup } from './rows.ts';
import { onStage, paintedAt, type Stage } from './stage.ts';

const LOADS = 15;
const CHOICES = 4;
const IDS = 1000;
/** A row far down in what can be seen: the ones above it were drawn before. */
const LISTED = '[role="listbox"] > :nth-child(20) [data-state="completed"], #app > section';

export const panelRows: RowGroup = {
  name: 'panel',
  rows: async () => [...(await onStage(measureLoads)), ...(await onStage(measureChoices, { panel: LISTED }))],
};

interface Times {
  load: number;
  paint: number;
}

async function measureLoads(stage: Stage): Promise<Row[]> {
  await giveKey(stage);
  const page = await visitDemo(stage, BARE);
  const { frame } = await stage.extension.openPanel(page);
  const { origin } = stage.extension;
  const paints: Record<'ours' | 'floor', number[]> = { ours: [], floor: [] };
  const loads = await interleave(LOADS, {
    ours: async () => {
      const { load, paint } = await loaded(frame, `${origin}/src/panel/panel.html`);
      paints.ours.push(paint);
      return load;
    },
    floor: async () => {
      const { load, paint } = await loaded(frame, `${origin}/src/empty.html`);
      paints.floor.push(paint);
      return load;
    },
  });
  const against = 'an empty page of the extension, in the same place';
  // The first of each warmed up.
  const later = [paints.ours.slice(1), paints.floor.slice(1)] as const;
  return [
    rowAgainst({ name: 'loaded, empty list', unit: 'ms', against }, [loads.ours, loads.floor], 2),
    rowAgainst({ name: 'first paint, empty list', unit: 'ms', against }, [...later], 1.5),
  ];
}

async function loaded(frame: Frame, url: string): Promise<Times> {
  await frame.goto(url);
  const times = () =>
    frame.evaluate(() => {
      const load = performance.getEntriesByType('navigation')[0]?.toJSON().loadEventEnd ?? 0;
      const paint = performance.getEntriesByType('paint')[0]?.startTime ?? 0;
      return load > 0 && paint > 0 ? { load, paint } : null;
    });
  return until(times, `${url} to be loaded and painted`);
}

async function measureChoices(stage: Stage): Promise<Row[]> {
  await giveKey(stage);
  const ids = Array.from({ length: IDS }, (_, n) => knownId(n));
  await makeKnown(stage, ids);
  const pages = await startPageServer();
  pages.served.set('/', pageOf(ids));
  const { extensionId } = stage.extension;
  const chosen: Record<string, number[]> = { [extensionId]: [], [stage.floorId]: [] };
  try {
    for (let round = 0; round <= CHOICES; round += 1) {
      // oxlint-disable no-await-in-loop -- one after the other
      const page = await stage.extension.visit(pages.origin);
      const order = round % 2 === 0 ? [extensionId, stage.floorId] : [stage.floorId, extensionId];
      const both = [];
      // Both are there before one is chosen.
      for (const id of order) both.push({ id, panel: await findPanel(id, page) });
      for (const { id, panel } of both) {
        const from = await panel.choose();
        const took = (await paintedAt(await panel.frame())) - from;
        if (round > 0) chosen[id]?.push(took);
      }
      await closeAll(page);
      // oxlint-enable no-await-in-loop
    }
  } finally {
    await pages.close();
  }
  const name = `chosen in DevTools, list with ${IDS} known ids painted`;
  const times = [chosen[extensionId] ?? [], chosen[stage.floorId] ?? []] as const;
  return [rowAgainst({ name, unit: 'ms', against: 'an empty Preact panel' }, [...times], 1.5)];
}

async function closeAll(page: Page): Promise<void> {
  await (await page.openDevTools()).close();
  await page.close();
}
