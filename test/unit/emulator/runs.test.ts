import { describe, expect } from 'vitest';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import {
  compactedPath,
  field,
  it,
  listField,
  numberField,
  startLab,
  statusPath,
} from '../../support/emulator-fixture.ts';

const COMPACT = '/v1/conversations/compact';

describe('a run', () => {
  it('takes its time, then makes the next version', async () => {
    const { ask, clock } = await startLab({ runSeconds: 8 });
    const started = await ask(COMPACT, { body: { conversation_id: IDS.stale, strategy: 'balanced' } });
    expect(started.status).toBe(200);
    expect(started.body).toMatchObject({
      status: 'in_progress',
      trigger_type: 'manual_api',
      initiated_at: '2026-03-02T09:00:00.000Z',
      estimated_completion_seconds: 60,
      previous_context_age_seconds: 3.5 * 3600 - 6,
      previous_context: { version: 2 },
    });
    clock.advance(7_900);
    expect((await ask(statusPath(IDS.stale))).body).toMatchObject({ status: 'in_progress', latest_version: 2 });
    clock.advance(100);
    const status = await ask(statusPath(IDS.stale));
    expect(status.body).toMatchObject({
      status: 'completed',
      latest_version: 3,
      completed_at: '2026-03-02T09:00:08.000Z',
    });
    expect(field(status.body, 'compaction_id')).toBe(field(started.body, 'compaction_id'));
    expect((await ask(compactedPath(IDS.stale))).body).toMatchObject({ version: 3 });
  });

  it('ends at the same moment however late anybody looks', async () => {
    const { ask, clock } = await startLab({ runSeconds: 8 });
    await ask(COMPACT, { body: { conversation_id: IDS.stale } });
    clock.advance(8 * 3_600_000);
    expect((await ask(statusPath(IDS.stale))).body).toMatchObject({ completed_at: '2026-03-02T09:00:08.000Z' });
  });

  it('takes 2 to 15 seconds by default, the same at every start', async () => {
    const lengths = async (): Promise<number> => {
      const { emulator } = await startLab();
      const run = emulator.world.startRun(IDS.fresh);
      return (run.endsAt - run.startedAt) / 1000;
    };
    const length = await lengths();
    expect(length).toBeGreaterThanOrEqual(2);
    expect(length).toBeLessThanOrEqual(15);
    expect(await lengths()).toBe(length);
  });
});

describe('starting a run', () => {
  it('holds the conversation: a second one is 409', async ({ lab: { ask } }) => {
    await ask(COMPACT, { body: { conversation_id: IDS.fresh } });
    const second = await ask(COMPACT, { body: { conversation_id: IDS.fresh } });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      detail: { code: 'COMPACTION_IN_PROGRESS', compaction_id: expect.any(String) },
    });
  });
});

describe('what a run keeps', () => {
  it.each([
    ['aggressive', 0.1, 0.15],
    ['balanced', 0.3, 0.4],
    ['conservative', 0.55, 0.7],
  ])('keeps what the reference expects of %s', async (strategy, least, most) => {
    const { ask, clock } = await startLab({ runSeconds: 1 });
    await ask(COMPACT, { body: { conversation_id: IDS.threeVersions, strategy } });
    clock.advance(1_000);
    const { body } = await ask(compactedPath(IDS.threeVersions));
    expect(numberField(body, 'compression_ratio')).toBeGreaterThanOrEqual(least);
    expect(numberField(body, 'compression_ratio')).toBeLessThanOrEqual(most);
    expect(field(body, 'strategy_used')).toBe(strategy);
  });

  it('honours target tokens, and says what was lost', async () => {
    const { ask, clock } = await startLab({ runSeconds: 1 });
    await ask(COMPACT, { body: { conversation_id: IDS.threeVersions, target_tokens: 120 } });
    clock.advance(1_000);
    const { body } = await ask(compactedPath(IDS.threeVersions));
    expect(numberField(body, 'compacted_token_count')).toBeLessThanOrEqual(120);
    expect(listField(body, 'warnings')[0]).toMatch(
      /^\d+ of 19 statements were left out to meet the target of 120 tokens\.$/,
    );
  });

  it('fails when next to nothing can be kept; the old summary stays', async () => {
    const { ask, clock } = await startLab({ runSeconds: 1 });
    await ask(COMPACT, { body: { conversation_id: IDS.threeVersions, target_tokens: 5 } });
    clock.advance(1_000);
    const { body } = await ask(statusPath(IDS.threeVersions));
    expect(body).toMatchObject({ status: 'failed', latest_version: 3, completed_at: null });
    expect(field(body, 'error_message')).toMatch(/^Validation score 0\.\d\d is below the required 0\.50\.$/);
    expect((await ask(compactedPath(IDS.threeVersions))).body).toMatchObject({ version: 3 });
  });

  it('fails as often as the settings say', async () => {
    const { ask, clock } = await startLab({ runSeconds: 1, settings: { failureRate: 1 } });
    await ask(COMPACT, { body: { conversation_id: IDS.fresh } });
    clock.advance(1_000);
    expect((await ask(statusPath(IDS.fresh))).body).toMatchObject({ status: 'failed', latest_version: 1 });
  });
});

describe('a wish for a run', () => {
  it('is refused under the threshold, unless forced', async ({ lab: { ask } }) => {
    const refused = await ask(COMPACT, { body: { conversation_id: IDS.none } });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ code: 'BELOW_THRESHOLD', details: { threshold_tokens: 250 } });
    expect((await ask(COMPACT, { body: { conversation_id: IDS.none, force: true } })).status).toBe(200);
  });

  it('can also be answered with `none` under the threshold', async () => {
    const { ask } = await startLab({ settings: { belowThreshold: 'none' } });
    const reply = await ask(COMPACT, { body: { conversation_id: IDS.none } });
    expect([reply.status, field(reply.body, 'status')]).toEqual([200, 'none']);
    // Synap's clients need a string.
    expect(field(reply.body, 'compaction_id')).toMatch(/^cmp_/);
  });

  it.each([
    { strategy: 'brutal' },
    { target_tokens: 0 },
    { target_tokens: 1.5 },
    { force: 'yes' },
    { conversation_id: 'no-uuid' },
    { conversation_id: undefined },
  ])('refuses %o', async (wrong) => {
    const { ask } = await startLab();
    expect((await ask(COMPACT, { body: { conversation_id: IDS.fresh, ...wrong } })).status).toBe(422);
  });
});

describe('credits', () => {
  it('go down with each run', async ({ lab: { ask, emulator } }) => {
    const key = emulator.keys.normal;
    const balance = async (): Promise<number> =>
      numberField((await ask('/v1/credits/balance', { key })).body, 'balance_credits');
    const before = await balance();
    await ask(COMPACT, { key, body: { conversation_id: IDS.fresh } });
    expect(await balance()).toBe(before - 1);
  });

  it('are told by source', async ({ lab: { ask, emulator } }) => {
    expect((await ask('/v1/credits/balance', { key: emulator.keys.normal })).body).toEqual({
      client_id: 'cli_2f94d07be1a8356c',
      balance_credits: 250,
      warning_low: false,
      buckets: [
        { source_type: 'trial', balance: 40, expires_at: '2026-03-16T09:00:00.000Z' },
        { source_type: 'purchase', balance: 210 },
      ],
    });
  });

  it('run out with 402 and the way to more', async ({ lab: { ask, emulator } }) => {
    const reply = await ask(COMPACT, { key: emulator.keys.noCredits, body: { conversation_id: IDS.fresh } });
    expect(reply.status).toBe(402);
    expect(reply.body).toMatchObject({
      detail: {
        balance_credits: 0,
        minimum_required_credits: 1,
        recovery_url: expect.any(String),
        redeem_url: expect.any(String),
      },
    });
    expect((await ask(statusPath(IDS.fresh))).body).toMatchObject({ status: 'completed', latest_version: 1 });
  });
});
