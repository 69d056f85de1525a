import { json, type Answer } from '../answer.ts';
import { balanceOf } from '../keys.ts';
import type { Call } from './call.ts';

const DAY_MS = 86_400_000;
/** Under this many credits the answer warns. */
const LOW_CREDITS = 10;

/** GET /api/v1/auth/whoami */
export function whoami({ key }: Call): Answer {
  const { clientId, instanceId, userContextIsolation } = key;
  const isolation = userContextIsolation === null ? {} : { user_context_isolation: userContextIsolation };
  return json({ client_id: clientId, instance_id: instanceId, ...isolation });
}

/** GET /v1/credits/balance */
export function creditBalance({ key, world }: Call): Answer {
  const balance = balanceOf(key);
  return json({
    client_id: key.clientId,
    balance_credits: balance,
    warning_low: balance < LOW_CREDITS,
    buckets: key.buckets.map(({ source, balance, expiresInDays }) => ({
      source_type: source,
      balance,
      ...(expiresInDays === null ? {} : { expires_at: world.stamp(world.startedAt + expiresInDays * DAY_MS) }),
    })),
  });
}
