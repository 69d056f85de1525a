import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeScanResult, readScan } from '../../../../src/core/discovery/scan-result.ts';
import { findIds } from '../../../../src/core/conversation/uuid.ts';

const A = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
const B = '5537b6c6-fb4a-53c3-aac3-6676d812a800';
const EMPTY = { found: [], truncated: false, unreadableFrames: 0, tookMs: 0, url: '', title: '' };

describe("a scan's result", () => {
  it('passes when it is one', () => {
    const result = {
      found: [{ id: A, label: 'Trip', evidence: [{ source: 'attribute', where: 'data-chat', count: 2 }] }],
      truncated: true,
      unreadableFrames: 1,
      tookMs: 4.5,
      url: 'https://app.test/',
      title: 'App',
    };
    expect(decodeScanResult(result)).toEqual(result);
    expect(readScan(result)).toEqual({ ok: true, value: result });
    expect(readScan({ ...result, found: JSON.stringify(result.found) })).toEqual({ ok: true, value: result });
  });

  it.each<[unknown, string]>([
    [{ pdf: true }, 'pdf'],
    [{}, 'no-answer'],
    [null, 'no-answer'],
    [{ found: 'x' }, 'no-answer'],
    [{ found: '{}' }, 'no-answer'],
  ])('%j is none: %s [F57]', (value, reason) => {
    expect(readScan(value)).toEqual({ ok: false, error: { kind: 'not-scannable', reason } });
  });

  it('[F65] is empty for anything else, and never throws', () => {
    const throwing = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    for (const value of [
      null,
      undefined,
      1,
      'x',
      [],
      {},
      { found: 'x' },
      { found: [1, null, [], { id: 1 }] },
      throwing,
    ]) {
      expect(decodeScanResult(value)).toEqual(EMPTY);
    }
  });

  it('[F65] cannot smuggle in other ids, sources, numbers or long texts', () => {
    const long = 'x'.repeat(1_000_000);
    const evidence = [
      { source: 'pasted', where: '', count: 1 },
      { source: 'link', where: long, count: Number.NaN },
      { source: 'url', where: {}, count: -5 },
      { source: 'field', where: 'a', count: 1e300 },
    ];
    const found = [{ id: '<img onerror=1>', evidence }, { id: A.toUpperCase(), label: long, evidence }, { id: A }];
    const decoded = decodeScanResult({
      found,
      tookMs: Infinity,
      unreadableFrames: '9',
      url: long,
      title: long,
      extra: 1,
    });
    expect(decoded.found).toHaveLength(1);
    expect(decoded.found[0]).toMatchObject({ id: A, label: 'x'.repeat(200) });
    expect(decoded.found[0]?.evidence.map(({ source, where, count }) => [source, where.length, count])).toEqual([
      ['link', 200, 1],
      ['url', 0, 1],
      ['field', 1, 1_000_000],
    ]);
    expect([decoded.tookMs, decoded.unreadableFrames, decoded.title.length]).toEqual([60_000, 0, 200]);
  });
});

describe('a forged result', () => {
  it('[F60] is cut to 10,000 ids, and says so', () => {
    const found = Array.from({ length: 100_000 }, (_, n) => ({
      id: `${String(n).padStart(8, '0')}${A.slice(8)}`,
      evidence: [],
    }));
    const decoded = decodeScanResult({ found });
    expect(decoded.found).toHaveLength(10_000);
    expect(decoded.truncated).toBe(true);
  });

  it('[F65] holds its bounds for any value', () => {
    const entry = fc.record(
      { id: fc.oneof(fc.constant(A), fc.anything()), label: fc.anything(), evidence: fc.anything() },
      { requiredKeys: [] },
    );
    const result = fc.record(
      { found: fc.oneof(fc.array(entry), fc.anything()), tookMs: fc.anything(), url: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(result, fc.anything()), (value) => {
        const decoded = decodeScanResult(value);
        expect(Number.isFinite(decoded.tookMs) && decoded.tookMs >= 0).toBe(true);
        for (const { id } of decoded.found) expect(findIds(id)).toHaveLength(1);
        expect(decodeScanResult(JSON.parse(JSON.stringify(decoded)))).toEqual(decoded);
      }),
    );
  });

  it('[T17] takes the ids that the user points at from the selection, first', () => {
    const scanned = (selection: unknown, found: unknown[] = []) => decodeScanResult({ found, selection }).found;
    const other = { id: B, label: 'Trip', evidence: [{ source: 'text', where: '', count: 1 }] };
    const pointed = { id: A, label: null, evidence: [{ source: 'selection', where: '', count: 1 }] };
    expect(scanned(['', `chat ${A}`, ''], [other])).toEqual([pointed, other]);
    expect(scanned([`chat ${A.slice(0, 9)}`, A.slice(9, 13), `${A.slice(13)} and`])).toEqual([pointed]);
    expect(scanned([`${B} `, 'word', ` ${A}`])).toEqual([]);
    expect(scanned(['', '', ''])).toEqual([]);
    expect(scanned(['', B.replaceAll('-', '\u2011'), ''], [other])).toEqual([
      { ...other, evidence: [{ source: 'selection', where: '', count: 1 }, ...other.evidence] },
    ]);
    for (const odd of [null, 1, A, [1, 2, 3], [A], [null, A], { length: 3 }])
      expect(scanned(odd).length).toBeLessThanOrEqual(1);
  });
});
