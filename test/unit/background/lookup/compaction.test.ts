import { STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail, type AppError } from '../../../../src/core/errors.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import {
  A,
  B,
  conflict,
  keyRefused,
  noCredits,
  noMessages,
  STARTED,
  statusOf,
  unavailable,
  WHOAMI,
} from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, giveKey, KEY, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const compact: RequestInput<'compact'> = {
  profileId: 'default',
  conversationId: A,
  strategy: 'balanced',
  targetTokens: null,
  force: false,
};
const cached: RequestInput<'read'> = { part: STATUS, conversationId: A, mode: 'cached', priority: 'user' };
const peek: RequestInput<'read'> = { ...cached, mode: 'peek' };

describe('compact [F45]', () => {
  it('sends a double click once, and a later click anew', async ({ world }) => {
    world.synap.holding = true;
    const clicks = [world.ask('compact', compact), world.ask('compact', { ...compact, strategy: 'adaptive' }, 'popup')];
    const other = world.ask('compact', { ...compact, conversationId: B });
    await settle();
    expect(world.synap.count('compact')).toBe(2);
    world.synap.holding = false;
    world.synap.release();
    expect(await clicks[0]).toEqual(await clicks[1]);
    await other;
    await world.ask('compact', compact);
    expect(world.synap.count('compact')).toBe(3);
  });

  it('drops what was cached, tells the views, and watches the run', async ({ world }) => {
    await world.ask('read', cached);
    const view = world.openView([A]);
    world.synap.on('status', () => statusOf({ state: 'in_progress', compactionId: 'cmp_2' }));
    expect((await world.ask('compact', compact)).ok).toBe(true);
    await settle();
    expect(view.heard('invalidated')).toContainEqual({ type: 'invalidated', profileId: 'default', conversationId: A });
    expect(await world.watches()).toMatchObject([{ conversationId: A, starred: true, state: 'running' }]);
  });

  it('watches the run that is there after a 409', async ({ world }) => {
    world.synap.on('compact', () => fail(conflict));
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    expect(await world.ask('compact', compact)).toEqual(fail(conflict));
    await settle();
    expect(world.synap.count('compact')).toBe(1);
    expect(await world.watches()).toMatchObject([{ conversationId: A, state: 'running' }]);
  });

  it('serves nothing old when nobody knows whether a run began', async ({ world }) => {
    await world.ask('read', cached);
    const view = world.openView();
    world.synap.on('compact', () => fail(unavailable));
    await world.ask('compact', compact);
    expect(await world.ask('read', peek)).toEqual({ ok: true, value: null });
    expect(view.heard('invalidated')).toHaveLength(1);
    expect(world.synap.count('compact')).toBe(1);
    expect(await world.watches()).toEqual([]);
  });
});

describe('compact, refused with 403 [F29]', () => {
  const says = (keyWorks: boolean) => fail({ ...noMessages, keyWorks } as AppError);

  it('is the key’s fault when whoami refuses it, too', async ({ world }) => {
    world.synap.on('compact', () => says(false));
    world.synap.on('whoami', () => fail(keyRefused));
    expect(await world.ask('compact', compact)).toMatchObject({
      ok: false,
      error: { kind: 'key-refused', status: 403 },
    });
    expect((await world.overview()).pause?.reason).toBe('key-refused');
    expect(world.synap.count('compact')).toBe(1);
  });

  it('clears the key only when whoami succeeded', async ({ world }) => {
    world.synap.on('compact', () => says(false));
    world.synap.on('whoami', () => fail(unavailable));
    expect(await world.ask('compact', compact)).toEqual(says(false));
    world.synap.on('whoami', () => WHOAMI);
    expect(await world.ask('compact', compact)).toEqual(says(true));
  });
});

describe('compact, when nothing can be stored [F45]', () => {
  it('answers that the run was started: nobody is to pay twice', async ({ world }) => {
    world.local.refuseWrites(1_000);
    expect(await world.ask('compact', compact)).toMatchObject({ ok: true, value: { data: { compactionId: 'cmp_2' } } });
    world.synap.on('compact', () => fail(conflict));
    expect(await world.ask('compact', compact)).toEqual(fail(conflict));
  });

  it('nor when the session cannot be read any more once it was sent', async ({ world }) => {
    world.synap.on('compact', () => {
      world.session.get = () => Promise.reject(new Error('broken'));
      return STARTED;
    });
    expect(await world.ask('compact', compact)).toMatchObject({ ok: true, value: { data: { compactionId: 'cmp_2' } } });
  });
});

describe('compact, refused or too late', () => {
  it('drops nothing when Synap refused', async ({ world }) => {
    await world.ask('read', cached);
    world.synap.on('compact', () => fail(noCredits));
    expect(await world.ask('compact', compact)).toEqual(fail(noCredits));
    expect(await world.ask('read', peek)).toMatchObject({ ok: true, value: { data: { state: 'completed' } } });
  });

  it('is locked where the profile says so', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ lockCompact: true })] } });
    expect(await world.ask('compact', compact)).toMatchObject({ ok: false, error: { kind: 'compaction-locked' } });
    expect(world.synap.count()).toBe(0);
  });

  it('is sent under the profile that was confirmed, or not at all [F25] [F45]', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), profileWith({ id: 'second' })] } });
    await giveKey(world.vaultStore, 'second', KEY);
    await world.ask('choose-profile', { profileId: 'second', demo: false }, 'popup');
    expect(await world.ask('compact', compact)).toEqual(fail({ kind: 'cancelled' }));
    await world.ask('choose-profile', { profileId: 'second', demo: true }, 'popup');
    expect(await world.ask('compact', { ...compact, profileId: 'second' })).toEqual(fail({ kind: 'cancelled' }));
    expect(world.synap.count('compact')).toBe(0);
    await world.ask('compact', { ...compact, profileId: 'demo' });
    await world.ask('choose-profile', { profileId: 'default', demo: false }, 'popup');
    expect((await world.ask('compact', compact)).ok).toBe(true);
    expect(world.synap.count('compact')).toBe(2);
  });

  it('does not take an answer from before the click for the run’s', async ({ world }) => {
    world.openView([A]);
    let answerNow: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      answerNow = resolve;
    });
    let asked = 0;
    world.synap.on('status', async () => {
      asked += 1;
      if (asked > 1) return statusOf({ state: 'in_progress', compactionId: 'cmp_2' });
      await late;
      return statusOf();
    });
    const before = world.ask('read', { ...cached, mode: 'fresh' });
    await settle();
    await world.ask('compact', compact);
    await settle();
    answerNow();
    expect(await before).toMatchObject({ ok: true, value: { data: { state: 'in_progress' } } });
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
  });
});
