import { request } from 'node:https';
import { describe, expect } from 'vitest';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import { ERROR_SHAPES } from '../../emulator/settings.ts';
import { field, it, startLab, statusPath } from '../../support/emulator-fixture.ts';

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('keys', () => {
  it('tell who they are', async ({ lab: { ask, emulator } }) => {
    const normal = await ask('/api/v1/auth/whoami', { key: emulator.keys.normal });
    expect(normal.body).toEqual({ client_id: 'cli_2f94d07be1a8356c', instance_id: 'inst_5c1e7a90b3d2f486' });
    expect((await ask('/api/v1/auth/whoami')).body).toMatchObject({ user_context_isolation: 'strict' });
  });

  it.each([null, 'synap_wrong', 'two words'])('refuses the key %s', async (key) => {
    const { ask } = await startLab();
    const reply = await ask(statusPath(IDS.fresh), { key });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('refuses a revoked key, also one revoked later', async ({ lab: { ask, emulator } }) => {
    expect((await ask('/api/v1/auth/whoami', { key: emulator.keys.revoked })).status).toBe(401);
    emulator.world.revoke('paid');
    expect((await ask('/api/v1/auth/whoami')).status).toBe(401);
  });

  it('refuses ids that are not the key’s', async ({ lab: { ask } }) => {
    const right = { 'x-instance-id': 'inst_5c1e7a90b3d2f486', 'x-client-id': 'cli_2f94d07be1a8356c' };
    expect((await ask(statusPath(IDS.fresh), { headers: right })).status).toBe(200);
    expect((await ask(statusPath(IDS.fresh), { headers: { 'x-instance-id': 'inst_0' } })).status).toBe(403);
  });

  it('see only their instance', async ({ lab: { ask, emulator } }) => {
    const key = emulator.keys.otherInstance;
    expect((await ask(statusPath(IDS.fresh), { key })).status).toBe(403);
    await ask('/v1/conversations/messages', {
      key,
      body: { conversation_id: IDS.fresh, role: 'user', content: 'Hello there.' },
    });
    expect((await ask(statusPath(IDS.fresh), { key })).body).toMatchObject({ status: 'none' });
    expect((await ask(statusPath(IDS.fresh))).body).toMatchObject({ status: 'completed' });
  });

  it('are not asked for by /health', async ({ lab: { ask } }) => {
    expect((await ask('/health', { key: null })).body).toMatchObject({ status: 'healthy' });
  });
});

describe('refusals', () => {
  it('is 403 for a conversation without messages, or 404 when set so', async ({ lab: { ask, emulator } }) => {
    expect((await ask(statusPath(UNKNOWN))).status).toBe(403);
    emulator.world.configure({ unknownConversation: 404 });
    expect((await ask(statusPath(UNKNOWN))).status).toBe(404);
  });

  it.each(['abc', '%E0%A4%A', `${IDS.fresh}0`, IDS.fresh.replaceAll('-', '')])('is 422 for the id %s', async (id) => {
    const { ask } = await startLab();
    expect((await ask(statusPath(id))).status).toBe(422);
  });

  it('is 404 and 405 for what is not there', async ({ lab: { ask } }) => {
    expect((await ask('/v1/nothing')).status).toBe(404);
    expect((await ask('/v1/auth/whoami')).status).toBe(404);
    const wrong = await ask('/v1/conversations/compact');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it.each(ERROR_SHAPES)('can be spelt as %s', async (errorShape) => {
    const { ask } = await startLab({ settings: { errorShape } });
    const reply = await ask(statusPath(IDS.fresh), { key: null });
    expect(reply.status).toBe(401);
    const message = 'Not authenticated';
    const expected = {
      detail: { detail: message },
      'detail-object': { detail: { code: 'UNAUTHORIZED', message } },
      'detail-list': { detail: [{ loc: ['body'], msg: message, type: 'unauthorized' }] },
      'error-code': { error: message, code: 'UNAUTHORIZED', details: {} },
      text: undefined,
      html: undefined,
      empty: undefined,
    }[errorShape];
    expect(reply.body).toEqual(expected);
    if (errorShape === 'text') expect(reply.text).toBe(message);
    if (errorShape === 'html') expect(reply.headers.get('content-type')).toContain('text/html');
    if (errorShape === 'empty') expect(reply.text).toBe('');
  });

  it('answers no CORS headers', async ({ lab: { ask } }) => {
    const reply = await ask(statusPath(IDS.fresh), { headers: { origin: 'https://elsewhere.example' } });
    expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('rate limits', () => {
  it('let a burst of 10 through on the free tier, then one a second', async ({ lab: { ask, emulator, clock } }) => {
    const key = emulator.keys.normal;
    const status = async (): Promise<number> => (await ask('/v1/credits/balance', { key })).status;
    for (let n = 0; n < 10; n += 1) expect(await status()).toBe(200);
    const refused = await ask('/v1/credits/balance', { key });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(field(refused.body, 'code')).toBe('RATE_LIMITED');
    clock.advance(1_000);
    expect([await status(), await status()]).toEqual([200, 429]);
  });

  it('count per key, and give the paid tier 50', async ({ lab: { ask, emulator } }) => {
    const replies = await Promise.all(Array.from({ length: 51 }, () => ask('/api/v1/auth/whoami')));
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(1);
    expect((await ask('/api/v1/auth/whoami', { key: emulator.keys.normal })).status).toBe(200);
  });

  it('can be switched off', async () => {
    const { ask, emulator } = await startLab({ settings: { rateLimited: false } });
    const key = emulator.keys.normal;
    const replies = await Promise.all(Array.from({ length: 30 }, () => ask('/api/v1/auth/whoami', { key })));
    expect(replies.every(({ status }) => status === 200)).toBe(true);
  });
});

describe('transport', () => {
  it('dates answers by its clock, which may be off', async ({ lab: { ask, emulator } }) => {
    expect((await ask('/health')).headers.get('date')).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
    emulator.world.configure({ clockSkewMs: -3 * 3600_000 });
    const reply = await ask('/health');
    expect(reply.headers.get('date')).toBe('Mon, 02 Mar 2026 06:00:00 GMT');
    expect(reply.body).toMatchObject({ timestamp: '2026-03-02T06:00:00.000Z' });
  });

  it('speaks TLS with a certificate for the cloud’s name', async ({ lab: { emulator } }) => {
    const names = await new Promise<string>((resolve, reject) => {
      const options = { port: emulator.httpsPort, host: '127.0.0.1', path: '/health', rejectUnauthorized: false };
      const sent = request({ ...options, servername: 'synap-cloud-prod.maximem.ai' }, (response) => {
        const certificate = 'getPeerCertificate' in response.socket ? response.socket.getPeerCertificate : undefined;
        resolve(typeof certificate === 'function' ? String(certificate.call(response.socket).subjectaltname) : '');
        response.resume();
      });
      sent.on('error', reject).end();
    });
    expect(names).toContain('DNS:synap-cloud-prod.maximem.ai');
    expect(names).toContain('IP Address:127.0.0.1');
    expect(emulator.world.log.list()[0]).toMatchObject({ secure: true, path: '/health', status: 200 });
  });
});
