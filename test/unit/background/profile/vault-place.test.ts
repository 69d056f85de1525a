import { beforeEach, describe, expect, vi } from 'vitest';
import { createKeyVault, type StoredKey } from '../../../../src/background/profile/key-vault.ts';
import { memoryStore, openDatabase } from '../../../../src/platform/storage.ts';
import { area } from '../../../support/local-area.ts';
import { it, type Database } from '../../../support/worker/database.ts';

vi.mock('../../../../src/platform/browser.ts', () => import('../../../support/local-area.ts'));

beforeEach(() => area.clear());

describe('a key that another store kept in the vault’s place [F16]', () => {
  const keyOf = (name: string, remembered = true): StoredKey => ({
    key: `synap_${name}`,
    baseUrl: 'https://a.example',
    keyId: name,
    remembered,
    clientId: null,
    instanceId: null,
  });
  const keys = async (vault: ReturnType<typeof createKeyVault>) =>
    Promise.all(['p', 'q', 'r'].map(async (id) => (await vault.get(id, 'https://a.example'))?.key ?? null));

  /** One browser: workers, of which some cannot open the database. */
  function browser(name: string, database: Database) {
    const session = memoryStore();
    const worker = () =>
      createKeyVault(
        openDatabase(name, () => undefined, session),
        session,
      );
    const brokenWorker = () => {
      database.break();
      return worker();
    };
    const restarted = async () => {
      database.mend();
      await session.clear();
      return worker();
    };
    return { session, worker, brokenWorker, restarted };
  }

  it('goes to the disk with the next worker that can open it, and no other key is lost', async ({ database }) => {
    const { session, worker, brokenWorker, restarted } = browser('v1', database);
    const first = worker();
    for (const id of ['p', 'q', 'r']) await first.put(id, keyOf(`old-${id}`));
    const broken = brokenWorker();
    await Promise.all([broken.put('p', keyOf('new-p')), broken.remove('q')]);
    expect(await keys(broken)).toEqual(['synap_new-p', null, null]);
    database.mend();
    expect(await keys(worker())).toEqual(['synap_new-p', null, 'synap_old-r']);
    expect(await session.keys()).toEqual([]);
    expect(area.held.has('outdated:v1')).toBe(false);
    expect(await keys(await restarted())).toEqual(['synap_new-p', null, 'synap_old-r']);
  });

  it('that could not be kept there leaves the one on the disk', async ({ database }) => {
    const { session, worker, brokenWorker } = browser('v0', database);
    await worker().put('p', keyOf('old-p'));
    const { set } = session;
    session.set = () => Promise.reject(new Error('full'));
    await expect(brokenWorker().put('p', keyOf('new-p'))).rejects.toThrow();
    session.set = set;
    database.mend();
    expect(await keys(worker())).toEqual(['synap_old-p', null, null]);
  });

  it('stays in the session when it is not to be remembered, and the one on the disk goes', async ({ database }) => {
    const { worker, brokenWorker, restarted } = browser('v2', database);
    await worker().put('p', keyOf('old-p'));
    await brokenWorker().put('p', keyOf('new-p', false));
    database.mend();
    expect(await keys(worker())).toEqual(['synap_new-p', null, null]);
    expect(await keys(await restarted())).toEqual([null, null, null]);
  });

  it('is gone when the browser closed meanwhile, and so is the one that it replaced', async ({ database }) => {
    const { worker, brokenWorker, restarted } = browser('v3', database);
    await worker().put('p', keyOf('old-p'));
    await worker().put('q', keyOf('old-q'));
    await brokenWorker().put('p', keyOf('new-p'));
    expect(await keys(await restarted())).toEqual([null, 'synap_old-q', null]);
  });

  it('stays erased', async ({ database }) => {
    const { worker, brokenWorker, restarted } = browser('v4', database);
    for (const id of ['p', 'q']) await worker().put(id, keyOf(`old-${id}`));
    const broken = brokenWorker();
    await broken.put('q', keyOf('new-q'));
    await broken.clear();
    await broken.put('r', keyOf('new-r'));
    database.mend();
    expect(await keys(worker())).toEqual([null, null, 'synap_new-r']);
    expect(await keys(await restarted())).toEqual([null, null, 'synap_new-r']);
  });
});
