import { PROMPT, SUMMARY, type Part, STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import { A, answerOf, B, ended, numbered, runs, statusOf, summaryOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const status = (mode: 'cached' | 'fresh' | 'peek' = 'cached'): RequestInput<'read'> => ({
  part: STATUS,
  conversationId: A,
  mode,
  priority: 'user',
});
const summary = (
  fields: Partial<RequestInput<'read'>> = {},
  choice: Partial<Omit<Part<'summary'>, 'kind'>> = {},
): RequestInput<'read'> => ({ ...status(), part: { ...SUMMARY, ...choice }, ...fields });
const prompt: RequestInput<'read'> = { ...status(), part: PROMPT };

describe('the reply', () => {
  it('waits for no disk: neither for the cache nor for the history', async ({ world }) => {
    const forever = () => new Promise<void>(() => undefined);
    world.cacheStore.set = forever;
    world.historyStore.set = forever;
    const replies = await Promise.all([world.ask('read', status()), world.ask('read', summary())]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
    // Whoever asks now is answered from what is being stored.
    expect(await world.ask('read', status())).toMatchObject({ ok: true, value: { meta: { source: 'cache' } } });
    expect(world.synap.count()).toBe(2);
  });
});

describe('one flight [F89] [F92]', () => {
  it('answers three askers with one request and the same answer', async ({ world }) => {
    world.synap.holding = true;
    const asked = [
      world.ask('read', status()),
      world.ask('read', status(), 'popup'),
      world.ask('read', status('fresh'), 'panel'),
    ];
    await settle();
    world.synap.release();
    const answers = await Promise.all(asked);
    expect(world.synap.count()).toBe(1);
    expect(answers.every((outcome) => outcome.ok)).toBe(true);
    expect(new Set(answers.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
  });

  it('goes before what was automatic once somebody clicks it too', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 1, requestsPerMinute: 60 })] } });
    const ask = (n: number, priority: 'user' | 'automatic') =>
      world.ask('read', { part: STATUS, conversationId: numbered(n), mode: 'cached', priority });
    for (const n of [0, 1, 2, 3]) void ask(n, 'automatic');
    await settle();
    void ask(3, 'user');
    await world.clock.pass(1_000);
    expect(world.synap.sent.map(({ call }) => ('conversationId' in call ? call.conversationId : ''))).toEqual([
      numbered(0),
      numbered(3),
    ]);
  });

  it('asks again when the first answer is there, and apart for other conversations, parts and formats', async ({
    world,
  }) => {
    await world.ask('read', status('fresh'));
    await world.ask('read', status('fresh'));
    expect(world.synap.count()).toBe(2);
    const questions = [
      world.ask('read', status('fresh')),
      world.ask('read', { ...status('fresh'), conversationId: B }),
      world.ask('read', summary({ mode: 'fresh' })),
      world.ask('read', summary({ mode: 'fresh' }, { format: 'narrative' })),
    ];
    await Promise.all(questions);
    expect(world.synap.count()).toBe(6);
  });

  it('gives the others their answer when the asker is gone [F90] [F91]', async ({ world }) => {
    world.synap.holding = true;
    const popup = world.openView([A], 'popup');
    const first = world.ask('read', status(), 'popup');
    const second = world.ask('read', status(), 'panel');
    await settle();
    popup.close();
    world.synap.release();
    expect((await second).ok).toBe(true);
    expect((await first).ok).toBe(true);
    expect((await world.ask('read', status('peek'))).ok).toBe(true);
    expect(world.synap.count()).toBe(1);
  });

  it('tells every view what one of them learned', async ({ world }) => {
    const views = [world.openView(), world.openView([], 'popup')];
    await world.ask('read', status());
    for (const view of views) expect(view.heard('answered')).toHaveLength(1);
  });
});

describe('cached, fresh and peek', () => {
  it('serves `cached` from the cache, says so, and logs it', async ({ world }) => {
    await world.ask('read', status());
    const again = await world.ask('read', status());
    expect(world.synap.count()).toBe(1);
    expect(again).toMatchObject({ ok: true, value: { meta: { source: 'cache' } } });
    const log = await world.ask('requests', { conversationId: A });
    expect(log).toMatchObject({ ok: true, value: [{ source: 'cache', status: null }, { source: 'cloud' }] });
  });

  it('never sends for `peek`', async ({ world }) => {
    expect(await world.ask('read', status('peek'))).toEqual({ ok: true, value: null });
    expect(world.synap.count()).toBe(0);
  });

  it('never serves a run in progress, nor a pinned version, from the cache', async ({ world }) => {
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    await world.ask('read', status());
    await world.ask('read', status());
    expect(world.synap.count('status')).toBe(2);
    await world.ask('read', summary({}, { version: 2 }));
    await world.ask('read', summary({}, { version: 2 }));
    expect(world.synap.count('summary')).toBe(2);
  });

  it('asks again once the answer is too old, or from the future', async ({ world }) => {
    await world.ask('read', status());
    await world.clock.pass(299_999);
    await world.ask('read', status());
    expect(world.synap.count()).toBe(1);
    await world.clock.pass(2);
    await world.ask('read', status());
    expect(world.synap.count()).toBe(2);
    world.clock.jump(-60_000);
    await world.ask('read', status());
    expect(world.synap.count()).toBe(3);
  });
});

describe('news', () => {
  it.each([
    ['a newer compaction', statusOf({ compactionId: 'cmp_2' })],
    ['a newer version', statusOf({ latestVersion: 2 })],
  ])('%s drops what was cached and tells the views', async (_name, news) => {
    const world = await createWorld();
    await world.ask('read', status());
    await world.ask('read', summary());
    await world.ask('read', prompt);
    const view = world.openView();
    world.synap.on('status', () => news);
    world.synap.on('summary', () => summaryOf({ version: news.latestVersion }));
    await world.ask('read', status('fresh'));
    expect(view.heard('invalidated')).toEqual([{ type: 'invalidated', profileId: 'default', conversationId: A }]);
    const before = world.synap.count();
    await world.ask('read', summary());
    await world.ask('read', prompt);
    expect(world.synap.count()).toBe(before + 2);
    await world.ask('read', status('fresh'));
    expect(view.heard('invalidated')).toHaveLength(1);
  });

  it('a finished run does, and a summary newer than the status does', async ({ world }) => {
    world.synap.on('status', () => runs());
    await world.ask('read', status());
    await world.ask('read', summary());
    const view = world.openView();
    world.synap.on('status', () => ended());
    await world.ask('read', status());
    expect(view.heard('invalidated')).toHaveLength(1);
    world.synap.on('summary', () => summaryOf({ version: 5 }));
    await world.ask('read', summary({ mode: 'fresh' }));
    expect(view.heard('invalidated')).toHaveLength(2);
    expect(await world.ask('read', status('peek'))).toEqual({ ok: true, value: null });
    expect(await world.ask('read', summary({ mode: 'peek' }))).toMatchObject({ value: { data: { version: 5 } } });
  });
});

describe('an answer that is overtaken', () => {
  it('asks anew, once, for what was on its way when the news came [F44]', async ({ world }) => {
    await world.ask('read', status());
    let version = 1;
    world.synap.on('status', () => statusOf({ compactionId: 'cmp_2', latestVersion: 2 }));
    // The old summary and the prompt answer only after the news.
    let answerNow: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      answerNow = resolve;
    });
    let prompts = 0;
    world.synap.on('prompt', async () => {
      prompts += 1;
      const mine = prompts;
      if (mine === 1) await late;
      return { ok: true, value: answerOf({ n: mine }, { retrievedAt: world.clock.now() }) };
    });
    world.synap.on('summary', async () => {
      const mine = version;
      if (mine === 1) await late;
      return { ok: true, value: answerOf(summaryOf({ version: mine }), { retrievedAt: world.clock.now() }) };
    });
    const asked = [world.ask('read', summary()), world.ask('read', prompt)];
    await settle();
    version = 2;
    await world.ask('read', status('fresh'));
    answerNow();
    expect(await asked[0]).toMatchObject({ value: { data: { version: 2 } } });
    expect(await asked[1]).toMatchObject({ value: { data: { n: 2 } } });
    expect(await world.ask('read', summary({ mode: 'peek' }))).toMatchObject({ value: { data: { version: 2 } } });
  });
});
