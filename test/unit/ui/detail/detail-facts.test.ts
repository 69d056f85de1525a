import '../../../support/ui/set-texts.ts';
import { describe, expect, it } from 'vitest';
import { parseTargetTokens } from '../../../../src/ui/compact/CompactFields.tsx';
import { distinctErrors } from '../../../../src/ui/facts/error-facts.ts';
import { callText } from '../../../../src/ui/detail/DetailFoot.tsx';
import { tabByKey } from '../../../../src/ui/detail/tabs.ts';
import { countHits, splitByQuery } from '../../../../src/ui/detail/reading/find/find.ts';
import { prettyJson } from '../../../../src/ui/detail/reading/pretty-json.ts';
import { learnEstimate, runProgress } from '../../../../src/ui/model/slots/run-estimate.ts';
import { expectedText } from '../../../../src/ui/detail/status/RunCard.tsx';
import { summaryText, versionsOf } from '../../../../src/ui/facts/content/summary-facts.ts';
import { warningText } from '../../../../src/ui/facts/warning-text.ts';
import { formatDollars } from '../../../../src/ui/format/dollars.ts';
import { detailKey } from '../../../../src/ui/detail/use-detail-keys.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { cacheExpiryText } from '../../../../src/ui/format/cache-expiry.ts';
import { meta, NOW, requestEntry, status, summary } from '../../../support/ui/fixtures.ts';

describe('dollars', () => {
  it.each([
    [0, '$0'],
    [0.00001, '<$0.0001'],
    [0.063423, '$0.063'],
    [-0.063423, '−$0.063'],
    [12.4, '$12.40'],
  ])('of %d', (amount, words) => expect(formatDollars(amount)).toBe(words));
});

describe('progress', () => {
  const first = meta({ retrievedAt: NOW });
  it('holds Synap to its earliest estimate, however often it repeats itself', () => {
    const start = learnEstimate(null, status('in_progress', { latestCreatedAt: NOW }), first);
    const later = learnEstimate(
      start,
      status('in_progress', { latestCreatedAt: NOW }),
      meta({ retrievedAt: NOW + 50_000 }),
    );
    expect(later.endsAt).toBe(NOW + 60_000);
    expect(runProgress(later, NOW + 30_000)).toEqual({ ranMs: 30_000, leftMs: 30_000, share: 0.5, over: false });
  });
  it('claims nothing once it is over', () => {
    const estimate = learnEstimate(null, status('in_progress', { latestCreatedAt: NOW }), first);
    expect(runProgress(estimate, NOW + 61_000)).toMatchObject({ leftMs: null, over: true });
    expect(runProgress(estimate, NOW + 61_000).share).toBeLessThan(1);
  });
  it('starts anew with another run', () => {
    const old = learnEstimate(null, status('in_progress', { latestCreatedAt: NOW }), first);
    const next = learnEstimate(
      old,
      status('in_progress', { compactionId: 'cmp_2', latestCreatedAt: NOW + 90_000 }),
      meta({ retrievedAt: NOW + 90_000 }),
    );
    expect(next.endsAt).toBe(NOW + 150_000);
  });
  it("is by the server's clock", () => {
    const estimate = learnEstimate(
      null,
      status('in_progress', { latestCreatedAt: NOW + 3_600_000 }),
      meta({ retrievedAt: NOW, serverSkewMs: 3_600_000 }),
    );
    expect(runProgress(estimate, NOW + 5_000).ranMs).toBe(5_000);
  });
});

describe('find', () => {
  it('takes words, not patterns, whatever the case', () =>
    expect(
      splitByQuery('A.b a.B axb', 'a.b')
        .filter((piece) => piece.hit)
        .map((piece) => piece.text),
    ).toEqual(['A.b', 'a.B']));
  it('loses no text', () =>
    expect(
      splitByQuery('xaxax', 'a')
        .map((piece) => piece.text)
        .join(''),
    ).toBe('xaxax'));
  it('counts, and finds nothing for nothing', () =>
    expect([countHits('aaa', 'a'), countHits('aaa', ' ')]).toEqual([3, 0]));
  it('counts hits wherever they stand in a long text', () => {
    for (const query of ['aba', 'b', 'no such']) {
      for (const before of [99_996, 99_998, 99_999, 100_000, 199_999]) {
        const text = `${'x'.repeat(before)}ABABAba${'x'.repeat(150_000)}aba`;
        expect(countHits(text, query)).toBe([...text.matchAll(new RegExp(query, 'gi'))].length);
      }
    }
  });
  it('bounds its elements', () => expect(splitByQuery('a '.repeat(5000), 'a').length).toBeLessThan(1100));
});

it('has words for a mere warning flag', () =>
  expect([warningText(true), warningText(' '), warningText(false)]).toEqual([expect.any(String), null, null]));
describe('pretty JSON', () => {
  it('is what JSON.stringify writes', () => {
    const value = { a: [1, { b: null }, []], 'c"d': 'x\ny', e: {}, f: false };
    expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    expect(prettyJson(JSON.stringify(value, null, '\t'))).toBe(JSON.stringify(value, null, 2));
  });
  it('is in one line where the indent would outgrow all else', () => {
    const wide = `[${'1,'.repeat(3_999_999)}1]`;
    expect(prettyJson(wide)).toBe(wide);
    const deep = '['.repeat(499_000) + ']'.repeat(499_000);
    expect(prettyJson(deep).length).toBeLessThan(130_000_000);
  });
});
it('knows what each strategy is expected to keep', () =>
  expect(['balanced', 'adaptive', 'low', 'toString'].map(expectedText)).toEqual(['(targets about 40%)', '', '', '']));
it('counts versions down', () =>
  expect([versionsOf(3), versionsOf(null), versionsOf(1e9).length]).toEqual([[3, 2, 1], [], 200]));
it('copies a summary as Markdown', () => expect(summaryText(summary())).toContain('## Decisions\n- Oak floor'));
it('reads target tokens', () =>
  expect(
    ['', ' 1200 ', '1,200', '1.200', '1\u202f200', '0', '-5', '1.5', '1e3', 'many'].map(parseTargetTokens),
  ).toEqual([null, 1200, 1200, 1200, 1200, 'wrong', 'wrong', 'wrong', 'wrong', 'wrong']));
it('tells how long an answer holds', () => {
  expect(cacheExpiryText(meta(), NOW)).toBe('expires in 4 min 41 s');
  expect(cacheExpiryText(meta(), NOW + 400_000)).toBe('cache expired');
  expect(cacheExpiryText(meta({ expiresAt: meta().retrievedAt }), NOW)).toBe('not cached');
});
it('names calls by what follows the id', () => expect(callText(requestEntry())).toBe('GET compaction/status 200'));
it('names the version that a call is for', () => {
  const path = `/v1/conversations/${requestEntry().conversationId}/compacted?format=structured&version=2`;
  expect(callText({ ...requestEntry(), path })).toBe('GET compacted v2 200');
});
it('moves between tabs', () =>
  expect([
    tabByKey('status', 'ArrowLeft'),
    tabByKey('raw', 'ArrowRight'),
    tabByKey('prompt', 'Home'),
    tabByKey('prompt', 'x'),
    tabByKey('prompt', 'toString'),
  ]).toEqual(['raw', 'status', 'status', null, null]));
it('hears no single key once they are switched off, but still finds', () => {
  const keys = { ctrlKey: false, metaKey: false, altKey: false };
  expect(['r', 'w', 'c'].map((key) => detailKey({ ...keys, key }, false))).toEqual([null, null, null]);
  expect(detailKey({ ...keys, key: 'f', ctrlKey: true }, false)).toBe('find');
});
it('hears its keys, and leaves the browser its own', () => {
  const press = (key: string, more = {}) =>
    detailKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...more }, true);
  expect([
    press('r'),
    press('r', { ctrlKey: true }),
    press('f', { metaKey: true }),
    press('c', { ctrlKey: true }),
    press('w', { altKey: true }),
  ]).toEqual(['refresh', null, 'find', null, null]);
});
it('shows one failure of three parts once, and no cancelled request', () => {
  const errors = [ERRORS.offline, null, ERRORS.offline, ERRORS.cancelled, undefined, ERRORS.timeout];
  expect(distinctErrors(errors).map((error) => error.kind)).toEqual(['offline', 'timeout']);
});
