import { fail, type Outcome } from '../../core/errors.ts';
import { confirmNoMessages } from '../../synap/send/failure.ts';
import type { Gateway } from '../outbound/gateway.ts';
import type { Prioritized } from '../outbound/request-line.ts';
import type { ProfileContext } from '../profile/profile-context.ts';

/** A successful whoami vouches for its key this long: a page full of refused ids costs one whoami, not one each. */
const TTL_MS = 60_000;

interface Check {
  keyId: string;
  at: number;
  whoami: Promise<Outcome<unknown>>;
}

export interface WhoamiCheck {
  /** A 403 may be the key's fault or the conversation's: only a failing whoami makes it the key's. */
  explain<T>(context: ProfileContext, request: Prioritized, outcome: Outcome<T>): Promise<Outcome<T>>;
}

export function createWhoamiCheck(gateway: Gateway, now: () => number): WhoamiCheck {
  const checks = new Map<string, Check>();
  const whoami = (context: ProfileContext, request: Prioritized): Promise<Outcome<unknown>> => {
    const profileId = context.profile.id;
    const known = checks.get(profileId);
    const age = known ? now() - known.at : -1;
    if (known?.keyId === context.key.keyId && age >= 0 && age < TTL_MS) return known.whoami;
    const sent = gateway.send(context, { name: 'whoami' }, request);
    const check: Check = { keyId: context.key.keyId, at: now(), whoami: sent };
    checks.set(profileId, check);
    const forget = () => {
      if (checks.get(profileId) === check) checks.delete(profileId);
    };
    sent.then((outcome) => (outcome.ok ? undefined : forget()), forget);
    return sent;
  };
  return {
    explain: async (context, request, outcome) => {
      if (outcome.ok || outcome.error.kind !== 'no-messages') return outcome;
      const answer = await whoami(context, request);
      return fail(confirmNoMessages(outcome.error, answer.ok ? null : answer.error));
    },
  };
}
