import type { WatchRecord } from '../../src/background/watch/watch-record.ts';
import { OFTEN_MS, PATIENCE_MS, until } from '../support/browser/until.ts';
import { ask, requests } from '../support/e2e/rig.ts';
import { frameOf, press, shown, textOf, type View } from '../support/e2e/view.ts';
import { settles } from './moves.ts';
import { activeProfile, overviewOf, POOL, PROFILES, type ProfileId, runsOf, type Stage, truth } from './stage.ts';

/** What holds whenever the worker died. Each throws what it found. */

type Named = Pick<WatchRecord, 'profileId' | 'conversationId' | 'starred'>;

/** The stored stars, as `profile/id` of each. */
export async function stars({ options }: Stage): Promise<string[]> {
  const watches = await options.evaluate(async () => {
    const stored = Object.entries(await chrome.storage.local.get(null));
    return stored.filter(([key]) => key.startsWith('watch:')).map(([, value]) => value as Named);
  });
  const names = watches.map(({ profileId, conversationId }) => `${profileId}/${conversationId}`);
  if (new Set(names).size !== names.length) throw new Error(`a watch is there twice: ${names.join(' ')}`);
  return names.filter((_, index) => watches[index]?.starred);
}

/** Only what the move was about may have come or gone. */
export function noStarLost(before: string[], after: string[], touched: readonly string[]): void {
  const changed = [
    ...before.filter((name) => !after.includes(name)),
    ...after.filter((name) => !before.includes(name)),
  ];
  const strange = changed.filter((name) => !touched.some((id) => name.endsWith(`/${id}`)));
  if (strange.length > 0 || changed.length > 1)
    throw new Error(`stars changed that nobody touched: ${changed.join(' ')}`);
}

/**
 * The view speaks only of runs that Synap knows under the id and the profile that it names, also while it has not heard
 * yet that another profile was chosen; soon it has.
 */
export async function viewIsTrue(stage: Stage, view: View): Promise<void> {
  const active = await activeProfile(stage);
  // Found in a look that `until` repeats, but not to be waited for: it must never be so.
  let strange = '';
  await until(
    async () => {
      const { profile, id, runs } = await look(view);
      const own = runsOf(stage, profile, id);
      strange = runs
        .filter((run) => !own.includes(run))
        .map((run) => `${run} for ${id} of ${profile}`)
        .join(' ');
      return strange !== '' || profile === active;
    },
    `${frameOf(view).url()} to hear of the profile`,
    PATIENCE_MS,
    OFTEN_MS,
  );
  if (strange !== '') throw new Error(`${frameOf(view).url()} shows ${strange}`);
}

/** At one moment: the profile it names, the id it is about, and the runs it speaks of. */
async function look(view: View): Promise<{ profile: ProfileId; id: string; runs: string[] }> {
  return frameOf(view).evaluate(() => {
    // Only inside the detail: the panel's list shows other conversations.
    const detail = document.querySelector<HTMLElement>('section[data-conversation-id]');
    const picker = document.querySelector<HTMLSelectElement>('.profile-picker select');
    const runs = [...(detail?.textContent ?? '').matchAll(/cmp_[0-9a-f]{10}/g)].map(([name]) => name);
    return { profile: picker?.value as ProfileId, id: detail?.dataset['conversationId'] ?? '', runs };
  });
}

/** Each press is sent once at most: a browser may resend what died on its way, under the same correlation id. */
export function compactionsSentOnce({ rig, presses }: Stage): void {
  const sent = rig.emulator.world.log
    .list({ kind: 'api', path: /\/compact$/ })
    .filter(({ method }) => method === 'POST');
  const ids = new Set(sent.map(({ headers }) => headers['x-correlation-id']));
  if (ids.size > presses) throw new Error(`${ids.size} compactions were sent, *Compact* was pressed ${presses} times`);
}

interface CacheRecord {
  key: string;
  compactionId: string | null;
}

/** Every cached answer lies under the profile and the id that it is about. */
export async function cacheIsTrue(stage: Stage): Promise<number> {
  const records = await stage.options.evaluate(async () => {
    const open = indexedDB.open('synap-cache');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      open.addEventListener('success', () => resolve(open.result));
      open.addEventListener('error', () => reject(open.error ?? new Error('no cache')));
    });
    const store = database.transaction('entries').objectStore('entries');
    const [keys, values] = [store.getAllKeys(), store.getAll()];
    await new Promise((resolve) => store.transaction.addEventListener('complete', resolve));
    database.close();
    return keys.result.map((key, index): CacheRecord => ({
      key: String(key),
      compactionId: values.result[index]?.answer?.data?.compactionId ?? null,
    }));
  });
  for (const { key, compactionId } of records) {
    const profile = (Object.keys(PROFILES) as ProfileId[]).find((name) => key.includes(name));
    const id = POOL.find((one) => key.includes(one));
    if (compactionId === null || id === undefined) continue;
    if (!profile || !runsOf(stage, profile, id).includes(compactionId))
      throw new Error(`the cache holds ${compactionId} under ${key}`);
  }
  return records.length;
}

/** At the end each view, asked once more, tells what Synap knows. */
export async function endsTrue(stage: Stage, view: View): Promise<void> {
  await settles(view);
  await press(view, 'Refresh');
  await settles(view);
  const profile = await activeProfile(stage);
  const isTrue = async () => {
    const seen = await shown(view);
    const known = seen?.id === undefined ? undefined : truth(stage, profile, seen.id);
    if (!known) return seen?.status === 'unknown';
    const latest = known.latestRun;
    return (
      seen?.status === (latest?.state ?? 'none') && (!latest || (await textOf(view)).includes(latest.compactionId))
    );
  };
  await until(isTrue, `${frameOf(view).url()} to tell the truth of ${profile}`, 15_000).catch(
    async (error: unknown) => {
      throw new Error(`${String(error)}; shown: ${JSON.stringify(await shown(view))}; it says: ${await textOf(view)}`);
    },
  );
  await viewIsTrue(stage, view);
}

/** With no run left, no star and no view of it, nothing is asked for, however often the worker dies and wakes. */
export async function goesQuiet(stage: Stage): Promise<void> {
  const { rig, options, full } = stage;
  const { world } = rig.emulator;
  for (const id of POOL) if (truth(stage, 'default', id)?.latestRun?.state === 'in_progress') world.finishRun(id);
  for (const profileId of Object.keys(PROFILES) as ProfileId[]) {
    await ask(options, 'choose-profile', { profileId, demo: false });
    for (const { conversationId } of (await overviewOf(options)).watches)
      await ask(options, 'unwatch', { conversationId });
  }
  const inspected = (await rig.extension.browser.pages()).filter((page) => page.url().includes('/demo/'));
  await Promise.all([full, ...inspected].map((page) => page.close()));
  // A run that only a view showed is let go when the view had 15 s to come back.
  await until(async () => (await rig.extension.alarms()).length === 0, 'the alarm to be cleared', 30_000);
  // The answer to a later question: what was under way before it is over.
  await ask(options, 'balance', {});
  world.log.clear();
  for (let time = 0; time < 3; time += 1) {
    await rig.extension.fireAlarm('poll');
    await rig.extension.stopWorker();
  }
  await ask(options, 'balance', {});
  const strange = requests(rig, /conversations/);
  if (strange.length > 0) throw new Error(`asked for nobody: ${strange.join(' ')}`);
}
