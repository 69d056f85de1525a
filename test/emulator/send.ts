import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Answer } from './answer.ts';
import type { Fault } from './fault.ts';

const RESET_AFTER_MS = 30;

export interface Delivery {
  answer: Answer;
  /** The `Date` header. */
  date: string;
  fault: Fault;
  /** Ends the connection with RST rather than FIN. */
  reset: () => void;
}

/** Sends an answer, the way the fault wants it. Resolves when done, or when the other side has gone. */
export async function send(response: ServerResponse, delivery: Delivery): Promise<void> {
  const { answer, date, fault } = delivery;
  if (fault.reset === 'at-once') {
    delivery.reset();
    return;
  }
  response.sendDate = false;
  response.setHeader('date', date);
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  response.statusCode = answer.status;
  if (Buffer.isBuffer(answer.body)) await sendBytes(response, answer.body, delivery);
  else await pipeline(answer.body(), response).catch(ignoreDisconnect);
}

async function sendBytes(response: ServerResponse, body: Buffer, { fault, reset }: Delivery): Promise<void> {
  if (response.statusCode !== 204 && response.statusCode !== 304) response.setHeader('content-length', body.length);
  const cut = fault.reset === 'mid-body' ? Math.floor(body.length / 2) : fault.truncateAt;
  const part = cut === undefined ? body : body.subarray(0, cut);
  response.flushHeaders();
  if (fault.dripMs === undefined) {
    if (cut === undefined) {
      response.end(part);
      return;
    }
    await new Promise<void>((resolve) => response.write(part, () => resolve()));
  } else {
    await pipeline(Readable.from(dripped(part, fault.dripMs, response)), response, { end: cut === undefined }).catch(
      ignoreDisconnect,
    );
  }
  if (fault.reset === 'mid-body') {
    // A reset overtakes what the reader has not taken up yet: without a moment's rest it never sees the first half.
    await pause(RESET_AFTER_MS, response);
    reset();
  } else if (cut !== undefined) response.socket?.end();
}

async function* dripped(body: Buffer, everyMs: number, response: ServerResponse): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += 1) {
    await pause(everyMs, response);
    yield body.subarray(at, at + 1);
  }
}

/** A pause that ends early when the other side goes: nothing may keep `close` waiting. */
export function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      response.off('close', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    response.once('close', finish);
  });
}

/** The other side may leave at any time, and that is its right. */
function ignoreDisconnect(): void {}
