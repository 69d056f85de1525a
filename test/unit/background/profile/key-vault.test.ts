import { describe, expect, it } from 'vitest';
import { createKeyVault, type StoredKey } from '../../../../src/background/profile/key-vault.ts';
import { memoryStore } from '../../../support/memory-store.ts';

const stored = (fields: Partial<StoredKey> = {}): StoredKey => ({
  key: 'synap_key',
  baseUrl: 'https://a.example',
  keyId: 'id-1',
  remembered: true,
  clientId: null,
  instanceId: null,
  ...fields,
});

function harness() {
  const disk = memoryStore();
  const session = memoryStore();
  return { disk, session, vault: createKeyVault(disk, session) };
}

describe('the key vault', () => {
  it('gives a key only to the base URL that it was entered for [F86]', async () => {
    const { vault } = harness();
    await vault.put('p', stored());
    expect(await vault.get('p', 'https://a.example')).toEqual(stored());
    for (const url of ['https://b.example', 'https://a.example:8443', 'http://a.example', ''])
      expect(await vault.get('p', url)).toBeNull();
    expect(await vault.get('q', 'https://a.example')).toBeNull();
  });

  it('puts on disk only what is to be remembered, and leaves no other behind', async () => {
    const { disk, session, vault } = harness();
    await vault.put('p', stored({ remembered: false }));
    expect([disk.held.size, session.held.size]).toEqual([0, 1]);
    await vault.put('p', stored({ keyId: 'id-2' }));
    expect([disk.held.size, session.held.size]).toEqual([1, 0]);
    await vault.put('p', stored({ remembered: false, keyId: 'id-3', key: 'other' }));
    expect([disk.held.size, session.held.size]).toEqual([0, 1]);
    await vault.remove('p');
    expect([disk.held.size, session.held.size]).toEqual([0, 0]);
  });

  it('keeps the key that is there when the next one cannot be stored [F22]', async () => {
    const { disk, session, vault } = harness();
    await vault.put('p', stored());
    session.refuseWrites(1);
    await expect(vault.put('p', stored({ remembered: false, keyId: 'id-2' }))).rejects.toThrow();
    expect([disk.held.size, session.held.size]).toEqual([1, 0]);
    expect(await vault.get('p', 'https://a.example')).toEqual(stored());
  });

  it('adds to a key where it lies, also one that was put there in place of the disk [F16]', async () => {
    const { session } = harness();
    const vault = createKeyVault(session, session);
    await vault.put('p', stored());
    await vault.identify('p', 'id-1', { clientId: 'cli_1', instanceId: null });
    expect(await vault.get('p', 'https://a.example')).toMatchObject({ clientId: 'cli_1' });
  });

  it('keeps both ways apart where the session stands in for the disk, and removes what it cannot see there [F16]', async () => {
    const { disk, session } = harness();
    const removed: string[] = [];
    const standIn = { ...session, remove: async (key: string) => void (removed.push(key), await session.remove(key)) };
    const vault = createKeyVault(standIn, session);
    await vault.put('p', stored({ remembered: false }));
    expect(await vault.get('p', 'https://a.example')).toEqual(stored({ remembered: false }));
    expect(removed).toEqual(['key:p']);
    await vault.put('p', stored({ keyId: 'id-2' }));
    expect(await vault.get('p', 'https://a.example')).toEqual(stored({ keyId: 'id-2' }));
    expect([session.held.size, disk.held.size]).toEqual([1, 0]);
    await vault.remove('p');
    expect(session.held.size).toBe(0);
  });

  it('clears keys, and nothing else of the session', async () => {
    const { disk, session, vault } = harness();
    session.held.set('pause:p', 1);
    await vault.put('p', stored());
    await vault.put('q', stored({ remembered: false }));
    await vault.clear();
    expect(disk.held.size).toBe(0);
    expect([...session.held.keys()]).toEqual(['pause:p']);
  });

  it('adds to the very key that was asked about, and to none that came or went since', async () => {
    const { vault, disk } = harness();
    const ids = { clientId: 'cli_1', instanceId: 'inst_1' };
    await vault.put('p', stored());
    await vault.identify('p', 'id-0', ids);
    expect(await vault.get('p', 'https://a.example')).toEqual(stored());
    await vault.identify('p', 'id-1', ids);
    expect(await vault.get('p', 'https://a.example')).toEqual(stored(ids));
    await Promise.all([vault.identify('p', 'id-1', ids), vault.remove('p'), vault.identify('p', 'id-1', ids)]);
    expect(disk.held.size).toBe(0);
  });

  it.each([['text'], [null], [{ key: 'x' }], [{ ...stored(), key: 7 }], [{ ...stored(), clientId: 7 }], [[stored()]]])(
    'takes %j for no key [F24]',
    async (value) => {
      const { disk, vault } = harness();
      disk.held.set('key:p', value);
      expect(await vault.get('p', 'https://a.example')).toBeNull();
    },
  );
});
