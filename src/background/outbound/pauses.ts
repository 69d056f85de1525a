import { isNumber, oneOf, orNull, shape } from '../../core/shape.ts';
import { isAppError, type AppError } from '../../core/errors.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import type { Pause } from '../../protocol/overview.ts';
import { MAX_WAIT_MS } from '../../synap/send/retry-after.ts';
import { createSerializer } from '../serialize.ts';
import { storedItem } from '../stored-item.ts';

/**
 * Why a whole profile waits: 401, 402, 429 or no network. Kept in the session store, so that a stopped worker does not
 * forget a Retry-After, and a new browser session does not remember an old one.
 */
export interface Pauses {
  /** Null when nothing blocks the profile; this also deletes a pause that is over. */
  get(profileId: string): Promise<Pause | null>;
  /** Records a request's outcome; resolves with true when the pause changed. */
  note(profileId: string, error: AppError | null): Promise<boolean>;
  /** For "try again". A running Retry-After stays. */
  resume(profileId: string): Promise<void>;
  clear(profileId: string): Promise<void>;
}

interface StoredPause extends Pause {
  /** When the pause began. A clock before this has jumped back, which makes `until` meaningless. */
  since: number;
}

/** `onOver` is called when a pause has ended by itself: its time is over, or the network is back. */
export function createPauses(
  session: KeyValueStore,
  now: () => number,
  isOnline: () => boolean,
  onOver: () => void,
): Pauses {
  const runExclusive = createSerializer();
  const item = (profileId: string) => storedItem(session, `pause:${profileId}`, isStoredPause);
  // Read once per wake, because only this worker writes pauses. Also keeps those that a full store rejects.
  const held = new Map<string, StoredPause | null>();
  const read = async (profileId: string): Promise<Pause | null> => {
    const stored = held.has(profileId) ? held.get(profileId) : await item(profileId).get();
    held.set(profileId, stored ?? null);
    if (!stored) return null;
    const { since, ...pause } = stored;
    if (!isOver(pause, since)) return pause;
    await remove(profileId);
    onOver();
    return null;
  };
  const remove = async (profileId: string) => {
    held.set(profileId, null);
    await item(profileId).remove();
  };
  const isOver = ({ reason, until }: Pause, since: number) =>
    reason === 'offline' ? isOnline() : until !== null && (until <= now() || now() < since);
  const resume = async (profileId: string) => {
    const pause = await read(profileId);
    if (!pause || pause.reason === 'rate-limited') return false;
    await remove(profileId);
    return true;
  };
  return {
    get: (profileId) => runExclusive(() => read(profileId)),
    note: (profileId, error) =>
      runExclusive(async () => {
        if (!error) return resume(profileId);
        const next = pauseFor(error);
        if (!next || outlasts(await read(profileId), next)) return false;
        const pause: StoredPause = { ...next, since: now() };
        held.set(profileId, pause);
        await item(profileId)
          .set(pause)
          .catch(() => undefined);
        return true;
      }),
    resume: (profileId) => runExclusive(async () => void (await resume(profileId))),
    clear: (profileId) => runExclusive(() => remove(profileId)),
  };
}

/** Up to four requests are in flight: another one's error must not shorten a Retry-After. */
function outlasts(held: Pause | null, next: Pause): boolean {
  return held?.reason === 'rate-limited' && (held.until ?? 0) >= (next.until ?? 0);
}

function pauseFor(error: AppError): Pause | null {
  switch (error.kind) {
    case 'rate-limited':
      return { reason: error.kind, until: error.retryAt, error };
    case 'key-refused':
    case 'no-credits':
    case 'offline':
      return { reason: error.kind, until: null, error };
    default:
      return null;
  }
}

const hasPauseFields = shape({
  reason: oneOf('rate-limited', 'key-refused', 'no-credits', 'offline'),
  until: orNull(isNumber),
  error: isAppError,
  since: isNumber,
});

function isStoredPause(value: unknown): value is StoredPause {
  if (!hasPauseFields(value)) return false;
  const { reason, until, since } = value;
  // No pause outlasts the longest Retry-After that is accepted.
  return until === null ? reason !== 'rate-limited' : until - since <= MAX_WAIT_MS;
}
