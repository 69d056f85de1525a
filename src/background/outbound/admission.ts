import type { AppError } from '../../core/errors.ts';
import type { Pause } from '../../protocol/overview.ts';
import { callName, type Call } from '../../synap/wire/endpoints.ts';
import type { Contexts, ProfileContext } from '../profile/profile-context.ts';
import type { Pauses } from './pauses.ts';
import type { Prioritized, Priority } from './request-line.ts';

/** One request on its way out. */
export interface Outgoing {
  context: ProfileContext;
  call: Call;
  request: Prioritized;
}

/** Decides whether a request may be sent. What it decides by may change while the request waits. */
export interface Admission {
  /** When the request is made: why it must not be sent, or null. Waits for a click that tries a blocked profile. */
  refusal(outgoing: Outgoing): Promise<AppError | null>;
  /** When its turn has come: the same, by the settings, key and permission of now if it has `waited`. */
  refusalNow(outgoing: Outgoing, waited: boolean): Promise<AppError | null>;
  /** The request has ended, whether or not it was sent. */
  ended(outgoing: Outgoing): void;
}

interface Probe {
  outgoing: Outgoing;
  over: Promise<void>;
  end(): void;
}

export function createAdmission(pauses: Pauses, contexts: Pick<Contexts, 'resolve'>): Admission {
  /** The one click per profile that is let through a pause: it shows whether the key or the credits work again. */
  const probes = new Map<string, Probe>();
  const probeFor = (outgoing: Outgoing) => {
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    probes.set(outgoing.context.profile.id, { outgoing, over, end });
  };
  const blockOf = async (outgoing: Outgoing): Promise<{ error: AppError; probe: Probe | null } | null> => {
    const { context, request } = outgoing;
    const pause = await pauses.get(context.profile.id);
    if (!pause || pause.reason === 'offline') return null;
    const probe = probes.get(context.profile.id) ?? null;
    if (isBlocked(pause, request.priority)) return { error: pause.error, probe: pause.until === null ? probe : null };
    if (probe) return probe.outgoing === outgoing ? null : { error: pause.error, probe };
    probeFor(outgoing);
    return null;
  };
  return {
    refusal: async (outgoing) => {
      const locked = lockOf(outgoing.context, outgoing.call);
      if (locked) return locked;
      const blocked = await blockOf(outgoing);
      if (!blocked?.probe) return blocked?.error ?? null;
      await blocked.probe.over;
      return (await pauses.get(outgoing.context.profile.id))?.error ?? null;
    },
    refusalNow: async (outgoing, waited) => {
      if (outgoing.request.isWanted?.() === false) return { kind: 'cancelled' };
      const changed = waited ? await refusalByContext(contexts, outgoing) : null;
      // Another probe may wait for the place that this request holds, so this one does not wait for it.
      return changed ?? (await blockOf(outgoing))?.error ?? null;
    },
    ended: (outgoing) => {
      const probe = probes.get(outgoing.context.profile.id);
      if (probe?.outgoing !== outgoing) return;
      probes.delete(outgoing.context.profile.id);
      probe.end();
    },
  };
}

async function refusalByContext(
  contexts: Pick<Contexts, 'resolve'>,
  { context, call, request }: Outgoing,
): Promise<AppError | null> {
  const now = await contexts.resolve(context.profile.id);
  if (!now.ok) return now.error;
  const { profile, key } = now.value;
  // Both abort the request as well, but the abort may be under way.
  if (key.keyId !== context.key.keyId || profile.baseUrl !== context.profile.baseUrl) return { kind: 'cancelled' };
  // Many may wait, and nobody asked for them.
  if (request.priority === 'automatic' && !now.value.settings.automaticLookups) return { kind: 'cancelled' };
  return lockOf(now.value, call);
}

function lockOf({ profile }: ProfileContext, call: Call): AppError | null {
  return callName(call) === 'compact' && profile.lockCompact
    ? { kind: 'compaction-locked', profileName: profile.name }
    : null;
}

/**
 * A Retry-After blocks everything. A refused key and missing credits block all but clicks, which may show that the
 * request works again; opening a view is no click.
 */
export function isBlocked({ reason }: Pause, priority: Priority): boolean {
  return reason === 'rate-limited' || (reason !== 'offline' && priority !== 'user');
}
