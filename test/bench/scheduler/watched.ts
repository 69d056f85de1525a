import { STATUS } from '../../../src/core/conversation/part.ts';
import { settle } from '../../support/settle.ts';
import { createDriven, type Driven } from './driven.ts';
import { beginRun, LEARNING_MS, MANY, type Eta, type Noticed, type Run } from './runs.ts';

export interface Watched {
  noticed: Noticed[];
  refused: number;
  asked: number;
  complaints: readonly string[];
}

/**
 * The panel is open with all runs in view, and one of them selected. When it has ended, the user selects another one.
 * The worker hears of a run as it does of one that the user begins, with its ETA, and no request is counted for that.
 */
export async function watchRuns(seed: number, eta: Eta, forMs: number): Promise<Watched> {
  const etas = new Map<string, number>();
  const noticed: Noticed[] = [];
  let hear: (id: string) => void = () => undefined;
  const driven = await createDriven({
    seed,
    onAsked: (world, path) => {
      const [, id = ''] = /conversations\/([^/]+)\/compaction/.exec(path) ?? [];
      world.settings.estimateSeconds = etas.get(id) ?? world.settings.estimateSeconds;
    },
    onEvent: (event) => {
      const data = event.type === 'answered' ? event.answer.data : null;
      if (event.type === 'answered' && data && 'state' in data && data.state === 'completed')
        hear(event.conversationId);
    },
  });
  const { clock, dice, elapsed, browser, requests, complaints } = driven;
  const slots: Run[] = [];
  let selected = 0;
  let selectedAt = 0;
  const ids = () => [...slots.slice(selected), ...slots.slice(0, selected)].map(({ id }) => id);
  const begin = (slot: number): Run => {
    const run = beginRun(driven, eta);
    etas.set(run.id, run.etaSeconds);
    slots[slot] = run;
    return run;
  };
  const first = Array.from({ length: MANY }, (_, slot) => begin(slot));
  const view = browser.openView('panel', ids());
  await settle();
  for (const run of first) follow(driven, run);
  hear = (id) => {
    const slot = slots.findIndex((run) => run.id === id);
    const ended = slots[slot];
    if (ended === undefined) return;
    const wasSelected = slot === selected;
    if (elapsed() > LEARNING_MS)
      noticed.push({
        delayMs: clock.now() - ended.endsAt,
        lengthMs: ended.lengthMs,
        selected: wasSelected && ended.endsAt >= selectedAt,
      });
    const next = begin(slot);
    if (wasSelected) {
      selected = dice.between(0, MANY - 1);
      selectedAt = clock.now();
    }
    void goOn(driven, { view, ids: ids(), ended, next, chosen: wasSelected ? slots[selected] : undefined });
  };
  await clock.pass(forMs);
  const refused = requests.filter(({ status }) => status === 429).length;
  return { noticed, refused, asked: requests.length, complaints };
}

interface Turn {
  view: ReturnType<Driven['browser']['openView']>;
  ids: ReturnType<Driven['browser']['openView']>['ids'];
  ended: Run;
  next: Run;
  chosen: Run | undefined;
}

async function goOn(driven: Driven, { view, ids, ended, next, chosen }: Turn): Promise<void> {
  const { browser } = driven;
  // The views are told before the watch is.
  await settle();
  browser.changeView(view, { ids });
  await browser.ask('unwatch', { conversationId: ended.id });
  follow(driven, next);
  if (chosen && chosen !== next)
    await browser.ask('read', { conversationId: chosen.id, part: STATUS, mode: 'cached', priority: 'user' }, 'panel');
}

function follow({ browser, cloud }: Driven, { id, compactionId, etaSeconds }: Run): void {
  const times = { latestVersion: null, latestCreatedAt: null, completedAt: null };
  const known = { state: 'in_progress', compactionId, ...times, past: [] } as const;
  void browser.services().watcher.follow(cloud.profileId, id, { known, etaSeconds });
}
