import { SUMMARY, STATUS } from '../../../src/core/conversation/part.ts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Call } from '../../../src/synap/wire/endpoints.ts';
import { ID } from '../../support/synap/fixtures.ts';
import { harness, scriptedFetch, target } from '../../support/synap/harness.ts';

/** A server that repeats the key, in every way that a generator finds. */

const CORE = 'c4n4ry';
const apiKey = fc.stringMatching(/^[\w.~+/=-]{1,24}$/).map((tail) => `synap_${CORE}_${tail}`);

const CALLS: Call[] = [
  { name: 'whoami' },
  { part: STATUS, conversationId: ID },
  { part: SUMMARY, conversationId: ID },
  { part: { kind: 'prompt', style: 'narrative' }, conversationId: ID },
  { name: 'compact', conversationId: ID, strategy: null, targetTokens: null, force: true },
  { name: 'balance' },
];
/** The names that a decoder looks for, and any other. */
const FIELDS = [
  'status',
  'error_message',
  'compaction_id',
  'detail',
  'details',
  'error',
  'message',
  'msg',
  'loc',
  'code',
  'error_code',
  'reason',
  'title',
  'upgrade_url',
  'manage_url',
  'recovery_url',
  'redeem_url',
  'formatted_context',
  'warnings',
  'facts',
  'content',
  'current_state',
  'recent_messages',
  'client_id',
  'instance_id',
  'quality_warning',
  'previous_context',
  '__proto__',
];

/** The key alone, and in the middle of other things. */
function textWith(key: string): fc.Arbitrary<string> {
  const frame = fc.constantFrom(
    '',
    'Bearer ',
    'https://example.com/?key=',
    'https://',
    'Bad "Authorization": ',
    '<title>',
    '{"detail":"',
  );
  return fc
    .tuple(frame, fc.integer({ min: 0, max: 3 }), fc.string({ maxLength: 12 }))
    .map(([before, times, after]) => before + key.repeat(times) + after);
}

function jsonWith(key: string): fc.Arbitrary<unknown> {
  const text = textWith(key);
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof({ depthSize: 'small' }, text, fc.constantFrom(null, 1, true), tie('list'), tie('record')),
    list: fc.array(tie('json'), { maxLength: 4 }),
    record: fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), text), tie('json'), { maxKeys: 6 }),
  }));
  return fc.oneof(json, fc.record({ detail: json, error: json }));
}

interface Repeated {
  key: string;
  call: Call;
  /** Null: the connection breaks, in words that hold the key. */
  status: number | null;
  type: string;
  header: string;
  body: string;
}

const repeated: fc.Arbitrary<Repeated> = apiKey.chain((key) =>
  fc.record({
    key: fc.constant(key),
    call: fc.constantFrom(...CALLS),
    status: fc.constantFrom(null, 200, 200, 200, 201, 302, 400, 401, 402, 403, 404, 409, 418, 422, 429, 500, 503),
    type: fc.constantFrom(
      'application/json',
      `application/json; key=${key}`,
      `text/html; key=${key}`,
      'text/plain',
      key,
    ),
    header: fc.constantFrom(key, `Bearer ${key}`, '1'),
    body: fc.oneof(
      jsonWith(key).map((value) => JSON.stringify(value)),
      textWith(key),
      fc.constant(`<html><title>${key}</title>${key}`),
    ),
  }),
);

function answering({ key, status, type, header, body }: Repeated): typeof globalThis.fetch {
  return scriptedFetch(() => {
    if (status === null) throw new TypeError(`Headers: "Bearer ${key}" ${body}`);
    return new Response(body, {
      status,
      headers: {
        'Content-Type': type,
        'Retry-After': header,
        'WWW-Authenticate': header,
        Date: header,
        Location: `https://example.com/${key}`,
      },
    });
  }).fetch;
}

/** All that leaves the client: what it answers, what it reports for the log, what it throws. */
async function allThatComesOut(answer: Repeated): Promise<string> {
  const { client, reports, onAttempt } = harness({ fetch: answering(answer) });
  const thrown = (error: unknown) => (error instanceof Error ? [error.message, error.stack] : error);
  const outcome = await client.send({ ...target(), apiKey: answer.key }, answer.call, { onAttempt }).catch(thrown);
  return JSON.stringify([outcome, reports]);
}

describe('the key [F79]', () => {
  test('is in no outcome, no error and no report, whatever the server does with it', async () => {
    let asked = 0;
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(repeated, async (answer) => {
        const out = await allThatComesOut(answer);
        asked += 1;
        if (out.includes('[API key]')) answered += 1;
        expect(out).not.toContain(CORE);
      }),
    );
    // It was there to be taken out: else this would prove nothing.
    expect(answered / asked).toBeGreaterThan(0.2);
  });
});
