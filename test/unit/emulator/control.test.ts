import { describe, expect } from 'vitest';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import { field, it, listField, promptPath, startLab, statusPath } from '../../support/emulator-fixture.ts';

describe('the control endpoint', () => {
  it('shows what there is', async ({ lab: { ask } }) => {
    const { body } = await ask('/__control/state', { key: null });
    expect(listField(body, 'conversations')).toHaveLength(10);
    expect(listField(body, 'keys').map((key) => field(key, 'name'))).toEqual([
      'normal',
      'paid',
      'revoked',
      'noCredits',
      'otherInstance',
    ]);
  });

  it('logs every request with all that came with it', async ({ lab: { ask } }) => {
    await ask('/health', { headers: { 'x-canary': 'canary-1', origin: 'https://page.example' } });
    await ask('/v1/nowhere', { body: { canary: 2 } });
    const { body } = await ask('/__control/log?kind=api');
    expect(field(body, 'count')).toBe(2);
    const [first, second] = listField(body, 'requests');
    expect(first).toMatchObject({
      n: 1,
      method: 'GET',
      url: '/health',
      origin: 'https://page.example',
      headers: { 'x-canary': 'canary-1' },
      status: 200,
    });
    expect(second).toMatchObject({
      method: 'POST',
      body: '{"canary":2}',
      host: expect.stringMatching(/^127\.0\.0\.1:/),
      status: 404,
    });
    expect(field((await ask('/__control/log?kind=api&since=1&path=nowhere')).body, 'count')).toBe(1);
    await ask('/__control/log', { method: 'DELETE' });
    expect(field((await ask('/__control/log?kind=api')).body, 'count')).toBe(0);
  });

  it('counts a request that is never answered', async ({ lab: { emulator } }) => {
    emulator.world.faults.add({ fault: { reset: 'at-once' } });
    await fetch(`${emulator.httpOrigin}/health`).catch(() => undefined);
    expect(emulator.world.log.count({ kind: 'api' })).toBeGreaterThanOrEqual(1);
  });

  it('sets, lists and clears faults', async ({ lab: { ask } }) => {
    const added = await ask('/__control/faults', {
      body: { path: '^/health$', count: 1, fault: { status: 502, body: { kind: 'login-page' } } },
    });
    expect(added.body).toEqual({ id: 'fault_1' });
    expect((await ask('/health')).status).toBe(502);
    expect((await ask('/__control/faults')).body).toMatchObject({ faults: [{ id: 'fault_1', met: 1 }], held: 0 });
    await ask('/__control/faults', { method: 'DELETE' });
    expect((await ask('/__control/faults')).body).toMatchObject({ faults: [] });
  });
});

describe('control of what is there', () => {
  it('ends a run either way', async ({ lab: { ask } }) => {
    await ask(`/__control/conversations/${IDS.inProgress}/finish`, {
      body: { outcome: 'failed', errorMessage: 'Out of luck.' },
    });
    expect((await ask(statusPath(IDS.inProgress))).body).toMatchObject({
      status: 'failed',
      error_message: 'Out of luck.',
      latest_version: 2,
    });
    await ask(`/__control/conversations/${IDS.inProgress}/run`, { body: { strategy: 'balanced', seconds: 900 } });
    expect((await ask(statusPath(IDS.inProgress))).body).toMatchObject({ status: 'in_progress' });
    await ask(`/__control/conversations/${IDS.inProgress}/finish`, { method: 'POST' });
    expect((await ask(statusPath(IDS.inProgress))).body).toMatchObject({ status: 'completed', latest_version: 3 });
  });

  it('finishes as completed although its summary is poor', async ({ lab: { ask } }) => {
    await ask(`/__control/conversations/${IDS.none}/run`, {
      body: { strategy: 'aggressive', targetTokens: 1, seconds: 900 },
    });
    await ask(`/__control/conversations/${IDS.none}/finish`, { body: { outcome: 'completed' } });
    expect((await ask(statusPath(IDS.none))).body).toMatchObject({ status: 'completed', latest_version: 1 });
  });

  it('adds messages, sets credits, revokes keys, changes settings', async ({ lab: { ask, emulator } }) => {
    await ask(`/__control/conversations/${IDS.fresh}/messages`, {
      body: { messages: [{ role: 'user', content: 'New.' }] },
    });
    expect((await ask(promptPath(IDS.fresh))).body).toMatchObject({ recent_message_count: 1 });
    await ask('/__control/keys/normal', { body: { credits: 3 } });
    const key = emulator.keys.normal;
    expect((await ask('/v1/credits/balance', { key })).body).toMatchObject({ balance_credits: 3, warning_low: true });
    await ask('/__control/keys/normal', { body: { revoked: true } });
    expect((await ask('/v1/credits/balance', { key })).status).toBe(401);
    await ask('/__control/settings', { body: { free: { perMinute: 6, burst: 1 }, estimateSeconds: 7 } });
    expect((await ask(statusPath(IDS.inProgress))).body).toMatchObject({ estimated_completion_seconds: 7 });
  });

  it('resets everything', async ({ lab: { ask, emulator } }) => {
    emulator.world.finishRun(IDS.inProgress);
    emulator.world.revoke('normal');
    emulator.world.faults.add({ fault: { status: 500 } });
    emulator.world.configure({ errorShape: 'html' });
    await ask('/__control/reset', { method: 'POST' });
    expect((await ask(statusPath(IDS.inProgress), { key: emulator.keys.normal })).body).toMatchObject({
      status: 'in_progress',
    });
    expect(emulator.world.settings.errorShape).toBeNull();
  });

  it.each([
    ['/__control/faults', { fault: { status: 99 } }],
    ['/__control/faults', { path: '(', fault: {} }],
    ['/__control/faults', { fault: {}, unknown: 1 }],
    ['/__control/faults', '{'],
    ['/__control/settings', { runSeconds: -1 }],
    ['/__control/keys/nobody', { credits: 1 }],
    [`/__control/conversations/${IDS.fresh}/finish`, {}],
    [`/__control/conversations/${IDS.fresh}/messages`, { messages: [] }],
  ])('says what is wrong with %s %o', async (path, body) => {
    const { ask } = await startLab();
    const reply = await ask(path, { body });
    expect(reply.status).toBe(400);
    expect(String(field(reply.body, 'error'))).not.toBe('');
  });

  it('has no other commands', async ({ lab: { ask } }) => {
    expect((await ask('/__control/toString')).status).toBe(404);
  });
});
