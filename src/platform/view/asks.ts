/** A view's questions to the worker, by message. */
import { fail, type Outcome } from '../../core/errors.ts';
import type { RequestInput, RequestName, RequestOutput, ResponseEnvelope } from '../../protocol/requests.ts';
import { browser } from '../browser.ts';
import { isAlive } from './view-port.ts';

export interface Asks {
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Outcome<RequestOutput<N>>>;
  /** Another port opens: what is asked from now on goes where it leads. */
  nextPort(): void;
  /** What was asked before this port opened went to nobody. */
  giveUpOlder(): void;
}

export function createAsks(version: string): Asks {
  /** How to give each up, and the port it was asked under. */
  const open = new Map<() => void, number>();
  let port = 0;
  /** Undefined when it was given up. */
  const answerTo = (sent: Promise<unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const giveUp = () => resolve(undefined);
      open.set(giveUp, port);
      sent.finally(() => open.delete(giveUp)).then(resolve, reject);
    });
  return {
    ask: async <N extends RequestName>(name: N, input: RequestInput<N>): Promise<Outcome<RequestOutput<N>>> => {
      if (!isAlive()) return fail({ kind: 'outdated' });
      let sent: Promise<unknown>;
      try {
        sent = browser.runtime.sendMessage({ app: 'synap-inspector', version, name, input });
      } catch {
        // At once: over 64 MiB, which no repeat mends, or the extension went in this very moment.
        return fail(isAlive() ? { kind: 'refused', why: 'malformed' } : { kind: 'outdated' });
      }
      try {
        const answer = await answerTo(sent);
        // The version was compared, so both sides were built from the same types: the envelope is all there is to check.
        return isResponse<N>(answer) ? answer.outcome : fail({ kind: 'worker-gone' });
      } catch {
        return fail({ kind: isAlive() ? 'worker-gone' : 'outdated' });
      }
    },
    nextPort: () => {
      port += 1;
    },
    giveUpOlder: () => open.forEach((under, giveUp) => under < port && giveUp()),
  };
}

function isResponse<N extends RequestName>(value: unknown): value is ResponseEnvelope<N> {
  return typeof value === 'object' && value !== null && 'app' in value && value.app === 'synap-inspector';
}
