import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAnswer } from '../../../src/synap/decode/decode.ts';
import { readErrorBody } from '../../../src/synap/send/error-body.ts';
import { copyJson, MAX_JSON_DEPTH } from '../../../src/synap/wire/json.ts';
import { retryAfterMs } from '../../../src/synap/send/retry-after.ts';
import { parseHttpDate, parseIsoTime } from '../../../src/synap/wire/time.ts';
import { prettyJson } from '../../../src/ui/detail/reading/pretty-json.ts';
import { httpsUrl } from '../../../src/ui/format/error-messages.ts';
import { WIRE } from '../../support/synap/fixtures.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../support/cpu-time.ts';
import { expectOfSpoilt, expectPrototypesIntact, mutated } from '../../support/mutate.ts';
import { realAnswer, realAnswers } from '../../support/real-answers.ts';

const MEBI = 2 ** 20;
const ANSWERS = realAnswers();

describe('a real answer', () => {
  it.each(ANSWERS)('to $name is an answer, or one that tells why not', ({ name, body }) => {
    const isRefusal = typeof body === 'object' && body !== null && 'detail' in body;
    expect(decodeAnswer(name, { json: body }).ok).toBe(!isRefusal);
  });

  it('that is mutated is decoded to plain data or refused with the path, and pollutes nothing [F38] [F55]', () => {
    for (const { name, body } of ANSWERS) {
      expectOfSpoilt(body, (raw) => {
        const decoded = decodeAnswer(name, { json: raw });
        if (decoded.ok) expect(Object.getPrototypeOf(decoded.value ?? {})).toBe(Object.prototype);
        else expect(decoded.path).toMatch(/^\$/);
        // Message channels and stores have to be able to copy it.
        structuredClone(decoded);
      });
    }
  });
});

type Pair = readonly [opening: string, closing: string];
const PAIRS: Pair[] = [
  ['[', ']'],
  ['{"a":', '}'],
  ['[0,', ']'],
  ['{"__proto__":', '}'],
  ['{"content":', ',"confidence":1}'],
];
const nesting = fc.array(fc.constantFrom(...PAIRS), { minLength: 1, maxLength: 6 });

function depthOf(value: unknown): number {
  let deepest = 0;
  const stack: [unknown, number][] = [[value, 0]];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [held, level] = top;
    deepest = Math.max(deepest, level);
    if (typeof held === 'object' && held !== null)
      for (const part of Object.values(held)) stack.push([part, level + 1]);
  }
  return deepest;
}

describe('JSON of any depth', () => {
  it('is cut where it is received, and can be shown then [F76]', () => {
    fc.assert(
      fc.property(nesting, fc.nat(3_000), realAnswer(), (pairs, levels, { name, body }) => {
        const text = `${pairAt(pairs, levels, 0)}7${pairAt(pairs, levels, 1)}`;
        const value: unknown = JSON.parse(text);
        expect(depthOf(copyJson(value))).toBeLessThanOrEqual(MAX_JSON_DEPTH);
        expect(typeof prettyJson(text)).toBe('string');
        expect(
          depthOf(
            decodeAnswer(name, {
              json: { ...(body as object), current_state: value, facts: [value], previous_context: value },
            }),
          ),
        ).toBeLessThan(MAX_JSON_DEPTH + 8);
        expect(typeof readErrorBody(text, (words) => words)).toBe('object');
      }),
      // The depth that the table of faults names.
      { examples: [[PAIRS, 100_000, { name: 'summary', body: WIRE.summary }]] },
    );
    expectPrototypesIntact();
  });
});

/** The openings of the pairs (side 0), or their closings in reverse order (side 1). */
function pairAt(pairs: readonly Pair[], levels: number, side: 0 | 1): string {
  const halves = Array.from({ length: levels }, (_, level) => pairs[level % pairs.length]?.[side] ?? '');
  return (side === 0 ? halves : halves.reverse()).join('');
}

const scheme = fc.constantFrom(
  'javascript:',
  'JavaScript:',
  'java\nscript:',
  ' javascript:',
  'data:text/html,',
  'DATA:',
  'vbscript:',
  'blob:',
  'file://',
  'http://',
  'ftp://',
  '//',
  '',
  'https:',
  'https:/',
  'https://',
  'HTTPS://',
);
const link = fc
  .tuple(
    fc.constantFrom('', ' ', '\t', '\u0000', '\u200B', '\uFEFF'),
    scheme,
    fc.oneof(fc.webUrl(), fc.webPath(), fc.string(), fc.constant('alert(1)//https://example.com')),
  )
  .map((parts) => parts.join(''));
const FIELDS = ['recovery_url', 'redeem_url', 'upgrade_url', 'manage_url'] as const;

describe('a link', () => {
  it('is https, or it is none, wherever it stands in a failed answer [F72]', () => {
    const answer = fc.tuple(
      fc.dictionary(fc.constantFrom(...FIELDS), link),
      fc.constantFrom(null, 'detail', 'details', 'error'),
    );
    fc.assert(
      fc.property(answer, link, ([links, layer], alone) => {
        const body = readErrorBody(JSON.stringify(layer === null ? links : { [layer]: links }), (text) => text);
        const read = [body.recoveryUrl, body.redeemUrl, body.upgradeUrl, body.manageUrl];
        for (const url of [...read, httpsUrl(alone), ...read.map(httpsUrl)]) {
          if (url === null) continue;
          expect(new URL(url).protocol).toBe('https:');
          expect(url.startsWith('https://')).toBe(true);
        }
      }),
    );
  });
});

describe('a failed answer', () => {
  const errors = fc.constantFrom<unknown[]>(
    {
      detail: {
        code: 'INSUFFICIENT_CREDITS',
        message: 'Out',
        balance_credits: 0,
        minimum_required_credits: 2,
        recovery_url: 'https://example.com/pay',
      },
    },
    { detail: [{ loc: ['body', 'force'], msg: 'not a boolean', type: 'bool' }] },
    {
      error: 'trial_limit_reached',
      message: 'Over',
      upgrade_url: 'https://example.com/up',
      details: { reason: 'trial_limit_reached' },
    },
  );

  it('that is mutated says words, numbers and links, or nothing [F38] [F55]', () => {
    fc.assert(
      fc.property(errors.chain(mutated), (raw) => {
        const { balanceCredits, minimumRequiredCredits, tokens, thresholdTokens, ...texts } = readErrorBody(
          JSON.stringify(raw) ?? '',
          (text) => text,
        );
        for (const text of Object.values(texts))
          expect(text === null || (typeof text === 'string' && text.length <= 2_000)).toBe(true);
        for (const count of [balanceCredits, minimumRequiredCredits, tokens, thresholdTokens])
          expect(count === null || Number.isFinite(count)).toBe(true);
      }),
    );
    expectPrototypesIntact();
  });
});

describe('a megabyte of anything', () => {
  const texts = [
    '-',
    ' ',
    '1',
    'a',
    '<',
    '<title',
    '"',
    '[',
    '{"a":',
    '\\u0000',
    '2026-03-29T',
    'Mon, ',
    ':',
    '%25',
    '\u{1F600}',
    '0bfa587f-',
  ];

  it.each(texts)('of %j takes linear time, wherever it is read', (part) => {
    const text = part.repeat(Math.ceil(MEBI / part.length));
    const same = (words: string) => words;
    expect(cpuMs(() => readErrorBody(text, same))).toBeLessThan(LINEAR_CPU_MS);
    expect(cpuMs(() => readErrorBody(JSON.stringify({ detail: text, upgrade_url: text }), same))).toBeLessThan(
      LINEAR_CPU_MS,
    );
    expect(cpuMs(() => [parseIsoTime(text), parseHttpDate(text), parseHttpDate(`Mon, ${text}`)])).toBeLessThan(
      LINEAR_CPU_MS,
    );
    expect(
      cpuMs(() => [
        retryAfterMs(text, { nowMs: 0, serverNowMs: null }),
        retryAfterMs(`Sun, ${text}`, { nowMs: 0, serverNowMs: 1 }),
      ]),
    ).toBeLessThan(LINEAR_CPU_MS);
    const everywhere = Object.fromEntries(
      Object.keys({ ...WIRE.status, ...WIRE.summary, ...WIRE.prompt }).map((key) => [key, text]),
    );
    for (const { name } of ANSWERS.slice(-6))
      expect(cpuMs(() => decodeAnswer(name, { json: everywhere }))).toBeLessThan(LINEAR_CPU_MS);
  });
});
