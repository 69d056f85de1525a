import { fail, type Outcome } from '../../core/errors.ts';
import { confirmNoMessages } from '../../synap/send/failure.ts';
import type { Urgency } from '../outbound/request-queue.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import type { Gateway } from '../outbound/gateway.ts';

/** For so long a whoami that succeeded speaks for its key: a page full of refused ids costs one, not one each. */
const PROOF_TTL_MS = 60_000;

interface Proof {
  keyId: string;
  at: number;
  whoami: Promise<Outcome<unknown>>;
}

/** 403 may mean the key or the conversation: only a failing whoami makes it the key's fault. */
export function createKeyProofs(gateway: Gateway, now: () => number) {
  const proofs = new Map<string, Proof>();
  const prove = (context: ProfileContext, urgency: Urgency): Promise<Outcome<unknown>> => {
    const profileId = context.profile.id;
    const known = proofs.get(profileId);
    const age = known ? now() - known.at : -1;
    if (known?.keyId === context.key.keyId && age >= 0 && age < PROOF_TTL_MS) return known.whoami;
    const proof: Proof = {
      keyId: context.key.keyId,
      at: now(),
      whoami: gateway.send(context, { name: 'whoami' }, urgency),
    };
    proofs.set(profileId, proof);
    const forget = () => {
      if (proofs.get(profileId) === proof) proofs.delete(profileId);
    };
    proof.whoami.then((outcome) => (outcome.ok ? undefined : forget()), forget);
    return proof.whoami;
  };
  return {
    explain: async <T>(context: ProfileContext, urgency: Urgency, outcome: Outcome<T>): Promise<Outcome<T>> => {
      if (outcome.ok || outcome.error.kind !== 'no-messages') return outcome;
      const whoami = await prove(context, urgency);
      return fail(confirmNoMessages(outcome.error, whoami.ok ? null : whoami.error));
    },
  };
}
