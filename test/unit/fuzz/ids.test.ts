import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonHits } from '../../../src/core/discovery/traffic/json-hits.ts';
import { toLabel } from '../../../src/core/discovery/label.ts';
import { findInRequest } from '../../../src/core/discovery/traffic/request-hits.ts';
import { decodeScanResult } from '../../../src/core/discovery/scan-result.ts';
import { readIds } from '../../../src/core/conversation/spelling/id-spelling.ts';
import { findIds, parseConversationId } from '../../../src/core/conversation/uuid.ts';
import { visibleText } from '../../../src/core/visible-text.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../support/cpu-time.ts';
import { expectOfSpoilt, expectPrototypesIntact, mutated } from '../../support/mutate.ts';
import { realAnswer } from '../../support/real-answers.ts';
import { captured } from '../../support/captured.ts';

const ID = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
const MEBI = 2 ** 20;
const bodies = realAnswer().chain(({ body }) => mutated(body));

/** Every id that an exact search finds in a text is one, and in lower case. */
function expectIds(ids: readonly string[]): void {
  for (const id of ids) expect(parseConversationId(id)).toBe(id);
}

describe('a body that a page received', () => {
  it('of mutated JSON, cut anywhere, only ever suggests ids [F55] [F61]', () => {
    const types = fc.constantFrom(
      '',
      'application/json',
      'text/event-stream',
      'application/x-www-form-urlencoded',
      'text/plain',
    );
    fc.assert(
      fc.property(bodies, fc.double({ min: 0, max: 1, noNaN: true }), types, (body, share, responseMimeType) => {
        const text = JSON.stringify(body) ?? '';
        const responseBody = text.slice(0, Math.ceil(share * text.length));
        const found = findInRequest(
          captured({
            url: `https://app.test/?q=${text.slice(-200)}`,
            requestBody: text,
            requestMimeType: responseMimeType,
            responseBody,
            responseMimeType,
          }),
        );
        expectIds(found.map(({ id }) => id));
        for (const { evidence } of found) expect(evidence.every(({ where }) => where.length <= 120)).toBe(true);
      }),
    );
    expectPrototypesIntact();
  });

  it('gives the same ids as its text, when it is JSON of any shape [F61] [F76]', () => {
    fc.assert(
      fc.property(bodies, fc.nat(600), (body, levels) => {
        const deep: unknown = JSON.parse(`${'['.repeat(levels)}${JSON.stringify(body) ?? '0'}${']'.repeat(levels)}`);
        const hits = findJsonHits(deep);
        const inText = new Set(findIds(JSON.stringify(deep)).map(({ id }) => id));
        expect(hits.every(({ id }) => inText.has(id))).toBe(true);
        if (levels < 400) expect(new Set(hits.map(({ id }) => id))).toEqual(inText);
      }),
    );
  });
});

describe('a scan’s result', () => {
  const sample = {
    found: [
      {
        id: ID,
        label: 'Trip',
        evidence: [
          { source: 'attribute', where: 'data-chat', count: 2 },
          { source: 'text', where: '', count: 1 },
        ],
      },
      { id: ID.replace('0', '1'), label: null, evidence: [{ source: 'url', where: '/chat/', count: 1 }] },
    ],
    truncated: false,
    unreadableFrames: 1,
    tookMs: 4.5,
    url: 'https://app.test/',
    title: 'App',
  };

  it('that is mutated is only data within its bounds [F55]', () => {
    expectOfSpoilt(sample, (value) => {
      const { found, url, title, tookMs, unreadableFrames } = decodeScanResult(value);
      expectIds(found.map(({ id }) => id));
      expect(url.length <= 2_048 && title.length <= 200).toBe(true);
      expect(Number.isFinite(tookMs) && Number.isFinite(unreadableFrames)).toBe(true);
      for (const { label, evidence } of found) {
        expect(label === null || label.length <= 200).toBe(true);
        expect(evidence.every(({ count, source }) => count >= 1 && source !== 'pasted')).toBe(true);
      }
    });
  });
});

describe('a megabyte of anything', () => {
  const parts = [
    '-',
    '0',
    'f-',
    '0bfa587f-a85c-',
    `${ID.slice(0, -1)}x`,
    `${ID}-`,
    '%25',
    '\\u0022',
    ' ',
    '{"a":',
    '[{"id":"',
    '&',
    '/',
    'a.b-',
    '\u200B',
    '\n',
  ];

  it.each(parts)('of %j takes linear time, wherever ids are looked for', (part) => {
    const text = part.repeat(Math.ceil(MEBI / part.length));
    const around = [text, `${text}${ID}`, `"${text} ${ID}"`, `https://app.test/${text}/${ID}`];
    expect(
      cpuMs(() =>
        around.map((value) => [
          findIds(value),
          parseConversationId(value),
          readIds(value.slice(0, 100_000)),
          toLabel(value),
        ]),
      ),
    ).toBeLessThan(LINEAR_CPU_MS);
    expect(cpuMs(() => findJsonHits({ [text]: text, list: [text, `${text}${ID}`] }))).toBeLessThan(LINEAR_CPU_MS);
    expect(cpuMs(() => visibleText(text))).toBeLessThan(LINEAR_CPU_MS);
    for (const type of ['application/json', 'text/event-stream', 'application/x-www-form-urlencoded', 'text/plain']) {
      const asked = {
        requestBody: `${ID} ${text}`,
        requestMimeType: type,
        responseBody: `{"id":"${ID}","t":"${text}`,
        responseMimeType: type,
      };
      expect(
        cpuMs(() => findInRequest(captured({ url: `https://app.test/${ID}/${text}`, ...asked }))),
        type,
      ).toBeLessThan(LINEAR_CPU_MS);
    }
  });

  it('of ids as the values or the names of one object ends too', () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `${n.toString(16).padStart(8, '0')}${ID.slice(8)}`);
    const [values, names] = [
      Object.fromEntries(ids.map((id, n) => [`k${n}`, id])),
      Object.fromEntries(ids.map((id) => [id, { x: '' }])),
    ];
    expect(cpuMs(() => [findJsonHits(values), findJsonHits(names), findJsonHits([values, names])])).toBeLessThan(
      LINEAR_CPU_MS,
    );
  });

  it('of ids, nested in each other’s names, ends too', () => {
    const nested = `${`{"${ID}":`.repeat(20_000)}1${'}'.repeat(20_000)}`;
    expect(cpuMs(() => findJsonHits(JSON.parse(nested)))).toBeLessThan(LINEAR_CPU_MS);
    expect(cpuMs(() => findInRequest(captured({ responseBody: nested })))).toBeLessThan(LINEAR_CPU_MS);
  });
});
