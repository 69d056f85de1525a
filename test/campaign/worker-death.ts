import { OFTEN_MS, until } from '../support/browser/until.ts';
import { ask, type Rig } from '../support/e2e/rig.ts';
import { cacheIsTrue, compactionsSentOnce, endsTrue, goesQuiet, noStarLost, stars, viewIsTrue } from './checks.ts';
import { type Move, nextMove } from './moves.ts';
import { setStage, type Stage } from './stage.ts';

/**
 * The worker is stopped at random moments of lookups, polls, watches, compactions and changes of settings; after each
 * death, and at the end, what must hold is checked. The same seed plays the same moves.
 */
export interface CampaignReport {
  stops: number;
  /** Of them, with a request of Synap's under way. */
  inMidRequest: number;
  moves: Record<string, number>;
  /** Requests that came in at the emulator during the moves. */
  requests: number;
  /** Answers found in the cache at the end, each in its place. */
  cached: number;
}

/** A move asks for a status, a summary and a balance at most, twice when the worker dies; the polls of the views come on top. */
const MAX_REQUESTS_PER_MOVE = 40;

type Moment = 'at once' | 'in mid-request' | 'soon' | 'while it wakes';
const MOMENTS: readonly [Moment, ...Moment[]] = [
  'at once',
  'in mid-request',
  'in mid-request',
  'soon',
  'while it wakes',
];
const SOON_MS = 120;
const REQUEST_PATIENCE_MS = 3_000;

export async function runCampaign(rig: Rig, { seed, stops }: { seed: number; stops: number }): Promise<CampaignReport> {
  const stage = await setStage(rig, seed);
  const report: CampaignReport = { stops: 0, inMidRequest: 0, moves: {}, requests: 0, cached: 0 };
  rig.emulator.world.log.clear();
  while (report.stops < stops) {
    const move = nextMove(stage);
    const moment = stage.dice.pick(MOMENTS);
    try {
      await play(stage, move, moment, report);
    } catch (error) {
      throw new Error(`stop ${report.stops} of seed ${seed}, "${move.name}", ${moment}: ${String(error)}`, {
        cause: error,
      });
    }
  }
  report.requests = rig.emulator.world.log.count({ kind: 'api' });
  for (const view of [stage.full, stage.panel]) await endsTrue(stage, view);
  report.cached = await cacheIsTrue(stage);
  await goesQuiet(stage);
  return report;
}

async function play(stage: Stage, move: Move, moment: Moment, report: CampaignReport): Promise<void> {
  const { world } = stage.rig.emulator;
  const before = { stars: await stars(stage), requests: world.log.count({ kind: 'api' }) };
  await move.prepare(stage);
  if (moment === 'in mid-request') world.faults.add({ path: move.asks.source, count: 1, fault: { hold: true } });
  await move.act(stage);
  await kill(stage, moment, report);
  await move.settle(stage);
  // A later question's answer: what the death left undone is done by now, or never.
  await ask(stage.options, 'balance', {});
  const kind = move.name.split(/[ ,]/, 1)[0] ?? move.name;
  report.moves[kind] = (report.moves[kind] ?? 0) + 1;
  noStarLost(before.stars, await stars(stage), move.touches);
  compactionsSentOnce(stage);
  for (const view of [stage.full, stage.panel]) await viewIsTrue(stage, view);
  const asked = world.log.count({ kind: 'api' }) - before.requests;
  if (asked > MAX_REQUESTS_PER_MOVE) throw new Error(`it cost ${asked} requests`);
}

async function kill({ rig, dice }: Stage, moment: Moment, report: CampaignReport): Promise<void> {
  const { faults } = rig.emulator.world;
  const stop = async () => {
    if (!(await rig.extension.workerRuns())) return;
    if (faults.heldCount > 0) report.inMidRequest += 1;
    await rig.extension.stopWorker();
    report.stops += 1;
  };
  // No condition to wait for: the moment itself is what is random.
  if (moment === 'soon') await new Promise((resolve) => setTimeout(resolve, dice.between(0, SOON_MS)));
  // Not every move makes a request: an answer may come from the cache.
  if (moment === 'in mid-request')
    await until(() => faults.heldCount > 0, 'a request', REQUEST_PATIENCE_MS).catch(() => undefined);
  await stop();
  if (moment === 'while it wakes') {
    await until(() => rig.extension.workerRuns(), 'the worker to wake', 2000, OFTEN_MS).catch(() => undefined);
    await stop();
  }
  faults.release();
  faults.clear();
}
