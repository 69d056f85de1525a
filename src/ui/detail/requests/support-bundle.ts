import type { AppError } from '../../../core/errors.ts';
import type { BudgetState, Overview, RequestLogEntry } from '../../../protocol/overview.ts';
import { activeProfile } from '../../model/active-profile.ts';
import { isoTime } from '../../format/times.ts';

interface BundleParts {
  conversationId: string;
  overview: Overview | null;
  budget: BudgetState | null;
  entries: RequestLogEntry[];
  /** Errors shown now, by part. */
  errors: Record<string, AppError | null>;
  now: number;
}

/**
 * The details that support needs: versions, calls, correlation ids, errors. Fields are picked one by one, so no key can
 * slip in.
 */
export function supportBundle({ conversationId, overview, budget, entries, errors, now }: BundleParts): string {
  const profile = overview && activeProfile(overview);
  const bundle = {
    product: 'Synap Inspector',
    version: overview?.version ?? null,
    browser: navigator.userAgent,
    createdAt: isoTime(now),
    conversationId,
    origin: profile?.origin ?? null,
    instanceId: profile?.instanceId ?? null,
    clientId: profile?.clientId ?? null,
    demo: overview?.settings.demo ?? null,
    pause: overview?.pause ? { reason: overview.pause.reason, until: isoTime(overview.pause.until) } : null,
    budget,
    errors: Object.fromEntries(Object.entries(errors).map(([part, error]) => [part, error && plainError(error)])),
    requests: entries.map((entry) => ({
      at: isoTime(entry.startedAt),
      method: entry.method,
      url: entry.baseUrl + entry.path,
      status: entry.status,
      tookMs: entry.tookMs,
      serverMs: entry.serverMs,
      source: entry.source,
      attempt: entry.attempt,
      correlationId: entry.correlationId,
      error: entry.errorKind,
    })),
  };
  return JSON.stringify(bundle, null, 2);
}

/** Fields of errors that this extension fills itself. Links hold tokens, and the server's words may quote anything. */
const OWN_FIELDS = ['kind', 'status', 'correlationId', 'path', 'otherId', 'afterMs', 'limitBytes', 'why', 'fault'];

function plainError(error: AppError): Record<string, unknown> {
  return Object.fromEntries(Object.entries(error).filter(([field]) => OWN_FIELDS.includes(field)));
}
