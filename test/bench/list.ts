/** The panel's list, long: its real components, with a made-up page and worker. */
import type { Page } from 'puppeteer-core';
import { closeStories, openStory, settle } from '../support/ui/story-server.ts';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { STATUS } from '../../src/core/conversation/part.ts';
import type { WorkerEvent } from '../../src/protocol/events.ts';
import { manyId } from '../support/ui/fakes/inspected-page.ts';
import { answer, PROFILE, status } from '../support/ui/fixtures.ts';
import { frameRow, longTaskRow, spentOnEach, spentOnFrames, type Thread, watchLongTasks } from './frames.ts';
import type { Row, RowGroup } from './rows.ts';

const KEYS = ['1', '2', 'Backspace', 'Backspace', '9', 'Backspace'];
const KEY_ROUNDS = 4;
const SCROLLS = 60;
const SCROLL_PX = 1500;
/** At 60 frames a second, 100 answers arrive in 60 frames. */
const ANSWERS_A_FRAME = 2;
const ANSWERED_FRAMES = 150;
const FILTER = '.panel-list input[type="search"]';
const LIST = '[role="listbox"]';
export const LIST_STORY = 'panel/many';

/** The most that a panel lists. */
export const LISTED = 10_000;

export const listRows: RowGroup = {
  name: 'list',
  rows: async () => {
    try {
      return await measureList(await openList());
    } finally {
      await closeStories();
    }
  },
};

export async function openList(): Promise<Page> {
  const page = await openStory(LIST_STORY, { width: 1280, height: 800 });
  await listIsThere(page);
  return page;
}

export async function listIsThere(page: Page): Promise<void> {
  await page.waitForFunction(
    (rows) => document.querySelector(`[role="option"][aria-setsize="${rows}"]`),
    { timeout: 60_000 },
    LISTED,
  );
}

/** How another browser than Chromium tells it. */
export interface Gauge {
  thread: Thread;
  longTasks: typeof watchLongTasks;
  /** What `longTasks` counts. */
  what: string;
}

export async function measureList(page: Page, gauge?: Gauge): Promise<Row[]> {
  await settle(page);
  const name = `${LISTED.toLocaleString('en')} rows, the most that a panel lists`;
  return [
    { ...frameRow(`${name}: nothing`, await idle(page, gauge?.thread)), reach: 'stated', met: null },
    ...(await during(page, `${name}: the costliest frame of a key in the filter`, typed, gauge)),
    ...(await during(page, `${name}: scrolling`, scrolled, gauge)),
    ...(await during(page, `${name}: 100 answers a second`, answered, gauge)),
  ];
}

type Run = (page: Page, thread?: Thread) => Promise<number[]>;

async function during(page: Page, name: string, run: Run, gauge?: Gauge): Promise<Row[]> {
  const longTasks = await (gauge?.longTasks ?? watchLongTasks)(page);
  const spent = await run(page, gauge?.thread);
  return [frameRow(name, spent), longTaskRow(name, await longTasks(), gauge?.what)];
}

/** The costliest frame of each key: its own, or that of the rows it leaves. Each key comes once the list has come to rest. */
async function typed(page: Page, thread?: Thread): Promise<number[]> {
  await page.focus(FILTER);
  const spent: number[] = [];
  for (let round = 0; round < KEY_ROUNDS; round += 1) {
    for (const key of KEYS) {
      // oxlint-disable no-await-in-loop -- one after the other
      spent.push(Math.max(...(await spentOnFrames(page, () => page.keyboard.press(key as 'Backspace'), thread))));
      await settle(page);
      // oxlint-enable no-await-in-loop
    }
  }
  return spent;
}

/** What the measuring itself takes. */
const idle: Run = (page, thread) =>
  spentOnEach(
    page,
    Array.from({ length: SCROLLS }, () => () => page.$eval(LIST, (list) => list.scrollTop)),
    thread,
  );

function scrolled(page: Page, thread?: Thread): Promise<number[]> {
  const scroll = () => page.$eval(LIST, (list, by) => list.scrollBy(0, by), SCROLL_PX);
  return spentOnEach(
    page,
    Array.from({ length: SCROLLS }, () => scroll),
    thread,
  );
}

/** Every second one is about a row in view, the others are far from it. */
async function answered(page: Page, thread?: Thread): Promise<number[]> {
  const ids = Array.from({ length: ANSWERS_A_FRAME * ANSWERED_FRAMES }, (_, n) =>
    manyId(n % 2 === 0 ? n / 2 : LISTED - n),
  );
  const answers = Array.from({ length: ANSWERED_FRAMES }, (_, frame) => {
    const events = ids.slice(frame * ANSWERS_A_FRAME, (frame + 1) * ANSWERS_A_FRAME).map(answeredEvent);
    return () => page.evaluate((all) => all.forEach((event) => window.__story?.backend.push(event)), events);
  });
  return spentOnEach(page, answers, thread);
}

function answeredEvent(conversationId: ConversationId): WorkerEvent {
  const data = status('completed', { conversationId });
  return { type: 'answered', profileId: PROFILE, conversationId, part: STATUS, answer: answer(data) };
}
