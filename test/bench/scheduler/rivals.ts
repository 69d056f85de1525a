import { createRivalWorld, RULE } from './driven.ts';
import { beginRun, LEARNING_MS, MANY, type Run } from './runs.ts';

export interface RivalResult {
  delaysMs: number[];
  refused: number;
}

const TOKEN_MS = 60_000 / RULE.perMinute;
const LOOP_MS = 2_000;
const JITTER_MS = 50;

type World = ReturnType<typeof createRivalWorld>;

/** Each run in turn, as fast as the budget allows. */
export async function roundRobin(seed: number, forMs: number): Promise<RivalResult> {
  const world = createRivalWorld(seed);
  const result: RivalResult = { delaysMs: [], refused: 0 };
  const runs = begin(world);
  for (let turn = 0; turn * TOKEN_MS < forMs; turn += 1) {
    void look(world, runs, turn % MANY, result);
    // oxlint-disable-next-line no-await-in-loop -- the clock goes on step by step
    await world.clock.pass(TOKEN_MS);
  }
  return result;
}

/** Each run every 2 s, whatever the others do; after a 429 when Retry-After says. */
export async function loops(seed: number, forMs: number): Promise<RivalResult> {
  const world = createRivalWorld(seed);
  const result: RivalResult = { delaysMs: [], refused: 0 };
  const runs = begin(world);
  const loop = async (slot: number): Promise<void> => {
    const waitMs = await look(world, runs, slot, result);
    // No two timers keep step for hours.
    world.clock.after((waitMs ?? LOOP_MS) + world.dice.between(0, JITTER_MS), () => void loop(slot));
  };
  for (let slot = 0; slot < MANY; slot += 1) world.clock.after((slot * LOOP_MS) / MANY, () => void loop(slot));
  await world.clock.pass(forMs);
  return result;
}

/** What rivals know of an ETA does not matter: they do not use it. */
const begin = (world: World) => Array.from({ length: MANY }, () => beginRun(world, 'flat'));

/** Resolves with the time to wait after a 429. */
async function look(world: World, runs: Run[], slot: number, result: RivalResult): Promise<number | null> {
  const run = runs[slot];
  if (run === undefined) throw new Error(`no run ${slot}`);
  const response = await world.ask(run.id);
  if (response.status === 429) {
    result.refused += 1;
    return Number(response.headers.get('retry-after')) * 1000;
  }
  const { status }: { status: string } = await response.json();
  if (status !== 'in_progress') {
    if (world.elapsed() > LEARNING_MS) result.delaysMs.push(world.clock.now() - run.endsAt);
    runs[slot] = beginRun(world, 'flat');
  }
  return null;
}
