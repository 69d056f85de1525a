import type { CreditBalance, CreditEstimate, WhoAmI } from '../../core/conversation/conversation.ts';
import { bounded, WORD_CHARS } from '../wire/bounds.ts';
import { amount, credits, decoded, flag, missing, text, type Decoded } from '../wire/fields.ts';
import { isRecord } from '../../core/is-record.ts';

const WHOAMI_LIMITS = { client_id: WORD_CHARS, instance_id: WORD_CHARS };
/** Requires one of the two ids. */
export function decodeWhoAmI(raw: unknown): Decoded<WhoAmI> {
  if (!isRecord(raw)) return missing('$');
  const { fields } = bounded(raw, WHOAMI_LIMITS);
  const [clientId, instanceId] = [text(fields['client_id']), text(fields['instance_id'])];
  if (clientId === null && instanceId === null) return missing('$.instance_id');
  return decoded({ clientId, instanceId });
}

const BALANCE_LIMITS = { client_id: WORD_CHARS };
/** Requires `balance_credits`. */
export function decodeBalance(raw: unknown): Decoded<CreditBalance> {
  if (!isRecord(raw)) return missing('$');
  const { fields } = bounded(raw, BALANCE_LIMITS);
  const balanceCredits = credits(fields['balance_credits']);
  if (balanceCredits === null) return missing('$.balance_credits');
  return decoded({
    clientId: text(fields['client_id']),
    balanceCredits,
    warningLow: flag(fields['warning_low']) ?? false,
  });
}

/** Requires `credits_estimate`. */
export function decodeEstimate(raw: unknown): Decoded<CreditEstimate> {
  if (!isRecord(raw)) return missing('$');
  const estimate = amount(raw['credits_estimate']);
  return estimate === null ? missing('$.credits_estimate') : decoded({ credits: estimate });
}
