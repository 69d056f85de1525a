import { until } from '../browser/until.ts';
import { requests, type Rig } from './rig.ts';
import { press, shows } from './view.ts';

/** What tests do with watched runs while no view is open. */

export interface StoredWatch {
  conversationId: string;
  starred: boolean;
  state: string;
  /** Epoch ms of the next question; null: never. */
  nextAt: number | null;
  /** When that was set. */
  setAt: number;
  runStartedAt: number | null;
}

export async function watches({ extension }: Rig): Promise<StoredWatch[]> {
  const worker = await extension.worker();
  return worker.evaluate(async () => {
    const stored = Object.entries(await chrome.storage.local.get(null));
    return stored.filter(([key]) => key.startsWith('watch:')).map(([, value]) => value as StoredWatch);
  });
}

/** Watches a run like a user, and closes every view; the badge then shows this many runs. */
export async function watchAndLeave(rig: Rig, id: string, badge = '1'): Promise<void> {
  const view = await rig.extension.openPage('inspector', { id });
  await shows(view, { id, status: 'in_progress' });
  await press(view, 'Watch');
  await until(
    async () => (await watches(rig)).some(({ conversationId, starred }) => conversationId === id && starred),
    'the watch to be stored',
  );
  await rig.extension.closeTabs();
  await until(async () => (await rig.extension.badge()).text === badge, 'the run on the badge');
}

/** What the browser's clock does: all that is watched is due, and the alarm fires. Returns once Synap was asked. */
export async function alarmWhenDue(rig: Rig): Promise<void> {
  const asked = () => requests(rig, /compaction.status/).length;
  const before = asked();
  const fire = async () => {
    const all = await watches(rig);
    // The browser's own alarm came first, and told the end of all.
    if (all.every(({ nextAt }) => nextAt === null)) return true;
    await (
      await rig.extension.worker()
    ).evaluate(async () => {
      const stored = Object.entries(await chrome.storage.local.get(null));
      const open = stored.filter(([key, value]) => key.startsWith('watch:') && (value as StoredWatch).nextAt !== null);
      const due = open.map(([key, value]) => [key, { ...(value as StoredWatch), nextAt: Date.now() - 1 }]);
      await chrome.storage.local.set(Object.fromEntries(due) as Record<string, unknown>);
    });
    // A worker that is awake has read its watches already.
    await rig.extension.stopWorker();
    await rig.extension.fireAlarm('poll');
    // An answer that was still being noted undoes it: then it is due once more.
    return until(() => asked() > before, 'the question', 2_000).catch(() => false);
  };
  await until(fire, 'the alarm to be heeded', 20_000);
}

/** Waits for the notification about the conversation, and returns its name. */
export function noticeOf({ extension }: Rig, id: string): Promise<string> {
  return until(async () => (await extension.notifications()).find((name) => name.includes(id)), 'the notification');
}

/** Waits until the polling alarm stands, every 30 s. */
export async function alarmStands({ extension }: Rig): Promise<void> {
  await until(
    async () =>
      (await extension.alarms()).some(({ name, periodInMinutes }) => name === 'poll' && periodInMinutes === 0.5),
    'the alarm to stand',
  );
}

/** Takes the polling alarm away while nobody is awake who could notice. */
export async function loseAlarm({ extension }: Rig): Promise<void> {
  // A page of the extension that is none of its views: it wakes no worker.
  const page = await extension.visit(`${extension.origin}/manifest.json`);
  const isLost = async () => {
    await extension.stopWorker();
    await page.evaluate(() => chrome.alarms.clearAll());
    return (await page.evaluate(() => chrome.alarms.getAll())).length === 0 && !(await extension.workerRuns());
  };
  // It may fire just then, and wake the worker.
  await until(isLost, 'the alarm to be lost');
  await page.close();
}
