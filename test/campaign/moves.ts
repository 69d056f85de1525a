import { until } from '../support/browser/until.ts';
import { fill, find, frameOf, has, press, shown, type View } from '../support/e2e/view.ts';
import { activeProfile, overviewOf, POOL, type Stage, truth } from './stage.ts';

/** What a user does, or Synap, when the worker dies. */
export interface Move {
  name: string;
  /** All up to the click, undisturbed. */
  prepare(stage: Stage): Promise<void>;
  /** The click; the worker's death comes in what follows. */
  act(stage: Stage): Promise<void>;
  /** The request that it makes of Synap, when it makes one. */
  asks: RegExp;
  /** Watches that it may add or take away; nothing else may. */
  touches: readonly string[];
  /** Waits until the view is done with it, in one way or another, and leaves the stage as it was found. */
  settle(stage: Stage): Promise<void>;
}

const PATIENCE_MS = 30_000;

export function nextMove(stage: Stage): Move {
  const { dice } = stage;
  const view = dice.pick([stage.full, stage.full, stage.panel]);
  const id = dice.pick(POOL);
  return dice.pick([lookUp, lookUp, refresh, watch, watch, compact, poll, poll, saveSettings, changeProfile])(view, id);
}

const STATUS = /compaction\/status/;

const settled = (view: View) => () => settles(view);
const shows = (view: View, id: string) => (stage: Stage) => show(stage, view, id);

function lookUp(view: View, id: string): Move {
  return {
    name: `look up ${id}`,
    prepare: () => fill(view, 'Conversation id', id),
    act: () => press(view, 'Look up'),
    asks: STATUS,
    touches: [],
    settle: settled(view),
  };
}

function refresh(view: View, id: string): Move {
  return {
    name: `refresh ${id}`,
    prepare: shows(view, id),
    act: () => press(view, 'Refresh'),
    asks: STATUS,
    touches: [],
    settle: settled(view),
  };
}

function watch(view: View, id: string): Move {
  const act = async () => press(view, (await has(view, 'Watch')) ? 'Watch' : 'Watch again');
  return { name: `watch ${id}`, prepare: shows(view, id), act, asks: STATUS, touches: [id], settle: settled(view) };
}

/** A run that is started is watched. */
function compact(view: View, id: string): Move {
  let isOff = false;
  const prepare = async (stage: Stage) => {
    await show(stage, view, id);
    // While a run is in progress, no other can be started.
    isOff = await frameOf(view).evaluate(
      () => document.querySelector('.compact-button')?.getAttribute('aria-disabled') === 'true',
    );
    if (!isOff) await press(view, 'Compact…');
  };
  const act = async (stage: Stage) => {
    if (isOff) return press(view, 'Refresh');
    stage.presses += 1;
    return press(view, 'Compact');
  };
  const settle = async () => {
    const isSending = () => frameOf(view).evaluate(() => document.querySelector('dialog [aria-busy="true"]') !== null);
    await until(async () => !(await isSending()), 'the compaction to be answered', PATIENCE_MS);
    for (const name of ['Cancel', 'Close']) if (await has(view, name)) await press(view, name);
    await settles(view);
  };
  return { name: `compact ${id}`, prepare, act, asks: /\/compact$|compaction\/status/, touches: [id], settle };
}

/** A run begins or ends, and the alarm fires. */
function poll(view: View, id: string): Move {
  const act = async (stage: Stage) => {
    const { world } = stage.rig.emulator;
    if (truth(stage, 'default', id)?.latestRun?.state === 'in_progress')
      world.finishRun(id, stage.dice.pick(['completed', 'failed'] as const));
    else world.startRun(id);
    await stage.rig.extension.fireAlarm('poll');
  };
  return {
    name: `poll, ${id} changes`,
    prepare: shows(view, id),
    act,
    asks: STATUS,
    touches: [],
    settle: settled(view),
  };
}

function saveSettings(): Move {
  const before = { perMinute: 0, next: 0 };
  const prepare = async (stage: Stage) => {
    before.perMinute = await perMinute(stage);
    before.next = stage.dice.between(6000, 6999);
    await fill(stage.options, 'Requests per minute', String(before.next));
  };
  const act = (stage: Stage) => press(stage.options, 'Save');
  const settle = async (stage: Stage) => {
    const isSaving = () =>
      stage.options.$eval('.opt-actions button[type=submit]', (button) => button.hasAttribute('disabled'));
    await until(async () => !(await isSaving()), 'the settings to be saved or refused', PATIENCE_MS);
    const now = await perMinute(stage);
    if (now !== before.perMinute && now !== before.next)
      throw new Error(`${now} requests a minute; it was ${before.perMinute}, and ${before.next} was saved`);
    // What was typed and refused would count as unsaved with the next move.
    await stage.options.reload();
    const shownNow = await (
      await find(stage.options, 'Requests per minute', 'textbox')
    ).evaluate((box) => (box as HTMLInputElement).value);
    if (Number(shownNow) !== now)
      throw new Error(`the options page shows ${shownNow} requests a minute, stored are ${now}`);
  };
  return { name: 'save settings', prepare, act, asks: STATUS, touches: [], settle };
}

async function perMinute({ options }: Stage): Promise<number> {
  const { settings } = await overviewOf(options);
  return settings.profiles[0]?.requestsPerMinute ?? 0;
}

function changeProfile(view: View): Move {
  let next = '';
  const prepare = async (stage: Stage) => {
    next = (await activeProfile(stage)) === 'default' ? 'other' : 'default';
  };
  const act = async () => void (await frameOf(view).select('.profile-picker select', next));
  return { name: 'change profile', prepare, act, asks: STATUS, touches: [], settle: settled(view) };
}

/** The conversation with an answer on show, as the move's beginning; no death is due yet. */
async function show({ panel, full }: Stage, view: View, id: string): Promise<void> {
  if ((await shown(view))?.id !== id) {
    await fill(view, 'Conversation id', id);
    await press(view, 'Look up');
  }
  await settles(view === full ? full : panel);
}

/** No question of the view is under way. */
export async function settles(view: View): Promise<void> {
  const isBusy = () =>
    frameOf(view).evaluate(() => document.querySelector('[aria-busy="true"], section[data-status="loading"]') !== null);
  await until(async () => !(await isBusy()), `${frameOf(view).url()} to settle`, PATIENCE_MS);
}
