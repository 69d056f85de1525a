import { describe, expect, it } from 'vitest';
import { createRequestQueue } from '../../../../src/background/outbound/request-queue.ts';
import type { ProfileContext } from '../../../../src/background/profile/profile-context.ts';
import { createAdmission } from '../../../../src/background/outbound/admission.ts';
import { createGateway } from '../../../../src/background/outbound/gateway.ts';
import { createKeySignals } from '../../../../src/background/profile/key-signals.ts';
import { createPauses } from '../../../../src/background/outbound/pauses.ts';
import { createRequestLog } from '../../../../src/background/outbound/request-log.ts';
import { fail, succeed } from '../../../../src/core/errors.ts';
import { defaultSettings } from '../../../../src/core/profile/settings.ts';
import type { RequestLogEntry } from '../../../../src/protocol/overview.ts';
import type { SendOptions, SynapClient } from '../../../../src/synap/client.ts';
import { A, answerOf, B, rateLimited, unavailable, WHOAMI } from '../../../support/worker/answers.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { KEY, profileWith } from '../../../support/worker/worker.ts';

/** The gateway with a client that does with its options as the test says. */
function harness(send: (options: SendOptions) => Promise<unknown>) {
  const clock = createManualClock(1_000_000);
  const session = memoryStore();
  const pauses = createPauses(
    session,
    clock.now,
    () => true,
    () => undefined,
  );
  const queue = createRequestQueue(session, clock, () => undefined);
  const keySignals = createKeySignals();
  const entries: RequestLogEntry[] = [];
  const client = { send: (_target, _call, options = {}) => send(options) } as SynapClient;
  const profile = profileWith({ burst: 10 });
  const key = { key: KEY, baseUrl: profile.baseUrl, keyId: 'k', remembered: true, clientId: null, instanceId: null };
  const share = { profileId: 'default', rule: { perMinute: 60, burst: 10 }, account: 'a' };
  const context: ProfileContext = {
    profile,
    key,
    share,
    settings: defaultSettings(),
    demo: false,
    signal: keySignals.signalOf('default'),
  };
  const contexts = { resolve: async () => succeed(context) };
  const gateway = createGateway({
    clientFor: () => client,
    queue,
    pauses,
    admission: createAdmission(pauses, contexts),
    contexts,
    keySignals,
    log: createRequestLog(session, (entry) => entries.push(entry)),
    now: clock.now,
    newId: () => 'id',
    onPauseChanged: () => undefined,
  });
  const ask = () => gateway.send(context, { name: 'whoami' }, { priority: 'user' });
  return {
    clock,
    pauses,
    gateway,
    entries,
    ask,
    available: async () => (await queue.state(share)).available,
  };
}

const attempt = (n: number) => ({
  call: 'whoami' as const,
  method: 'GET' as const,
  path: '/x',
  body: null,
  attempt: n,
  startedAt: 0,
  tookMs: 1,
  serverMs: null,
  status: 503,
  correlationId: 'syn_x',
  errorKind: 'unavailable' as const,
});

describe('the gateway', () => {
  it('counts every attempt in the budget, and logs it', async () => {
    const held = harness(async ({ admit, onAttempt }) => {
      for (const n of [1, 2, 3]) {
        await admit?.(n);
        onAttempt?.(attempt(n));
      }
      return fail(unavailable);
    });
    await held.ask();
    expect(await held.available()).toBe(7);
    expect(held.entries.map((entry) => entry.attempt)).toEqual([1, 2, 3]);
    expect(JSON.stringify(held.entries)).not.toContain(KEY);
  });

  it('lets no repeat go out into a Retry-After that began meanwhile', async () => {
    const held = harness(async ({ admit, onAttempt }) => {
      await admit?.(1);
      onAttempt?.(attempt(1));
      await held.pauses.note('default', rateLimited(held.clock.now() + 5_000));
      return admit?.(2);
    });
    expect(await held.ask()).toMatchObject({ ok: false, error: { kind: 'rate-limited' } });
  });

  it('gives its place back, whatever happens: a client that throws holds nobody', async () => {
    const held = harness(async ({ admit }) => {
      await admit?.(1);
      throw new Error('broken');
    });
    for (let n = 0; n < 6; n += 1) await expect(held.ask()).rejects.toThrow('broken');
    await held.gateway.settled();
    expect(await held.available()).toBe(4);
  });
});

describe('the request log', () => {
  const entry = (n: number): RequestLogEntry => ({
    ...attempt(n),
    id: String(n),
    profileId: 'default',
    conversationId: n % 2 === 0 ? A : B,
    baseUrl: 'https://x.example',
    source: 'cloud',
  });

  it('keeps the latest 300, newest first, for the next worker too', async () => {
    const session = memoryStore();
    const log = createRequestLog(session, () => undefined);
    for (let n = 0; n < 310; n += 1) log.add(entry(n));
    const all = await log.list(null);
    expect([all.length, all[0]?.id, all.at(-1)?.id]).toEqual([300, '309', '10']);
    const woken = createRequestLog(session, () => undefined);
    expect(await woken.list(null)).toEqual(all);
    expect((await woken.list(A)).every(({ conversationId }) => conversationId === A)).toBe(true);
    woken.add(entry(400));
    expect((await woken.list(null))[0]?.id).toBe('400');
    await woken.clear();
    expect([await woken.list(null), session.held.size]).toEqual([[], 0]);
  });

  it.each([['junk'], [[null, 7, {}]], [{}]])('is empty when %j is stored [F24]', async (value) => {
    const session = memoryStore();
    session.held.set('requests', value);
    expect(await createRequestLog(session, () => undefined).list(A)).toEqual([]);
  });

  it('goes on when it cannot be stored [F22]', async () => {
    const session = memoryStore();
    session.refuseWrites(9);
    const log = createRequestLog(session, () => undefined);
    log.add(entry(1));
    expect(await log.list(null)).toHaveLength(1);
  });
});

it('answers what the client answers', async () => {
  const held = harness(async () => succeed(answerOf(WHOAMI)));
  expect(await held.ask()).toMatchObject({ ok: true, value: { data: WHOAMI } });
});
