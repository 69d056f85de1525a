import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createKeyVault, type StoredKey } from '../../../../src/background/profile/key-vault.ts';
import { memoryStore, openDatabase } from '../../../../src/platform/worker/storage.ts';
import { area } from '../../../support/local-area.ts';

vi.mock('../../../../src/platform/browser.ts', () => import('../../../support/local-area.ts'));

const open = indexedDB.open.bind(indexedDB);
afterEach(() => {
  indexedDB.open = open;
});

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
  function browser(name: string) {
    const session = memoryStore();
    const worker = () =>
      createKeyVault(
        openDatabase(name, () => undefined, session),
        session,
      );
    const brokenWorker = () => {
      indexedDB.open = () => {
        throw new DOMException('Internal error opening backing store', 'UnknownError');
      };
      return worker();
    };
    const restarted = async () => {
      indexedDB.open = open;
      await session.clear();
      return worker();
    };
    return { session, worker, brokenWorker, restarted };
  }

  it('goes to the disk with the next worker that can open it, and no other key is lost', async () => {
    const { session, worker, brokenWorker, restarted } = browser('v1');
    const first = worker();
    for (const id of ['p', 'q', 'r']) await first.put(id, keyOf(`old-${id}`));
    const broken = brokenWorker();
    await Promise.all([broken.put('p', keyOf('new-p')), broken.remove('q')]);
    expect(await keys(broken)).toEqual(['synap_new-p', null, null]);
    indexedDB.open = open;
    expect(await keys(worker())).toEqual(['synap_new-p', null, 'synap_old-r']);
    expect(await session.keys()).toEqual([]);
    expect(area.has('outdated:v1')).toBe(false);
    expect(await keys(await restarted())).toEqual(['synap_new-p', null, 'synap_old-r']);
  });

  it('that could not be kept there leaves the one on the disk', async () => {
    const { session, worker, brokenWorker } = browser('v0');
    await worker().put('p', keyOf('old-p'));
    const { set } = session;
    session.set = () => Promise.reject(new Error('full'));
    await expect(brokenWorker().put('p', keyOf('new-p'))).rejects.toThrow();
    session.set = set;
    indexedDB.open = open;
    expect(await keys(worker())).toEqual(['synap_old-p', null, null]);
  });

  it('stays in the session when it is not to be remembered, and the one on the disk goes', async () => {
    const { worker, brokenWorker, restarted } = browser('v2');
    await worker().put('p', keyOf('old-p'));
    await brokenWorker().put('p', keyOf('new-p', false));
    indexedDB.open = open;
    expect(await keys(worker())).toEqual(['synap_new-p', null, null]);
    expect(await keys(await restarted())).toEqual([null, null, null]);
  });

  it('is gone when the browser closed meanwhile, and so is the one that it replaced', async () => {
    const { worker, brokenWorker, restarted } = browser('v3');
    await worker().put('p', keyOf('old-p'));
    await worker().put('q', keyOf('old-q'));
    await brokenWorker().put('p', keyOf('new-p'));
    expect(await keys(await restarted())).toEqual([null, 'synap_old-q', null]);
  });

  it('stays erased', async () => {
    const { worker, brokenWorker, restarted } = browser('v4');
    for (const id of ['p', 'q']) await worker().put(id, keyOf(`old-${id}`));
    const broken = brokenWorker();
    await broken.put('q', keyOf('new-q'));
    await broken.clear();
    await broken.put('r', keyOf('new-r'));
    indexedDB.open = open;
    expect(await keys(worker())).toEqual([null, null, 'synap_new-r']);
    expect(await keys(await restarted())).toEqual([null, null, 'synap_new-r']);
  });
});
