import { shortText } from '../../core/cut-text.ts';
import * as v from 'valibot';
import type { CreditBalance, CreditBucket, CreditEstimate, WhoAmI } from '../../core/conversation/conversation.ts';
import { bounded, WORD_CHARS } from '../wire/bounds.ts';
import { amount, credits, decoded, flag, list, missing, text, time, type Decoded } from '../wire/fields.ts';
import { isRecord } from '../../core/is-record.ts';

const MAX_BUCKETS = 100;
const WHOAMI_LIMITS = { client_id: WORD_CHARS, instance_id: WORD_CHARS, user_context_isolation: WORD_CHARS };
const WhoAmIWire = v.object({ client_id: text, instance_id: text, user_context_isolation: text });

/** Requires one of the two ids. */
export function decodeWhoAmI(raw: unknown): Decoded<WhoAmI> {
  if (!isRecord(raw)) return missing('$');
  const wire = v.parse(WhoAmIWire, bounded(raw, WHOAMI_LIMITS).fields);
  if (wire.client_id === null && wire.instance_id === null) return missing('$.instance_id');
  return decoded({
    clientId: wire.client_id,
    instanceId: wire.instance_id,
    userContextIsolation: wire.user_context_isolation,
  });
}

const BALANCE_LIMITS = { client_id: WORD_CHARS, buckets: MAX_BUCKETS };
const BalanceWire = v.object({ client_id: text, balance_credits: credits, warning_low: flag, buckets: list });
const BucketWire = v.object({ source_type: text, balance: credits, expires_at: time });

/** Requires `balance_credits`. A bucket without a balance is left out. */
export function decodeBalance(raw: unknown): Decoded<CreditBalance> {
  if (!isRecord(raw)) return missing('$');
  const wire = v.parse(BalanceWire, bounded(raw, BALANCE_LIMITS).fields);
  if (wire.balance_credits === null) return missing('$.balance_credits');
  return decoded({
    clientId: wire.client_id,
    balanceCredits: wire.balance_credits,
    warningLow: wire.warning_low ?? false,
    buckets: wire.buckets.filter(isRecord).flatMap(decodeBucket),
  });
}

const EstimateWire = v.object({ credits_estimate: amount });

/** Requires `credits_estimate`. */
export function decodeEstimate(raw: unknown): Decoded<CreditEstimate> {
  if (!isRecord(raw)) return missing('$');
  const { credits_estimate: credits } = v.parse(EstimateWire, raw);
  return credits === null ? missing('$.credits_estimate') : decoded({ credits });
}

function decodeBucket(raw: Record<string, unknown>): CreditBucket[] {
  const wire = v.parse(BucketWire, raw);
  if (wire.balance === null) return [];
  return [
    {
      sourceType: shortText(wire.source_type || 'unknown', WORD_CHARS),
      balance: wire.balance,
      expiresAt: wire.expires_at,
    },
  ];
}
