import type { CallName } from '../../../src/protocol/overview.ts';
import type { Clock } from '../../../src/core/clock.ts';
import { fail, succeed, type Outcome } from '../../../src/core/errors.ts';
import type { SendOptions, SynapClient } from '../../../src/synap/client.ts';
import { callName, endpointOf, type Call } from '../../../src/synap/wire/endpoints.ts';
import type { Target } from '../../../src/synap/send/request-init.ts';
import { answerOf, BALANCE, PROMPT, STARTED, statusOf, summaryOf, WHOAMI } from './answers.ts';

interface Sent {
  call: Call;
  target: Target;
  at: number;
}

/** Answers data, or the whole outcome. */
type Script = (call: Call, target: Target) => unknown;

/** A Synap that answers as told, and keeps what it was asked. It treats its options as the real client does. */
export interface FakeSynap {
  sent: Sent[];
  /** How many requests went out, of one kind or of all. */
  count(name?: CallName): number;
  on(name: CallName, script: Script): void;
  /** How long an answer takes. */
  latencyMs: number;
  /** While true, answers wait for `release`. */
  holding: boolean;
  /** Lets what waits now be answered. */
  release(): void;
  mostInFlight: number;
  client(isAlive: () => boolean): SynapClient;
}

/** A conversation that was compacted once. */
const PLAIN: readonly (readonly [CallName, Script])[] = [
  ['status', () => statusOf()],
  ['summary', () => summaryOf()],
  ['prompt', () => PROMPT],
  ['whoami', () => WHOAMI],
  ['balance', () => BALANCE],
  ['estimate', () => ({ credits: 5 })],
  ['compact', () => STARTED],
];

export function createFakeSynap(clock: Clock): FakeSynap {
  const scripts = new Map(PLAIN);
  let held: (() => void)[] = [];
  let inFlight = 0;
  const fake: FakeSynap = {
    sent: [],
    count: (name) => fake.sent.filter((one) => name === undefined || callName(one.call) === name).length,
    on: (name, script) => void scripts.set(name, script),
    latencyMs: 0,
    holding: false,
    release: () => {
      const waiting = held;
      held = [];
      for (const go of waiting) go();
    },
    mostInFlight: 0,
    client: (isAlive) => ({
      send: async (target, call, options = {}) => {
        if (options.signal?.aborted) return fail({ kind: 'cancelled' });
        const admitted = await options.admit?.(1);
        if (options.signal?.aborted) return fail({ kind: 'cancelled' });
        if (admitted?.ok === false) return admitted;
        fake.sent.push({ call, target, at: clock.now() });
        inFlight += 1;
        fake.mostInFlight = Math.max(fake.mostInFlight, inFlight);
        const startedAt = clock.now();
        const outcome = await answer(call, target, options);
        inFlight -= 1;
        // A worker that is dead hears nothing any more.
        if (!isAlive()) await new Promise(() => undefined);
        options.onAttempt?.(reportOf(call, startedAt, outcome));
        // The real client has some way to go from there.
        for (let step = 0; step < 20; step += 1) await Promise.resolve();
        return outcome as never;
      },
    }),
  };
  const answer = async (call: Call, target: Target, { signal }: SendOptions): Promise<Outcome<unknown>> => {
    let onAbort: () => void = () => undefined;
    const aborted = new Promise<'aborted'>((resolve) => {
      onAbort = () => resolve('aborted');
      signal?.addEventListener('abort', onAbort);
    });
    const waited = new Promise<void>((resolve) => {
      if (fake.holding) held.push(resolve);
      else if (fake.latencyMs > 0) clock.after(fake.latencyMs, resolve);
      else resolve();
    });
    const first = await Promise.race([waited, aborted]);
    signal?.removeEventListener('abort', onAbort);
    if (first === 'aborted') return fail({ kind: 'cancelled' });
    const said = await scripts.get(callName(call))?.(call, target);
    if (isOutcome(said)) return said;
    return succeed(answerOf(said, { retrievedAt: clock.now(), expiresAt: clock.now() }));
  };
  return fake;
}

function isOutcome(value: unknown): value is Outcome<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value;
}

function reportOf(call: Call, startedAt: number, outcome: Outcome<unknown>) {
  const { method, path, body } = endpointOf(call);
  const errorKind = outcome.ok ? null : outcome.error.kind;
  const rest = {
    startedAt,
    tookMs: 1,
    serverMs: null,
    status: outcome.ok ? 200 : null,
    correlationId: 'syn_x',
    errorKind,
  };
  return { call: callName(call), method, path, body, attempt: 1, ...rest };
}
