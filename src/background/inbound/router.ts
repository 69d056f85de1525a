import { fail, type Outcome } from '../../core/errors.ts';
import { decodeRequest } from '../../protocol/decode.ts';
import type { ViewRef } from '../../protocol/events.ts';
import type { RequestInput, RequestName, RequestOutput, ResponseEnvelope } from '../../protocol/requests.ts';
import { mayAsk, surfaceOf, type SenderFacts } from './senders.ts';

/** One handler for each request; `from` is the view that asks. */
export type Handlers = {
  [N in RequestName]: (input: RequestInput<N>, from: ViewRef) => Promise<Outcome<RequestOutput<N>>>;
};

export interface RouterIdentity {
  extensionId: string;
  origin: string;
  version: string;
}

/**
 * Checks the sender and the request, and never throws: every message gets an answer. Permitted requests wait for
 * start-up.
 */
export function createRouter(handlers: Handlers, own: RouterIdentity, ready: () => Promise<void>) {
  const answer = async (message: unknown, sender: SenderFacts): Promise<Outcome<unknown>> => {
    const surface = surfaceOf(sender, own.extensionId, own.origin);
    if (!surface) return fail({ kind: 'refused', why: 'sender' });
    const request = decodeRequest(message, own.version);
    if (!request.ok) return request;
    const { name, input, viewId, profileId } = request.value;
    if (!mayAsk(surface, name)) return fail({ kind: 'refused', why: 'sender' });
    try {
      await ready();
      // `decodeRequest` knows the name, and matched the input to it.
      return await handlers[name](input as never, { viewId, profileId });
    } catch (error) {
      return fail({ kind: 'storage', what: error instanceof Error ? error.name : 'unknown' });
    }
  };
  return async (message: unknown, sender: SenderFacts) => {
    const outcome = await answer(message, sender);
    return { app: 'synap-inspector', version: own.version, outcome } as ResponseEnvelope;
  };
}
