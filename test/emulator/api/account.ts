import * as v from 'valibot';
import { json, type Answer } from '../answer.ts';
import { balanceOf } from '../keys.ts';
import { priceOf } from '../tokens.ts';
import { invalid, readJson, type Call } from './call.ts';

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

const amount = v.exactOptional(v.nullable(v.pipe(v.number(), v.minValue(0))));
const estimateBody = v.object({
  metric_type: v.pipe(v.string(), v.minLength(1, 'String should have at least 1 character')),
  units: amount,
  item_count: amount,
  endpoint: v.exactOptional(v.nullable(v.string())),
  mode: v.exactOptional(v.nullable(v.string())),
});

/** POST /v1/credits/estimate: the price of a call that is not made; `units` are tokens, `item_count` calls. */
export function creditsEstimate(call: Call): Answer {
  const { metric_type: metricType, units, item_count: count } = readJson(call, estimateBody);
  return json({ metric_type: metricType, credits_estimate: priceOf(units ?? 0) * Math.max(1, count ?? 1) });
}

const MAX_ENTRIES = 200;

/** GET /v1/credits/ledger?limit&offset&entry_type&from&to, the newest first. */
export function creditsLedger(call: Call): Answer {
  const { world, key, query } = call;
  const [limit, offset] = [readCount(call, 'limit', 50), readCount(call, 'offset', 0)];
  const [from, to] = [readTime(call, 'from', -Infinity), readTime(call, 'to', Infinity)];
  const type = query.get('entry_type');
  const entries = [...world.ledger.list(key.key)]
    .reverse()
    .filter(({ entryType }) => type === null || entryType === type)
    .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
    .slice(offset, offset + Math.min(limit, MAX_ENTRIES));
  return json({
    entries: entries.map((entry) => ({
      ledger_id: entry.ledgerId,
      entry_type: entry.entryType,
      delta: entry.delta,
      metric_type: entry.metricType,
      category: entry.category,
      created_at: world.stamp(entry.createdAt),
    })),
  });
}

function readCount(call: Call, name: string, fallback: number): number {
  const given = call.query.get(name);
  if (given === null) return fallback;
  if (!/^\d{1,6}$/.test(given)) throw invalid('Input should be a valid integer', ['query', name], 'int_parsing');
  return Number(given);
}

function readTime(call: Call, name: string, fallback: number): number {
  const given = call.query.get(name);
  if (given === null) return fallback;
  const time = Date.parse(given);
  if (Number.isNaN(time)) throw invalid('Input should be a valid datetime', ['query', name], 'datetime_parsing');
  return time - call.world.settings.clockSkewMs;
}

/** POST /v1/telemetry/batch: Synap's clients report their timings. Nothing here reads them. */
export function telemetry(call: Call): Answer {
  readJson(call, v.union([v.looseObject({}), v.array(v.unknown())]));
  return json({ accepted: true }, 202);
}
