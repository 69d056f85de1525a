import * as v from 'valibot';
import { json, type Answer } from './answer.ts';
import { faultRuleSchema } from './fault.ts';
import { balanceOf } from './keys.ts';
import { settingsPatch } from './settings.ts';
import type { World } from './world.ts';

export interface ControlRequest {
  method: string;
  url: string;
  body: Buffer;
}

interface ControlCall {
  world: World;
  query: URLSearchParams;
  body: unknown;
  /** What the path holds after the command: an id or a name. */
  target: string;
}

const role = v.picklist(['user', 'assistant', 'system', 'tool']);
const messagesBody = v.strictObject({
  messages: v.pipe(v.array(v.strictObject({ role, content: v.string() })), v.minLength(1)),
});
const runBody = v.strictObject({
  strategy: v.exactOptional(v.string()),
  targetTokens: v.exactOptional(v.nullable(v.number())),
  seconds: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  outcome: v.exactOptional(v.picklist(['completed', 'failed'])),
  errorMessage: v.exactOptional(v.string()),
});
const finishBody = v.strictObject({
  outcome: v.exactOptional(v.picklist(['completed', 'failed']), 'completed'),
  errorMessage: v.exactOptional(v.string()),
});
const keyBody = v.strictObject({ credits: v.exactOptional(v.number()), revoked: v.exactOptional(v.boolean()) });
const kinds = v.picklist(['api', 'demo', 'control', 'other']);

type Command = (call: ControlCall) => unknown;

/** Method and path after `/__control/`; `*` is the target. */
const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['GET state', stateOf],
  ['POST reset', ({ world }) => (world.reset(), { reset: true })],
  ['GET settings', ({ world }) => world.settings],
  ['POST settings', changeSettings],
  ['GET log', readLog],
  ['DELETE log', ({ world }) => (world.log.clear(), { cleared: true })],
  ['GET faults', ({ world }) => ({ faults: world.faults.list(), held: world.faults.heldCount })],
  ['POST faults', ({ world, body }) => ({ id: world.faults.add(v.parse(faultRuleSchema, body)) })],
  ['DELETE faults', ({ world, query }) => (world.faults.clear(query.get('id') ?? undefined), { cleared: true })],
  ['POST release', ({ world, query }) => ({ released: world.faults.release(query.get('id') ?? undefined) })],
  ['POST conversations/*/messages', addMessages],
  ['POST conversations/*/run', startRun],
  ['POST conversations/*/finish', finishRun],
  ['POST keys/*', changeKey],
]);

/** The tests' own door: `/__control/…`. What it cannot do is answered with 400 and the reason. */
export function answerControl(world: World, request: ControlRequest): Answer {
  const url = new URL(request.url, 'http://emulator.invalid');
  const [first = '', second, third] = url.pathname.replace('/__control/', '').split('/');
  const pattern = [first, second === undefined ? null : '*', third]
    .filter((part) => part !== null && part !== undefined)
    .join('/');
  const command = COMMANDS.get(`${request.method} ${pattern}`);
  if (command === undefined) return json({ error: `no such command: ${request.method} ${url.pathname}` }, 404);
  try {
    const body: unknown = request.body.length === 0 ? {} : JSON.parse(request.body.toString());
    return json(command({ world, query: url.searchParams, body, target: decodeURIComponent(second ?? '') }));
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}

function stateOf({ world }: ControlCall): unknown {
  return {
    now: new Date(world.now()).toISOString(),
    settings: world.settings,
    keys: world.keys.map((key) => ({ ...key, balance: balanceOf(key) })),
    conversations: world.conversations().map((conversation) => ({
      id: conversation.id,
      title: conversation.title,
      state: conversation.latestRun?.state ?? 'none',
      versions: conversation.versions.length,
      messages: conversation.messages.length,
      recent: conversation.recentMessages.length,
      tokens: conversation.tokens,
    })),
  };
}

function changeSettings({ world, body }: ControlCall): unknown {
  world.configure(v.parse(settingsPatch, body));
  return world.settings;
}

/** `?kind=api&since=12&path=REGEX`; `count` is of those listed. */
function readLog({ world, query }: ControlCall): unknown {
  const given = { kind: query.get('kind') ?? undefined };
  const { kind } = v.parse(v.object({ kind: v.optional(kinds) }), given);
  const path = query.get('path');
  const requests = world.log.list({
    ...(kind === undefined ? {} : { kind }),
    ...(path === null ? {} : { path: new RegExp(path) }),
    since: Number(query.get('since') ?? 0),
  });
  return { count: requests.length, requests };
}

function addMessages({ world, body, target }: ControlCall): unknown {
  return { message_ids: world.record(target, v.parse(messagesBody, body).messages) };
}

function startRun({ world, body, target }: ControlCall): unknown {
  return world.startRun(target, v.parse(runBody, body));
}

function finishRun({ world, body, target }: ControlCall): unknown {
  const { outcome, errorMessage } = v.parse(finishBody, body);
  return world.finishRun(target, outcome, errorMessage);
}

function changeKey({ world, body, target }: ControlCall): unknown {
  const { credits, revoked } = v.parse(keyBody, body);
  if (credits !== undefined) world.setCredits(target, credits);
  if (revoked !== undefined) world.revoke(target, revoked);
  return world.keyNamed(target);
}
