import { expect, test } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import {
  canAsk,
  createAutomaticLookups,
  mayLookUp,
  MAX_AT_ONCE,
  type Candidate,
} from '../../../../src/panel/discovery/automatic-lookups.ts';
import { lacksKey } from '../../../../src/ui/model/active-profile.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { overview } from '../../../support/ui/fixtures.ts';

const row = (id: string, changes: Partial<Candidate> = {}): Candidate => ({
  id: id as ConversationId,
  likely: true,
  asked: false,
  ...changes,
});

function desk() {
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  const lookups = createAutomaticLookups((id) => {
    asked.push(id);
    return new Promise((resolve) => {
      ends.push(resolve);
    });
  });
  const end = async (index: number) => {
    ends[index]?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asked, lookups, end };
}

test('asks for what is likely and was not asked, once', () => {
  const { asked, lookups } = desk();
  const rows = [row('a'), row('b', { likely: false }), row('c', { asked: true }), row('d')];
  lookups.see(rows, true);
  lookups.see(rows, true);
  expect(asked).toEqual(['a', 'd']);
});

test('asks nothing while it may not, and catches up', () => {
  const { asked, lookups } = desk();
  lookups.see([row('a')], false);
  expect(asked).toEqual([]);
  lookups.see([row('a')], true);
  expect(asked).toEqual(['a']);
});

test('few at a time; what left the view before its turn is never asked for', async () => {
  const { asked, lookups, end } = desk();
  lookups.see(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => row(id)),
    true,
  );
  expect(asked.length).toBe(MAX_AT_ONCE);
  lookups.see([row('f'), row('g')], true);
  await end(0);
  await end(1);
  await end(2);
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'f', 'g']);
});

test('another page may ask again', () => {
  const { asked, lookups } = desk();
  lookups.see([row('a')], true);
  lookups.reset();
  lookups.see([row('a')], true);
  expect(asked).toEqual(['a', 'a']);
});

test('what still runs for another page takes no place', () => {
  const { asked, lookups } = desk();
  lookups.see(
    ['a', 'b', 'c', 'd'].map((id) => row(id)),
    true,
  );
  lookups.reset();
  lookups.see(
    ['e', 'f', 'g', 'h'].map((id) => row(id)),
    true,
  );
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
});

test('who may be asked, and when', () => {
  const plain = overview();
  const noKey = overview({ profiles: plain.profiles.map((profile) => ({ ...profile, key: null })) });
  const noOrigin = overview({ profiles: plain.profiles.map((profile) => ({ ...profile, originGranted: false })) });
  const demo = { ...noKey, settings: { ...plain.settings, demo: true }, activeProfileId: 'demo' };
  const manual = overview({ settings: { ...plain.settings, automaticLookups: false } });
  const paused = overview({ pause: { reason: 'offline', until: null, error: ERRORS.offline } });
  expect([plain, noKey, noOrigin, demo, manual, paused].map(mayLookUp)).toEqual([
    true,
    false,
    false,
    true,
    false,
    false,
  ]);
  expect(mayLookUp(null)).toBe(false);
  expect([plain, noKey, noOrigin, demo, manual, paused].map(canAsk)).toEqual([true, false, false, true, true, true]);
  expect([plain, noKey, demo].map(lacksKey)).toEqual([false, true, false]);
});
