import type { Clock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { MAX_OFFERED_IDS, parseConversationId } from '../../core/conversation/uuid.ts';
import { createSerializer, ignoreErrors } from '../serialize.ts';
import { isSameEnd, type WatchRecord } from '../watch/watch-record.ts';

/** A run that ended, and the must-keep statements that its version has lost. */
export interface EndedRun extends WatchRecord {
  lost: readonly string[];
}

/** One notification: of a run that ended, or of many that ended together. */
export interface EndNotice {
  profileId: string;
  records: readonly EndedRun[];
  /** Names the notification of many, so that a later one of the same replaces it; null: of one run. */
  group: string | null;
}

/** Names the subject of the notification: a conversation, or a group. */
export function nameOf({ group, records: [first] }: EndNotice): string {
  return group ?? first?.conversationId ?? '';
}

/** The conversations of a notification by its name; of a group, those whose runs ended last. */
export async function endedRuns(
  watcher: { list(): Promise<WatchRecord[]> },
  profileId: string,
  name: string,
): Promise<ConversationId[]> {
  const id = parseConversationId(name);
  if (id) return [id];
  const ended = (await watcher.list()).filter((one) => one.profileId === profileId && one.state === 'ended');
  return ended
    .sort((a, b) => b.setAt - a.setAt)
    .slice(0, MAX_OFFERED_IDS)
    .map(({ conversationId }) => conversationId);
}

/** Notifies of ends. In-memory state that may be lost with the worker: what was not told is added again. */
export interface EndNotices {
  add(record: WatchRecord): void;
}

export interface EndNoticeDeps {
  clock: Clock;
  lostPins(ended: WatchRecord): Promise<readonly string[]>;
  /** Shows the notification, if the settings allow it. */
  show(notice: EndNotice): Promise<void>;
  onTold(records: readonly WatchRecord[]): Promise<void>;
}

/** Runs that end within this time share a notification. */
const GATHER_MS = 1_000;
/** A notification of many is renewed no more often than this, and joined by ends that come no later than that. */
const RENEW_MS = 15_000;
const JOIN_MS = 60_000;
const MAX_GROUP = 500;

interface Group {
  name: string;
  records: Map<string, EndedRun>;
  shownAt: number;
}

export function createEndNotices(deps: EndNoticeDeps): EndNotices {
  const byProfile = new Map<string, { add(record: WatchRecord): void }>();
  return {
    add: (record) => {
      const notices = byProfile.get(record.profileId) ?? createForProfile(deps, record.profileId);
      byProfile.set(record.profileId, notices);
      notices.add(record);
    },
  };
}

function createForProfile({ clock, lostPins, show, onTold }: EndNoticeDeps, profileId: string) {
  /** The ends not yet notified, so that none is added twice. */
  const pending = new Map<string, WatchRecord>();
  const runExclusive = createSerializer();
  let group: Group | null = null;
  let isSet = false;
  const flush = async () => {
    isSet = false;
    const told = [...pending.values()];
    const withLost = async (record: WatchRecord) => ({ ...record, lost: await lostPins(record).catch(() => []) });
    // All at once: each may wait for its summary, and the worker may not live for one after the other.
    const runs: EndedRun[] = await Promise.all(told.map(withLost));
    const ended = new Map<string, EndedRun>(runs.map((run) => [run.conversationId, run]));
    const now = clock.now();
    // A clock that was set starts a new group.
    if (group && (Math.abs(now - group.shownAt) > JOIN_MS || group.records.size > MAX_GROUP)) group = null;
    if (!group && ended.size > 1) group = { name: String(now), records: new Map(), shownAt: now };
    for (const [id, record] of ended) group?.records.set(id, record);
    if (group) group.shownAt = now;
    const records = [...(group ? group.records : ended).values()];
    // Best effort: a browser without notifications must not make the worker retry forever.
    await show({ profileId, records, group: group?.name ?? null }).catch(() => undefined);
    await onTold(told).catch(() => undefined);
    for (const record of told) if (pending.get(record.conversationId) === record) pending.delete(record.conversationId);
  };
  return {
    add: (record: WatchRecord) => {
      const held = pending.get(record.conversationId);
      if (held && isSameEnd(held, record)) return;
      pending.set(record.conversationId, record);
      if (isSet) return;
      isSet = true;
      const sinceShown = group ? clock.now() - group.shownAt : RENEW_MS;
      clock.after(Math.max(GATHER_MS, Math.min(RENEW_MS, RENEW_MS - sinceShown)), () =>
        ignoreErrors(runExclusive(flush)),
      );
    },
  };
}
