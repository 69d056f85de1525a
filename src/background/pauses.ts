import type { AppError } from '../core/errors.ts';
import type { KeyValueStore } from '../platform/storage.ts';
import type { Pause } from '../protocol/overview.ts';

/**
 * Why a whole profile waits: 401, 402, 429 or no network. Kept in the session store, so that neither a stopped worker
 * forgets a Retry-After nor a new browser session remembers an old one.
 */
export interface Pauses {
  /** Null when nothing holds the profile; a Retry-After that is over is forgotten here. */
  get(profileId: string): Promise<Pause | null>;
  /** Learns from a request's end; true when the pause changed. */
  note(profileId: string, error: AppError | null): Promise<boolean>;
  /** The user (or the network) says: try again. A running Retry-After stays. */
  resume(profileId: string): Promise<void>;
  clear(profileId: string): Promise<void>;
}

export function createPauses(session: KeyValueStore, now: () => number): Pauses {
  const name = (profileId: string) => `pause:${profileId}`;
  const get = async (profileId: string): Promise<Pause | null> => {
    const value = await session.get(name(profileId));
    if (!isPause(value)) return null;
    if (value.until === null || now() < value.until) return value;
    await session.remove(name(profileId));
    return null;
  };
  return {
    get,
    note: async (profileId, error) => {
      const held = await get(profileId);
      const next = error ? pauseFor(error) : null;
      if (next) await session.set(name(profileId), next);
      else if (held && !error && held.reason !== 'rate-limited') await session.remove(name(profileId));
      else return false;
      return true;
    },
    resume: async (profileId) => {
      const held = await get(profileId);
      if (held && held.reason !== 'rate-limited') await session.remove(name(profileId));
    },
    clear: (profileId) => session.remove(name(profileId)),
  };
}

function pauseFor(error: AppError): Pause | null {
  switch (error.kind) {
    case 'rate-limited':
      return { reason: 'rate-limited', until: error.retryAt, error };
    case 'key-refused':
      return { reason: 'key-refused', until: null, error };
    case 'no-credits':
      return { reason: 'no-credits', until: null, error };
    case 'offline':
      return { reason: 'offline', until: null, error };
    default:
      return null;
  }
}

function isPause(value: unknown): value is Pause {
  if (typeof value !== 'object' || value === null) return false;
  const { reason, until, error } = value as Record<string, unknown>;
  const known = ['rate-limited', 'key-refused', 'no-credits', 'offline'].some((word) => word === reason);
  return known && (until === null || Number.isFinite(until)) && typeof error === 'object' && error !== null;
}
