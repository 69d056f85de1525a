import type { AppError } from '../../core/errors.ts';
import type { KeyValueStore } from '../../platform/worker/storage.ts';
import type { Pause } from '../../protocol/overview.ts';
import { LONGEST_WAIT_MS } from '../../synap/send/retry-after.ts';
import { createTurn } from '../serialize.ts';

/**
 * Why a whole profile waits: 401, 402, 429 or no network. Kept in the session store, so that neither a stopped worker
 * forgets a Retry-After nor a new browser session remembers an old one.
 */
export interface Pauses {
  /** Null when nothing holds the profile; a pause that is over is forgotten here. */
  get(profileId: string): Promise<Pause | null>;
  /** Learns from a request's end; true when the pause changed. */
  note(profileId: string, error: AppError | null): Promise<boolean>;
  /** The user says: try again. A running Retry-After stays. */
  resume(profileId: string): Promise<void>;
  clear(profileId: string): Promise<void>;
}

interface StoredPause extends Pause {
  /** A clock that says less than this has jumped back, and `until` means nothing. */
  since: number;
}

export function createPauses(session: KeyValueStore, now: () => number, isOnline: () => boolean): Pauses {
  const inTurn = createTurn();
  const name = (profileId: string) => `pause:${profileId}`;
  // What a full store refuses holds at least as long as the worker.
  const refused = new Map<string, StoredPause>();
  const remove = async (profileId: string) => {
    refused.delete(profileId);
    await session.remove(name(profileId));
  };
  const read = async (profileId: string): Promise<Pause | null> => {
    const value = refused.get(profileId) ?? (await session.get(name(profileId)));
    if (!isStoredPause(value)) return null;
    const { since, ...pause } = value;
    if (!isOver(pause, since)) return pause;
    await remove(profileId);
    return null;
  };
  const isOver = ({ reason, until }: Pause, since: number) =>
    reason === 'offline' ? isOnline() : until !== null && (until <= now() || now() < since);
  const resume = async (profileId: string) => {
    const held = await read(profileId);
    if (!held || held.reason === 'rate-limited') return false;
    await remove(profileId);
    return true;
  };
  return {
    get: (profileId) => inTurn(() => read(profileId)),
    note: (profileId, error) =>
      inTurn(async () => {
        if (!error) return resume(profileId);
        const next = pauseFor(error);
        if (!next || outlasts(await read(profileId), next)) return false;
        const pause: StoredPause = { ...next, since: now() };
        refused.delete(profileId);
        await session.set(name(profileId), pause).catch(() => refused.set(profileId, pause));
        return true;
      }),
    resume: (profileId) => inTurn(async () => void (await resume(profileId))),
    clear: (profileId) => inTurn(() => remove(profileId)),
  };
}

/** Four may be in flight: what another of them ran into does not shorten a Retry-After. */
function outlasts(held: Pause | null, next: Pause): boolean {
  return held?.reason === 'rate-limited' && (held.until ?? 0) >= (next.until ?? 0);
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

function isStoredPause(value: unknown): value is StoredPause {
  if (typeof value !== 'object' || value === null) return false;
  const { reason, until, error, since } = value as Record<string, unknown>;
  const known = ['rate-limited', 'key-refused', 'no-credits', 'offline'].some((word) => word === reason);
  // No server holds us for longer than the longest Retry-After that is taken.
  const times =
    typeof since === 'number' &&
    (until === null ? reason !== 'rate-limited' : typeof until === 'number' && until - since <= LONGEST_WAIT_MS);
  return known && times && isAppError(error);
}

/** As far as a stored one is looked at: what words to find for it. */
export function isAppError(value: unknown): value is AppError {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}
