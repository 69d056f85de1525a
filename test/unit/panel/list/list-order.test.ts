import { expect, test } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import type { AppError } from '../../../../src/core/errors.ts';
import {
  comparing,
  countRows,
  filterRows,
  isDoubtful,
  keepOrder,
  neighbour,
  opensOnWalk,
  type ListChoice,
  type RowState,
} from '../../../../src/panel/list/list-order.ts';
import { emptySlot } from '../../../../src/ui/model/slots/slot.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { answer, NOW, status } from '../../../support/ui/fixtures.ts';

type State = Parameters<typeof status>[0];
let rank = 0;
function row(
  name: string,
  state: State | AppError | null,
  changes: Partial<RowState> & Partial<ReturnType<typeof status>> = {},
): RowState {
  const slot = { ...emptySlot<ReturnType<typeof status>>() };
  if (typeof state === 'string') slot.answer = answer(status(state, changes));
  else slot.error = state;
  const id = `${name}0000000-0000-4000-8000-000000000000` as ConversationId;
  rank += 1;
  return {
    found: { id, label: null, evidence: [] },
    label: null,
    likely: true,
    watched: false,
    rank,
    version: slot.answer?.data.latestVersion ?? null,
    saved: null,
    freshness: 'none',
    newer: null,
    keptRatio: slot.answer?.data.compressionRatio ?? null,
    slot,
    ...changes,
  };
}
const choice = (changes: Partial<ListChoice> = {}): ListChoice => ({
  filter: '',
  category: 'all',
  sort: 'likelihood',
  reversed: false,
  hideUnknown: false,
  automatic: true,
  ...changes,
});
const names = (rows: RowState[], changes: Partial<ListChoice> = {}) =>
  filterRows(rows, choice(changes), (category) => `Word ${category}`)
    .toSorted(comparing(choice(changes)))
    .map((entry) => entry.found.id.charAt(0))
    .join('');

test('[B15] what is not known is counted by why it is not known', () => {
  const rows = [
    row('a', 'completed', { freshness: 'stale' }),
    row('b', 'in_progress'),
    row('c', null),
    row('d', ERRORS.timeout),
    row('e', 'unknown'),
    row('f', 'none'),
    row('0', ERRORS['unknown-conversation']),
    row('1', ERRORS['no-messages']),
  ];
  expect(countRows(rows)).toEqual({
    all: 8,
    in_progress: 1,
    completed: 1,
    failed: 0,
    none: 1,
    unknown: 3,
    error: 1,
    not_looked_up: 1,
    stale: 1,
  });
});

test('an older answer counts while a newer one failed', () => {
  const both = row('a', 'completed');
  both.slot = { ...both.slot, error: ERRORS.unavailable };
  expect(countRows([both]).completed).toBe(1);
});

test('filters by id, label, word and Synap’s own word', () => {
  const rows = [
    row('a', 'completed', { label: 'Trip to Lisbon' }),
    row('b', 'unknown', { statusWord: 'archived' }),
    row('c', 'failed'),
  ];
  expect(names(rows, { filter: ' LISBON ' })).toBe('a');
  expect(names(rows, { filter: 'b0000' })).toBe('b');
  expect(names(rows, { filter: 'archiv' })).toBe('b');
  expect(names(rows, { filter: 'word failed' })).toBe('c');
  expect(names(rows, { filter: 'nothing' })).toBe('');
});

test('filters by category', () => {
  expect(names([row('a', 'completed'), row('b', 'none'), row('c', 'completed')], { category: 'completed' })).toBe('ac');
});

test('[B1] filters by staleness, and finds it by its word', () => {
  const rows = [
    row('a', 'completed', { freshness: 'stale' }),
    row('b', 'completed', { freshness: 'unknown' }),
    row('c', 'completed', { freshness: 'fresh' }),
  ];
  expect(names(rows, { category: 'stale' })).toBe('a');
  expect(names(rows, { filter: 'stale' })).toBe('a');
});

test('[B14] doubtful is what nothing but a look-alike speaks for', () => {
  expect(isDoubtful(row('a', null, { likely: false }))).toBe(true);
  expect(isDoubtful(row('b', ERRORS['unknown-conversation'], { likely: false }))).toBe(true);
  expect(isDoubtful(row('c', null))).toBe(false);
  expect(isDoubtful(row('d', 'none', { likely: false }))).toBe(false);
  expect(isDoubtful(row('e', null, { likely: false, watched: true }))).toBe(false);
});

test('hide unknown keeps what Synap knows, and what is about to be looked up', () => {
  const rows = [
    row('a', 'completed'),
    row('b', null),
    row('c', null, { likely: false }),
    row('d', ERRORS['no-messages']),
    row('e', 'unknown'),
  ];
  expect(names(rows, { hideUnknown: true })).toBe('abe');
  expect(names(rows, { hideUnknown: true, automatic: false })).toBe('ae');
});

test('last changed first, what was never looked up last', () => {
  const rows = [
    row('a', null),
    row('b', 'completed', { completedAt: NOW - 5000 }),
    row('c', 'none'),
    row('d', 'in_progress', { latestCreatedAt: NOW - 1000 }),
    row('e', 'failed', { completedAt: null, latestCreatedAt: NOW - 3000 }),
  ];
  expect(names(rows, { sort: 'newest' })).toBe('debca');
});

test('[C7] by saved tokens alone, as far as they are known', () => {
  const rows = [
    row('a', 'completed', { compressionRatio: 0.5 }),
    row('b', 'completed', { saved: 100 }),
    row('c', 'completed', { saved: 9000 }),
    row('d', 'completed', { compressionRatio: 0.1 }),
    row('e', null),
  ];
  expect(names(rows, { sort: 'saved' })).toBe('cbade');
});

test('by label, nameless ones last', () => {
  const rows = [row('a', null), row('b', null, { label: 'zebra' }), row('c', null, { label: 'Apple' })];
  expect(names(rows, { sort: 'label' })).toBe('cba');
});

test('by kept share, version and freshness, what lacks it last in both directions', () => {
  const rows = [
    row('a', null),
    row('b', 'completed', { keptRatio: 0.4, version: 2, freshness: 'fresh' }),
    row('c', 'completed', { keptRatio: 0.1, version: 12, freshness: 'stale', newer: 3 }),
    row('d', 'completed', { keptRatio: 1.2, version: 1, freshness: 'stale', newer: 86 }),
  ];
  expect(names(rows, { sort: 'kept' })).toBe('cbda');
  expect(names(rows, { sort: 'kept', reversed: true })).toBe('dbca');
  expect(names(rows, { sort: 'version' })).toBe('cbda');
  expect(names(rows, { sort: 'version', reversed: true })).toBe('dbca');
  expect(names(rows, { sort: 'freshness' })).toBe('dcba');
});

test('a held order keeps what was there and appends what is new', () => {
  const named = (names: string) => [...names].map((name) => row(name, null));
  const order = keepOrder(named('abc'), named('dcae'));
  expect(order.map((one) => one.found.id.charAt(0)).join('')).toBe('acde');
});

test('walks to the neighbour and stops at the ends', () => {
  expect(neighbour(3, -1, 1)).toBe(0);
  expect(neighbour(3, -1, -1)).toBe(2);
  expect(neighbour(3, 0, 1)).toBe(1);
  expect(neighbour(3, 2, 1)).toBe(2);
  expect(neighbour(3, 2, -10)).toBe(0);
  expect(neighbour(3, 0, 10)).toBe(2);
  expect(neighbour(0, -1, -1)).toBe(-1);
});

test('walking opens what was asked already or may be looked up without a click', () => {
  expect(opensOnWalk(row('a', 'none', { likely: false }), false)).toBe(true);
  expect(opensOnWalk(row('b', null), true)).toBe(true);
  expect(opensOnWalk(row('c', null), false)).toBe(false);
  expect(opensOnWalk(row('d', null, { likely: false }), true)).toBe(false);
});
