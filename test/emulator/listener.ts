import type { IncomingMessage, ServerResponse } from 'node:http';
import { text, type Answer } from './answer.ts';
import { answerApi } from './api/route.ts';
import { answerControl } from './control.ts';
import { answerDemo } from './demo-site.ts';
import type { Fault } from './fault.ts';
import { replacesAnswer, spoiltAnswer } from './fault-answer.ts';
import type { LoggedRequest } from './request-log.ts';
import { pause, send } from './send.ts';
import type { World } from './world.ts';

const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

export interface Listening {
  world: World;
  secure: boolean;
  /** Ends a request's connection with RST. */
  reset: (request: IncomingMessage) => void;
}

/** Logs a request, lets a fault at it, and answers. */
export async function listen(to: Listening, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world, secure } = to;
  const { method = 'GET', url = '/', headers } = request;
  const entry = world.log.open({ at: world.now(), method, url, headers, secure });
  const body = await readBody(request);
  if (body === null) return;
  entry.body = body.toString();
  const taken = entry.kind === 'control' ? undefined : world.faults.take(method, url);
  const fault = taken?.fault ?? {};
  entry.faultId = taken?.id ?? null;
  const carryOut = !replacesAnswer(fault) || fault.carryOut === true;
  if (taken !== undefined) await suspend(world, taken.id, fault, response);
  const truth = carryOut ? await answer(world, entry, body) : null;
  const final = spoiltAnswer(fault, truth);
  entry.status = fault.reset === 'at-once' ? null : final.status;
  entry.answeredAt = world.now();
  const date = new Date(world.now() + world.settings.clockSkewMs).toUTCString();
  await send(response, { answer: final, date, fault, reset: () => to.reset(request) });
}

async function suspend(world: World, id: string, fault: Fault, response: ServerResponse): Promise<void> {
  if (fault.hold === true) {
    const held = world.faults.hold(id);
    response.once('close', held.release);
    await held.released;
  }
  if (fault.delayMs !== undefined) await pause(fault.delayMs, response);
}

async function answer(world: World, entry: LoggedRequest, body: Buffer): Promise<Answer> {
  const { method, url, headers } = entry;
  if (body.length >= BODY_LIMIT_BYTES) return text('Payload Too Large', 413);
  switch (entry.kind) {
    case 'control':
      return answerControl(world, { method, url, body });
    case 'demo':
      return answerDemo(world, { method, url, body });
    case 'api':
    case 'other':
      return answerApi(world, { method, url, headers, body });
  }
}

/** The body, cut at the limit; `null` when the other side left before its end. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk) || size >= BODY_LIMIT_BYTES) continue;
      chunks.push(chunk);
      size += chunk.length;
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).subarray(0, BODY_LIMIT_BYTES);
}
