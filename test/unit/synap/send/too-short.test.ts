import { expect, it } from 'vitest';
import { readErrorBody } from '../../../../src/synap/send/error-body.ts';
import { failureOf } from '../../../../src/synap/send/failure.ts';

const COUNTS = { token_count: 153, threshold_tokens: 250 };
const failure = (body: unknown, call: 'compact' | 'status' = 'compact') =>
  failureOf({
    call,
    status: 400,
    attempt: 1,
    correlationId: 'syn_1',
    body: readErrorBody(JSON.stringify(body), (text) => text),
    retryAt: 0,
  });

it.each([
  ['with details', { error: 'Too few', code: 'BELOW_THRESHOLD', details: COUNTS }, 153, 250],
  ['under detail', { detail: { code: 'BELOW_THRESHOLD', message: 'Too few', ...COUNTS } }, 153, 250],
  ['in small letters', { code: 'below_threshold' }, null, null],
  ['without a code', { detail: { message: 'Too few', ...COUNTS } }, 153, 250],
] as const)(
  'a conversation that is too short to compact is told from a bad request: %s [B9]',
  (_name, body, tokens, limit) =>
    expect(failure(body)).toMatchObject({ kind: 'too-short', tokens, thresholdTokens: limit, status: 400 }),
);

it.each([
  ['another code', { code: 'BAD_TARGET', details: COUNTS }],
  ['no counts', { detail: 'Too few' }],
  ['enough tokens', { detail: { token_count: 300, threshold_tokens: 250 } }],
])('and a bad request stays one: %s [B9]', (_name, body) => expect(failure(body)).toMatchObject({ kind: 'rejected' }));

it('no other call can meet the threshold [B9]', () =>
  expect(failure({ code: 'BELOW_THRESHOLD' }, 'status')).toMatchObject({ kind: 'rejected' }));
