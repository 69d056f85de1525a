import { request } from 'node:https';
import { describe, expect } from 'vitest';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import type { Fault } from '../../emulator/fault.ts';
import { field, it, startLab, statusPath, type Lab, type Reply } from '../../support/emulator-fixture.ts';

const PATH = statusPath(IDS.fresh);

async function askWith(fault: Fault): Promise<Reply> {
  const { ask, emulator } = await startLab();
  emulator.world.faults.add({ fault });
  return ask(PATH);
}

/** The error's code, as the connection reports it. */
async function failureOf(lab: Lab): Promise<string> {
  const error: unknown = await lab.ask(PATH).then(
    (reply) => new Error(`answered ${reply.status}`),
    (reason: unknown) => reason,
  );
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return String(field(cause, 'code') ?? cause);
}

describe('matching', () => {
  it('is by method and path, for so many requests, after so many', async ({ lab: { ask, emulator } }) => {
    emulator.world.faults.add({
      method: 'get',
      path: '/compaction/status$',
      skip: 1,
      count: 2,
      fault: { status: 503 },
    });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await ask(PATH)).status);
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect((await ask('/health')).status).toBe(200);
  });

  it('leaves the control endpoint alone', async ({ lab: { ask, emulator } }) => {
    emulator.world.faults.add({ fault: { status: 500 } });
    expect((await ask('/__control/state')).status).toBe(200);
    expect((await ask('/health')).status).toBe(500);
  });

  it('is noted in the log', async ({ lab: { ask, emulator } }) => {
    const id = emulator.world.faults.add({ count: 1, fault: { status: 500 } });
    await ask(PATH);
    await ask(PATH);
    expect(emulator.world.log.list().map(({ faultId, status }) => [faultId, status])).toEqual([
      [id, 500],
      [null, 200],
    ]);
  });
});

describe('wrong answers', () => {
  it('have any status, headers and error shape', async () => {
    const extra = { reason: 'trial_limit_reached', upgrade_url: 'https://example.com/up' };
    const body = { kind: 'error', shape: 'error-code', code: 'TRIAL', message: 'No more.', extra } as const;
    const reply = await askWith({ status: 429, headers: { 'Retry-After': 'soon' }, body });
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, 'soon']);
    expect(reply.body).toEqual({ error: 'No more.', code: 'TRIAL', ...extra, details: extra });
  });

  it.each([
    [{ kind: 'empty' }, 'application/json', ''],
    [{ kind: 'broken-json' }, 'application/json', '{"status": "completed", "latest_version": '],
    [{ kind: 'text', text: 'hi' }, 'text/plain; charset=utf-8', 'hi'],
    [{ kind: 'json', value: [1] }, 'application/json', '[1]'],
    [{ kind: 'deep', depth: 3 }, 'application/json', '{"current_state":[[[]]]}'],
  ] as const)('%o', async (body, type, text) => {
    const reply = await askWith({ body });
    expect([reply.status, reply.headers.get('content-type'), reply.text]).toEqual([200, type, text]);
  });

  it('can be a login page', async () => {
    const reply = await askWith({ body: { kind: 'login-page' } });
    expect(reply.headers.get('content-type')).toContain('text/html');
    expect(reply.text).toContain('<title>Sign in</title>');
  });
});

describe('odd answers', () => {
  it('can be bad UTF-8', async () => {
    expect((await askWith({ body: { kind: 'bad-utf8' } })).text).toContain('\u{FFFD}');
  });

  it('can be a redirect', async () => {
    const reply = await askWith({ redirectTo: 'http://127.0.0.1:9/elsewhere' });
    expect([reply.status, reply.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
  });

  it.each([
    ['wrong-types', { status: 42, validation_score: '0.94' }],
    ['nulls', { status: null, conversation_id: null }],
    ['extra', { status: 'completed', another: 'field' }],
  ] as const)('can be the true answer with %s', async (mutate, expected) => {
    expect((await askWith({ mutate })).body).toMatchObject(expected);
  });

  it('can be the true answer with half of its fields, a BOM, or a patch', async () => {
    expect(field((await askWith({ mutate: 'missing' })).body, 'status')).toBeUndefined();
    const { emulator } = await startLab();
    emulator.world.faults.add({ fault: { mutate: 'bom' } });
    const response = await fetch(`${emulator.httpOrigin}/health`);
    expect([...new Uint8Array(await response.arrayBuffer()).subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
    expect((await askWith({ patch: { status: 'odd' } })).body).toMatchObject({ status: 'odd', latest_version: 1 });
  });

  it('do not carry the request out, unless told to', async ({ lab: { ask, emulator } }) => {
    const body = { conversation_id: IDS.fresh };
    const runs = (): number | undefined => emulator.world.conversation(IDS.fresh)?.runs.length;
    emulator.world.faults.add({ count: 1, fault: { status: 503 } });
    emulator.world.faults.add({ count: 1, fault: { status: 503, carryOut: true } });
    await ask('/v1/conversations/compact', { body });
    expect(runs()).toBe(1);
    await ask('/v1/conversations/compact', { body });
    expect(runs()).toBe(2);
  });
});

describe('sizes', () => {
  it('stream megabytes', async () => {
    const reply = await askWith({ body: { kind: 'huge', bytes: 3_000_000 } });
    expect(String(field(reply.body, 'formatted_context'))).toHaveLength(3_000_000);
  });

  it('make a gzip bomb', async ({ lab: { emulator } }) => {
    emulator.world.faults.add({ fault: { body: { kind: 'huge', bytes: 3_000_000, gzip: true } } });
    const response = await fetch(`${emulator.httpOrigin}/health`);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect((await response.text()).length).toBeGreaterThan(3_000_000);
  });

  it('stop when the reader leaves', async ({ lab: { emulator } }) => {
    emulator.world.faults.add({ fault: { body: { kind: 'huge', bytes: 2_000_000_000 } } });
    const response = await fetch(`${emulator.httpOrigin}/health`);
    await response.body?.cancel();
    expect(emulator.world.log.count()).toBe(1);
  });
});

describe('broken connections', () => {
  it('drip, and arrive whole', async () => {
    const reply = await askWith({ body: { kind: 'text', text: 'drip' }, dripMs: 1 });
    expect(reply.text).toBe('drip');
  });

  it('are cut short', async ({ lab }) => {
    lab.emulator.world.faults.add({ fault: { truncateAt: 10 } });
    expect(await failureOf(lab)).toMatch(/UND_ERR_SOCKET|ECONNRESET|terminated/);
  });

  it.each(['at-once', 'mid-body'] as const)('are reset %s', async (reset) => {
    const lab = await startLab();
    lab.emulator.world.faults.add({ fault: { reset } });
    expect(await failureOf(lab)).toBe('ECONNRESET');
  });

  it('are reset below TLS too', async ({ lab: { emulator } }) => {
    emulator.world.faults.add({ fault: { reset: 'at-once' } });
    const code = await new Promise((resolve) => {
      const options = { port: emulator.httpsPort, host: '127.0.0.1', path: '/health', rejectUnauthorized: false };
      request(options, (response) => resolve(response.statusCode))
        .on('error', (error) => resolve(field(error, 'code')))
        .end();
    });
    expect(code).toBe('ECONNRESET');
  });
});

describe('slow answers', () => {
  it('hold a request until it is released', async ({ lab: { ask, emulator } }) => {
    const { faults, log } = emulator.world;
    const id = faults.add({ count: 1, fault: { hold: true } });
    const held = ask(PATH);
    await expect.poll(() => faults.heldCount, { interval: 1 }).toBe(1);
    expect(log.list()[0]).toMatchObject({ faultId: id, status: null });
    expect(faults.release(id)).toBe(1);
    expect((await held).body).toMatchObject({ status: 'completed' });
  });

  it('hold a request no longer than its sender waits', async ({ lab: { emulator } }) => {
    const { faults } = emulator.world;
    faults.add({ fault: { hold: true } });
    const abort = new AbortController();
    const held = fetch(`${emulator.httpOrigin}/health`, { signal: abort.signal }).catch(() => 'aborted');
    await expect.poll(() => faults.heldCount, { interval: 1 }).toBe(1);
    abort.abort();
    expect(await held).toBe('aborted');
    await expect.poll(() => faults.heldCount, { interval: 1 }).toBe(0);
  });

  it('close with the emulator, however long they would take', async ({ lab }) => {
    lab.emulator.world.faults.add({ fault: { delayMs: 3_600_000 } });
    const failure = failureOf(lab);
    await expect.poll(() => lab.emulator.world.log.count(), { interval: 1 }).toBe(1);
    await lab.emulator.close();
    expect(await failure).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
  });
});
