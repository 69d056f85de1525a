/** How long the popup takes to tell what is known already. */
import type { Page } from 'puppeteer-core';
import { chatPath } from '../demo-page/expected.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { openPopup } from '../support/browser/popup.ts';
import { visitDemo } from '../support/e2e/panel-page.ts';
import { giveKey } from '../support/e2e/rig.ts';
import { interleave, rowAgainst, type Row, type RowGroup } from './rows.ts';
import { onStage, paintedAt, wallClock, type Stage } from './stage.ts';

const ROUNDS = 15;

export const popupRows: RowGroup = { name: 'popup', rows: () => onStage(measure) };

async function measure(stage: Stage): Promise<Row[]> {
  await giveKey(stage);
  // Its address names the conversation.
  const page = await visitDemo(stage, chatPath(IDS.fresh));
  const times = await interleave(ROUNDS, {
    // The first one asks Synap, and does not count.
    ours: () => opened(stage, stage.extension.extensionId, page),
    floor: () => opened(stage, stage.floorId, page),
  });
  return [
    rowAgainst(
      { name: 'opened by a click, cached answer painted', unit: 'ms', against: 'an empty Preact popup' },
      [times.ours, times.floor],
      1.25,
    ),
  ];
}

async function opened({ extension }: Stage, id: string, page: Page): Promise<number> {
  const from = wallClock();
  const popup = await openPopup(extension.browser, id, page);
  const took = (await paintedAt(popup)) - from;
  await popup.close();
  return took;
}
