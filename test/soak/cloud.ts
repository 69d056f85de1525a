import type { BudgetRule } from '../../src/core/profile/token-bucket.ts';
import type { Clock } from '../../src/core/clock.ts';
import { parseConversationId } from '../../src/core/conversation/uuid.ts';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import type { Answer } from '../emulator/answer.ts';
import { answerApi } from '../emulator/api/route.ts';
import { replacesAnswer, spoiltAnswer } from '../emulator/fault-answer.ts';
import { PLAIN_SPELLING, type ConversationScript } from '../emulator/script.ts';
import { World } from '../emulator/world.ts';
import { createBudgetCheck, type BudgetCheck } from './budget-check.ts';
import type { Dice } from '../support/random.ts';

/** One Synap: the emulator's world, with a budget check at its door. No sockets. */
export interface Cloud {
  profileId: string;
  origin: string;
  key: string;
  rule: BudgetRule;
  world: World;
  budget: BudgetCheck;
  /** A conversation that was never asked for. */
  newConversation(): ConversationId;
  /** Starts a run of the conversation unless one is under way. */
  startRun(id: ConversationId): void;
  /** Forgets everything but the conversations that are still watched: the emulator itself must not grow. */
  forgetAllBut(ids: readonly ConversationId[]): void;
}

/** As of never: a run so long does not end before the watch gives up. */
const ENDLESS_SECONDS = 1e9;

export function createCloud(profileId: string, rule: BudgetRule, time: { now(): number }, dice: Dice): Cloud {
  let kept: readonly ConversationId[] = [];
  const load = () => kept.map(emptyScript);
  const world = new World({
    clock: time,
    load,
    seededRunSeconds: ENDLESS_SECONDS,
    settings: { free: rule, thresholdTokens: 1 },
  });
  const write = (id: ConversationId) =>
    void world.record(id, [
      { role: 'user', content: 'Where did we leave off? I think that the hotel in Lisbon was still to be booked.' },
      {
        role: 'assistant',
        content: `We decided on May, and on the small hotel by the river, room ${dice.between(1, 99)}.`,
      },
    ]);
  return {
    profileId,
    origin: `https://${profileId}.example.com`,
    key: world.keyNamed('normal').key,
    rule,
    world,
    budget: createBudgetCheck(profileId, rule),
    newConversation: () => {
      const text = `${dice.hex(8)}-${dice.hex(4)}-5${dice.hex(3)}-a${dice.hex(3)}-${dice.hex(12)}`;
      const id = parseConversationId(text);
      if (id === null) throw new Error(`no id: ${text}`);
      write(id);
      return id;
    },
    startRun: (id) => {
      const latest = world.conversation(id)?.latestRun;
      if (world.conversation(id) === undefined || latest?.state === 'in_progress') return;
      const seconds = dice.chance(0.03)
        ? ENDLESS_SECONDS
        : dice.chance(0.1)
          ? dice.between(60, 900)
          : dice.between(2, 15);
      world.startRun(id, { seconds, outcome: dice.chance(0.1) ? 'failed' : 'completed' });
    },
    forgetAllBut: (ids) => {
      kept = ids;
      world.reset();
      for (const id of ids) write(id);
    },
  };
}

const emptyScript = (id: string): ConversationScript => ({
  id,
  title: '',
  userId: null,
  sessions: [],
  runs: [],
  spelling: PLAIN_SPELLING,
});

interface NetworkParts {
  clouds: readonly Cloud[];
  /** For latencies; those of a dead worker's requests pass too. */
  clock: Clock;
  dice: Dice;
  trueNow(): number;
  /** True time since the start. */
  elapsed(): number;
  complain(what: string): void;
  /** By chance unless told. */
  latencyMs?: number;
}

/** A `fetch` that ends in the clouds; a dead worker sends nothing and hears of no answer. */
export function createNetwork({ clouds, clock, dice, trueNow, elapsed, complain, latencyMs }: NetworkParts) {
  return (isAlive: () => boolean): typeof globalThis.fetch =>
    async (input, init = {}) => {
      if (!isAlive()) await new Promise(() => undefined);
      const url = new URL(String(input));
      const cloud = clouds.find(({ origin }) => origin === url.origin);
      if (cloud === undefined) throw new Error(`nobody lives at ${url.origin}`);
      const wrong = cloud.budget.arrived(elapsed());
      if (wrong !== null) complain(wrong);
      // Before the latency: a server's own limit counts arrivals.
      const answer = answerOf(cloud.world, url, init);
      await pass(clock, answer === 'never' ? Infinity : (latencyMs ?? dice.between(40, 400)), init.signal ?? null);
      if (!isAlive()) await new Promise(() => undefined);
      if (typeof answer === 'string') throw new TypeError('Failed to fetch');
      const date = new Date(trueNow()).toUTCString();
      return new Response(new Uint8Array(bytesOf(answer)), {
        status: answer.status,
        headers: { ...answer.headers, date },
      });
    };
}

function answerOf(world: World, { pathname, search }: URL, init: RequestInit): Answer | 'never' | 'reset' {
  const [method, url] = [init.method ?? 'GET', pathname + search];
  const fault = world.faults.take(method, url)?.fault ?? {};
  if (fault.hold === true) return 'never';
  if (fault.reset !== undefined) return 'reset';
  const headers = Object.fromEntries(new Headers(init.headers));
  const body = Buffer.from(typeof init.body === 'string' ? init.body : '');
  const truth = replacesAnswer(fault) ? null : answerApi(world, { method, url, headers, body });
  return spoiltAnswer(fault, truth);
}

function bytesOf({ body }: Answer): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new TypeError('no fault of the soak streams');
}

/** Rejects as fetch does when it is aborted. */
function pass(clock: Clock, ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      stop();
      signal?.removeEventListener('abort', aborted);
      settle();
    };
    const aborted = end(() => reject(new DOMException('aborted', 'AbortError')));
    const stop = ms === Infinity ? () => undefined : clock.after(ms, end(resolve));
    if (signal?.aborted === true) aborted();
    else signal?.addEventListener('abort', aborted);
  });
}
