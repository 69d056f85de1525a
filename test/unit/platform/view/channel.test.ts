import { STATUS } from '../../../../src/core/conversation/part.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBackend } from '../../../../src/platform/view/channel.ts';
import type { Backend, Connection } from '../../../../src/protocol/backend.ts';
import type { WorkerEvent } from '../../../../src/protocol/events.ts';
import { A } from '../../../support/worker/answers.ts';

/** The browser's runtime, as a view sees it. */
const runtime = vi.hoisted(() => ({
  id: 'own-id' as string | undefined,
  ports: [] as { posted: unknown[]; hear: (message: unknown) => void; drop: () => void; isOpen: boolean }[],
  sent: [] as unknown[],
  answer: (() => Promise.resolve(undefined)) as (message: unknown) => Promise<unknown>,
}));
vi.mock('../../../../src/platform/browser.ts', () => ({
  browser: {
    runtime: {
      get id() {
        return runtime.id;
      },
      getManifest: () => ({ version: '1.2.3' }),
      sendMessage: (message: unknown) => {
        runtime.sent.push(message);
        return runtime.answer(message);
      },
      connect: () => {
        const port = {
          posted: [] as unknown[],
          hear: (_message: unknown): void => undefined,
          drop: (): void => undefined,
          isOpen: true,
        };
        runtime.ports.push(port);
        return {
          onMessage: { addListener: (listener: typeof port.hear) => (port.hear = listener) },
          onDisconnect: { addListener: (listener: typeof port.drop) => (port.drop = listener) },
          // Its own side is told nothing of it.
          disconnect: () => (port.isOpen = false),
          postMessage: (message: unknown) => {
            if (!port.isOpen) throw new Error('Attempting to use a disconnected port object');
            port.posted.push(message);
          },
        };
      },
    },
  },
}));

vi.mock('../../../../src/platform/view/visibility.ts', () => ({
  watchVisibility: (listener: (visible: boolean) => void) => listener(true),
}));

const ok = (value: unknown) =>
  Promise.resolve({ app: 'synap-inspector', version: '1.2.3', outcome: { ok: true, value } });
const read = { part: STATUS, conversationId: A, mode: 'cached', priority: 'user' } as const;
const compact = { profileId: 'default', conversationId: A, strategy: null, targetTokens: null, force: false } as const;
let backend: Backend;
let connections: Connection[];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => undefined });
  Object.assign(runtime, { id: 'own-id', ports: [], sent: [], answer: () => ok(null) });
  connections = [];
  backend = createBackend('panel');
  backend.onConnection((connection) => connections.push(connection));
  await vi.advanceTimersByTimeAsync(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('ask', () => {
  it('repeats once what a dying worker left unanswered [F2], a compaction never [F45]', async () => {
    runtime.answer = () => Promise.reject(new Error('message port closed'));
    expect(await backend.ask('read', read)).toEqual({ ok: false, error: { kind: 'worker-gone' } });
    expect(runtime.sent).toHaveLength(2);
    expect(await backend.ask('compact', compact)).toEqual({ ok: false, error: { kind: 'worker-gone' } });
    expect(runtime.sent).toHaveLength(3);
  });

  it('never rejects: not when sending throws [F56], not for junk', async () => {
    runtime.answer = () => {
      throw new Error('too large');
    };
    expect(await backend.ask('overview', {})).toEqual({ ok: false, error: { kind: 'refused', why: 'malformed' } });
    // It would throw again.
    expect(runtime.sent).toHaveLength(1);
    for (const junk of [undefined, null, 'x', { app: 'other' }]) {
      runtime.answer = () => Promise.resolve(junk);
      expect(await backend.ask('compact', compact)).toEqual({ ok: false, error: { kind: 'worker-gone' } });
    }
  });

  it('tells that the view is outdated, for good [F10] [F11]', async () => {
    runtime.answer = () =>
      Promise.resolve({ app: 'synap-inspector', version: '2', outcome: { ok: false, error: { kind: 'outdated' } } });
    await backend.ask('overview', {});
    expect(connections.at(-1)).toBe('outdated');
    runtime.ports[0]?.drop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connections.at(-1)).toBe('outdated');
    runtime.id = undefined;
    const sent = runtime.sent.length;
    expect(await backend.ask('overview', {})).toEqual({ ok: false, error: { kind: 'outdated' } });
    expect(runtime.sent).toHaveLength(sent);
  });
});

describe('a question that is not answered soon [F15]', () => {
  const touches = () => runtime.ports.flatMap(({ posted }) => posted).filter((one) => isWaiting(one)).length;
  const isWaiting = (message: unknown) => (message as { type: string }).type === 'waiting';

  it('keeps the worker awake until the last of them is answered, and not after', async () => {
    const answers: ((value: unknown) => void)[] = [];
    runtime.answer = () => new Promise((resolve) => answers.push((value) => void ok(value).then(resolve)));
    runtime.ports[0]?.hear({ type: 'here' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(touches()).toBe(0);
    const asked = [backend.ask('read', read), backend.ask('overview', {})];
    await vi.advanceTimersByTimeAsync(25_000);
    expect(touches()).toBe(2);
    answers[0]?.(null);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(touches()).toBe(4);
    answers[1]?.(null);
    await Promise.all(asked);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('but was given up, keeps nothing awake', async () => {
    runtime.answer = () => new Promise(() => undefined);
    void backend.ask('compact', compact);
    await vi.advanceTimersByTimeAsync(5_200);
    runtime.ports[1]?.hear({ type: 'here' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(touches()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the port [F6]', () => {
  it('tells what is shown, at once and when that changes', () => {
    backend.setVisibleConversations([A]);
    expect(runtime.ports[0]?.posted).toMatchObject([
      { conversationIds: [] },
      { type: 'view', version: '1.2.3', visible: true, conversationIds: [A] },
    ]);
    backend.setVisibleConversations(Array.from({ length: 90 }, () => A));
    expect(runtime.ports[0]?.posted.at(-1)).toHaveProperty('conversationIds.length', 50);
  });

  it('names the view and the profile it shows, with every request too [root 3]', async () => {
    backend.setShownProfile('work');
    backend.setShownProfile('work');
    const posted = runtime.ports[0]?.posted as { viewId: string; profileId: string | null }[];
    expect(posted.map(({ profileId }) => profileId)).toEqual([null, 'work']);
    void backend.ask('overview', {});
    expect(runtime.sent.at(-1)).toMatchObject({ viewId: posted[0]?.viewId, profileId: 'work' });
    expect(posted[0]?.viewId).toMatch(/^[\da-f-]{36}$/);
  });

  it('comes back after the worker died, with back-off, and tells anew what is shown', async () => {
    backend.setVisibleConversations([A]);
    runtime.ports[0]?.drop();
    expect(connections.at(-1)).toBe('closed');
    await vi.advanceTimersByTimeAsync(200);
    expect(runtime.ports[1]?.posted).toMatchObject([{ conversationIds: [A] }]);
    expect(connections.at(-1)).toBe('open');
    runtime.ports[1]?.drop();
    await vi.advanceTimersByTimeAsync(399);
    expect(runtime.ports).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(runtime.ports).toHaveLength(3);
  });

  it('does not throw into the view when it was closed a moment ago', () => {
    const [port] = runtime.ports;
    if (port) port.isOpen = false;
    expect(() => backend.setVisibleConversations([A])).not.toThrow();
  });

  it('stops for good when the extension was reloaded under the view [F10]', async () => {
    runtime.id = undefined;
    runtime.ports[0]?.drop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runtime.ports).toHaveLength(1);
    expect(connections.at(-1)).toBe('outdated');
  });

  it('is opened anew as long as nobody says that it is there', async () => {
    await vi.advanceTimersByTimeAsync(4_999);
    expect(connections).toEqual(['closed', 'open']);
    await vi.advanceTimersByTimeAsync(1);
    expect(connections.at(-1)).toBe('closed');
    expect(runtime.ports).toMatchObject([{ isOpen: false }]);
    // With back-off, and not called open by opening.
    await vi.advanceTimersByTimeAsync(200 + 5_000 + 400);
    expect(runtime.ports).toMatchObject([{ isOpen: false }, { isOpen: false }, { isOpen: true }]);
    expect(connections).toEqual(['closed', 'open', 'closed']);
    runtime.ports[2]?.hear({ type: 'here' });
    expect(connections.at(-1)).toBe('open');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(runtime.ports).toHaveLength(3);
    expect(connections).toEqual(['closed', 'open', 'closed', 'open']);
  });

  it('is not missed any more when the extension went meanwhile [F10]', async () => {
    runtime.id = undefined;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connections).toEqual(['closed', 'open', 'outdated']);
    expect(runtime.ports).toMatchObject([{ isOpen: true }]);
  });

  it('gives up what nobody heard once a worker is there, and asks again, but for a compaction [F45]', async () => {
    const answers: ((value: unknown) => void)[] = [];
    runtime.answer = () => new Promise((resolve) => answers.push((value) => void ok(value).then(resolve)));
    const outcomes: unknown[] = [];
    const keep = (outcome: unknown) => outcomes.push(outcome);
    void backend.ask('read', read).then(keep);
    void backend.ask('compact', compact).then(keep);
    await vi.advanceTimersByTimeAsync(5_200);
    void backend.ask('overview', {}).then(keep);
    expect(outcomes).toEqual([]);
    runtime.ports[1]?.hear({ type: 'here' });
    await vi.advanceTimersByTimeAsync(0);
    expect(outcomes).toEqual([{ ok: false, error: { kind: 'worker-gone' } }]);
    // What was asked since this port opened is on its way; only the older question is put again.
    expect(runtime.sent).toMatchObject([{ name: 'read' }, { name: 'compact' }, { name: 'overview' }, { name: 'read' }]);
    answers[2]?.('overview');
    answers[3]?.('an answer');
    await vi.advanceTimersByTimeAsync(0);
    expect(outcomes.slice(1)).toEqual([
      { ok: true, value: 'overview' },
      { ok: true, value: 'an answer' },
    ]);
  });

  it('hands on events, and nothing that is none', () => {
    const heard: WorkerEvent[] = [];
    const stop = backend.onEvent((event) => heard.push(event));
    for (const junk of [null, 'x', {}, { type: 7 }]) runtime.ports[0]?.hear(junk);
    runtime.ports[0]?.hear({ type: 'logged', entries: [] });
    stop();
    runtime.ports[0]?.hear({ type: 'logged', entries: [] });
    expect(heard).toEqual([{ type: 'logged', entries: [] }]);
    runtime.ports[0]?.hear({ type: 'outdated' });
    expect(connections.at(-1)).toBe('outdated');
  });
});
