import type { IncomingHttpHeaders } from 'node:http';
import { Refusal, errorAnswer, json, type Answer } from '../answer.ts';
import type { KeyRecord } from '../keys.ts';
import type { World } from '../world.ts';
import { creditBalance, creditsEstimate, creditsLedger, telemetry, whoami } from './account.ts';
import type { Call } from './call.ts';
import { compacted, compactionStatus, contextForPrompt } from './reading.ts';
import { fetchUser } from './user.ts';
import { compact, recordBatch, recordMessage } from './writing.ts';

export interface ApiRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  answer: (call: Call, id: string) => Answer;
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/api\/v1\/auth\/whoami$/, answer: whoami },
  { method: 'GET', path: /^\/v1\/credits\/balance$/, answer: creditBalance },
  { method: 'POST', path: /^\/v1\/credits\/estimate$/, answer: creditsEstimate },
  { method: 'GET', path: /^\/v1\/credits\/ledger$/, answer: creditsLedger },
  { method: 'POST', path: /^\/v1\/telemetry\/batch$/, answer: telemetry },
  { method: 'POST', path: /^\/v1\/context\/user\/fetch$/, answer: fetchUser },
  { method: 'POST', path: /^\/v1\/conversations\/compact$/, answer: compact },
  { method: 'POST', path: /^\/v1\/conversations\/messages$/, answer: recordMessage },
  { method: 'POST', path: /^\/v1\/conversations\/messages\/batch$/, answer: recordBatch },
  { method: 'GET', path: /^\/v1\/conversations\/([^/]+)\/compaction\/status$/, answer: compactionStatus },
  { method: 'GET', path: /^\/v1\/conversations\/([^/]+)\/compacted$/, answer: compacted },
  { method: 'GET', path: /^\/v1\/conversations\/([^/]+)\/context-for-prompt$/, answer: contextForPrompt },
];

/** Answers a request as Synap would. Never throws for bad input: a refusal is an answer too. */
export function answerApi(world: World, request: ApiRequest): Answer {
  const answer = answerOrRefusal(world, request);
  const { serverMs } = world.settings;
  if (serverMs === null) return answer;
  return { ...answer, headers: { ...answer.headers, 'x-synap-server-ms': String(serverMs) } };
}

function answerOrRefusal(world: World, request: ApiRequest): Answer {
  try {
    return routed(world, request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return errorAnswer(error.content, world.settings.errorShape ?? error.shape);
  }
}

function routed(world: World, request: ApiRequest): Answer {
  const [path = '', search = ''] = request.url.split(/\?(.*)/s, 2);
  const matching = ROUTES.filter((route) => route.path.test(path));
  if (path === '/health') return health(world, request.method);
  if (matching.length === 0) throw new Refusal({ status: 404, code: 'NOT_FOUND', message: 'Not Found' });
  const route = matching.find(({ method }) => method === request.method);
  if (route === undefined) throw wrongMethod(matching.map(({ method }) => method).join(', '));
  const key = authenticated(world, request.headers);
  limited(world, key);
  const call: Call = {
    world,
    key,
    query: new URLSearchParams(search),
    body: request.body,
    contentType: request.headers['content-type'] ?? '',
  };
  return route.answer(call, decoded(route.path.exec(path)?.[1] ?? ''));
}

function health(world: World, method: string): Answer {
  if (method !== 'GET') throw wrongMethod('GET');
  return json({ status: 'healthy', timestamp: world.stamp(world.now()) });
}

function wrongMethod(allow: string): Refusal {
  return new Refusal({ status: 405, code: 'METHOD_NOT_ALLOWED', message: 'Method Not Allowed', headers: { allow } });
}

function authenticated(world: World, headers: IncomingHttpHeaders): KeyRecord {
  const given = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) throw unauthorised('Not authenticated');
  const key = world.keys.find((record) => record.key === given);
  if (key === undefined) throw unauthorised('Invalid API key');
  if (key.revoked) throw unauthorised('This API key was revoked');
  const instance = idIn(headers, 'instance') ?? key.instanceId;
  const client = idIn(headers, 'client') ?? key.clientId;
  if (instance !== key.instanceId || client !== key.clientId) {
    throw new Refusal(
      { status: 403, code: 'FORBIDDEN', message: 'The key does not belong to this instance and client' },
      'detail-object',
    );
  }
  return key;
}

/** Synap's clients send an id empty while they do not know it, and one names the headers otherwise. */
function idIn(headers: IncomingHttpHeaders, what: 'instance' | 'client'): string | null {
  const given = [headers[`x-${what}-id`], headers[`x-synap-${what}-id`]].flat();
  return given.find((id) => id !== undefined && id.trim() !== '') ?? null;
}

function unauthorised(message: string): Refusal {
  return new Refusal({ status: 401, code: 'UNAUTHORIZED', message, headers: { 'www-authenticate': 'Bearer' } });
}

function limited(world: World, key: KeyRecord): void {
  const waitSeconds = Math.ceil(world.waitSeconds(key));
  if (waitSeconds === 0) return;
  const { perMinute, burst } = world.settings[key.tier];
  const extra = { limit_per_minute: perMinute, burst, retry_after_seconds: waitSeconds };
  const headers = { 'retry-after': String(waitSeconds) };
  throw new Refusal(
    { status: 429, code: 'RATE_LIMITED', message: 'Rate limit exceeded', extra, headers },
    'error-code',
  );
}

/** A malformed escape is a bad id, not a crash. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
