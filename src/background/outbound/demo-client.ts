import { isRecord } from '../../core/is-record.ts';
import { isNumber, shape, type Guard } from '../../core/shape.ts';
import type { Clock } from '../../core/clock.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import { createSynapClient, type SynapClient } from '../../synap/client.ts';
import { storedItem } from '../stored-item.ts';

/**
 * The demo's network: a `fetch` that answers from recordings and never leaves the browser. Everything else, from the
 * cache to the polling, is the real code.
 */
export interface DemoDeps {
  /** The recordings, as `unknown` JSON. */
  load(): Promise<unknown>;
  session: KeyValueStore;
  clock: Clock;
}

interface Recorded {
  status: number;
  body: unknown;
}

interface Recordings {
  recordedAt: number;
  /** The conversation whose run is in progress; `later` has its answers after that run. */
  running: string;
  answers: Record<string, Recorded>;
  later: Record<string, Recorded>;
  /** To a question that was not recorded. */
  unknown: Recorded;
  /** To a compaction that begins, and to one while another runs. */
  begun: { status: number; body: object };
  busy: Recorded;
}

/** When the demo was first opened, and the runs that the user started; both survive the worker. */
interface DemoState {
  startedAt: number;
  runs: Record<string, number>;
}

const areTimes = (value: unknown): value is Record<string, number> =>
  isRecord(value) && Object.values(value).every(isNumber);
const isDemoState: Guard<DemoState> = shape({ startedAt: isNumber, runs: areTimes });

const stateIn = (session: KeyValueStore) => storedItem(session, 'demo', isDemoState);
/** How long the recorded run lasts, and a run that the user starts. */
const RECORDED_RUN_MS = 25_000;
const STARTED_RUN_MS = 6_000;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d/;

/** Works without a network. */
export function createDemoClient(deps: DemoDeps, random: () => number): SynapClient {
  return createSynapClient({ fetch: createDemoFetch(deps), clock: deps.clock, random, isOnline: () => true });
}

function createDemoFetch(deps: DemoDeps): typeof globalThis.fetch {
  let loading: Promise<Recordings> | null = null;
  const recordings = () => {
    loading ??= deps.load().catch((error: unknown) => {
      // The next request loads them again.
      loading = null;
      throw error;
    }) as Promise<Recordings>;
    return loading;
  };
  return async (input, init) => {
    const { pathname, search } = new URL(input as string);
    const [held, state] = [await recordings(), await readState(deps)];
    const answer =
      init?.method === 'POST'
        ? pathname.endsWith('/estimate')
          ? estimated(String(init.body))
          : await startRun(deps, held, state, String(init.body))
        : shifted(recall(held, state, `${pathname}${search}`, deps.clock.now()), state.startedAt - held.recordedAt);
    const headers = { 'content-type': 'application/json', date: new Date(deps.clock.now()).toUTCString() };
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
  };
}

async function readState({ session, clock }: DemoDeps): Promise<DemoState> {
  const stored = await stateIn(session).get();
  if (stored) return stored;
  const state = { startedAt: clock.now(), runs: {} };
  await stateIn(session).set(state);
  return state;
}

/** One credit per thousand tokens begun. */
function estimated(body: string): Recorded {
  const { units } = JSON.parse(body) as { units: number };
  return { status: 200, body: { credits_estimate: Math.ceil(units / 1000) } };
}

async function startRun(
  { session, clock }: DemoDeps,
  held: Recordings,
  state: DemoState,
  body: string,
): Promise<Recorded> {
  const { conversation_id: id } = JSON.parse(body) as { conversation_id: string };
  const since = state.runs[id];
  const runs = since !== undefined && clock.now() - since < STARTED_RUN_MS;
  if (runs || (id === held.running && since === undefined && clock.now() - state.startedAt <= RECORDED_RUN_MS)) {
    return held.busy;
  }
  const startedAt = clock.now();
  await stateIn(session).set({ ...state, runs: { ...state.runs, [id]: startedAt } });
  const told = { compaction_id: runName(startedAt), conversation_id: id, initiated_at: iso(startedAt) };
  return { ...held.begun, body: { ...held.begun.body, ...told } };
}

function recall(held: Recordings, state: DemoState, path: string, now: number): Recorded {
  const isLater = path.includes(held.running) && now - state.startedAt > RECORDED_RUN_MS;
  const recorded = (isLater ? held.later[path] : undefined) ?? held.answers[path];
  if (!recorded) return held.unknown;
  const id = Object.keys(state.runs).find((run) => path.includes(run));
  const startedAt = id === undefined ? undefined : state.runs[id];
  if (startedAt === undefined || !path.endsWith('/compaction/status')) return recorded;
  return {
    ...recorded,
    body: withRun(recorded.body, runName(startedAt), startedAt - (state.startedAt - held.recordedAt), now - startedAt),
  };
}

const runName = (startedAt: number) => `cmp_demo_${startedAt}`;
const iso = (at: number) => new Date(at).toISOString();

/** The recorded status, as if the user's run had followed it. Times are on the recording's clock. */
function withRun(body: unknown, compactionId: string, startedAt: number, ageMs: number): unknown {
  const run = {
    ...(body as object),
    compaction_id: compactionId,
    latest_created_at: iso(startedAt),
    error_message: null,
  };
  if (ageMs < STARTED_RUN_MS)
    return { ...run, status: 'in_progress', completed_at: null, estimated_completion_seconds: 60 };
  return { ...run, status: 'completed', completed_at: iso(startedAt + STARTED_RUN_MS) };
}

/** Shifts recorded times, as if the recording had been made when the demo was first opened. */
function shifted(recorded: Recorded, byMs: number): Recorded {
  const text = JSON.stringify(recorded.body, (_key, value: unknown) =>
    typeof value === 'string' && ISO_TIME.test(value) ? iso(Date.parse(value) + byMs) : value,
  );
  return { status: recorded.status, body: JSON.parse(text) as unknown };
}
