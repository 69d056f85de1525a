import { isText, isNumber, oneOf, orNull, listOf, shape } from '../../core/shape.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { PartAnswer } from '../../core/conversation/part.ts';
import { isRecord } from '../../core/is-record.ts';
import { DEMO_PROFILE_ID } from '../../core/profile/profile-names.ts';
import type { KeyValueStore } from '../../platform/storage.ts';
import type { HistoryRun } from '../../protocol/history.ts';
import { pathKey } from '../lookup/answer-cache.ts';
import { conversationPath } from '../lookup/answer-rules.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import { createSerializer, ignoreErrors } from '../serialize.ts';
import { storedItem } from '../stored-item.ts';
import { runOfStatus, runOfSummary, withRun, type ToldRun } from './merge-run.ts';

/**
 * The runs of each conversation that answers told of, under the key that they were read with: a record for each
 * conversation, newest run first. The demo's are kept as long as the demo's clock.
 */
export interface RunHistory {
  list(context: ProfileContext, conversationId: ConversationId): Promise<HistoryRun[]>;
  /** Makes ready for `hear`, while the answer is on its way. */
  prepare(): void;
  /**
   * Whether more is known of a run now; what follows finds it, though it is still being stored. Never rejects: what
   * cannot be stored is told again by the next answer.
   */
  hear(context: ProfileContext, conversationId: ConversationId, received: PartAnswer): Promise<boolean>;
  forget(profileId: string): Promise<void>;
}

interface HistoryDeps {
  historyStore: KeyValueStore;
  session: KeyValueStore;
  now(): number;
}

type About = [ProfileContext, ConversationId];

const isDemo = ({ profile }: ProfileContext): boolean => profile.id === DEMO_PROFILE_ID;

const PREFIX = 'runs:';
const MAX_CONVERSATIONS = 500;
/** Where there are too many, so many more go at once: finding the oldest means reading all. */
const SPARE = 50;

const fact = orNull(isNumber);
const text = orNull(isText);
const areRuns = shape({
  changedAt: isNumber,
  runs: listOf(
    shape({
      compactionId: text,
      version: fact,
      state: oneOf('completed', 'failed', 'in_progress'),
      strategy: text,
      originalTokens: fact,
      compactedTokens: fact,
      ratio: fact,
      score: fact,
      startedAt: fact,
      endedAt: fact,
      error: text,
      seenAt: isNumber,
    }),
  ),
});

export function createRunHistory({ historyStore, session, now }: HistoryDeps): RunHistory {
  const runExclusive = createSerializer();
  /** The records of the history; null until they are asked for. */
  let names: Set<string> | null = null;
  const load = async () => (names ??= new Set(await historyStore.keys()));
  const nameOf = (...[context, conversationId]: About) => PREFIX + pathKey(conversationPath(context, conversationId));
  const itemOf = (...about: About) => storedItem(isDemo(about[0]) ? session : historyStore, nameOf(...about), areRuns);
  return {
    prepare: () => ignoreErrors(runExclusive(load)),
    list: async (...of) => (await itemOf(...of).get())?.runs ?? [],
    hear: async (context, conversationId, received) => {
      const told = runToldBy(received);
      if (told === null) return false;
      const isLatest = received.part.kind === 'status';
      return new Promise((resolve) => {
        const heard = runExclusive(async () => {
          const item = itemOf(context, conversationId);
          const name = nameOf(context, conversationId);
          const known = isDemo(context) ? null : await load();
          const held = known?.has(name) === false ? undefined : await item.get();
          const runs = withRun(held?.runs ?? [], told, now(), isLatest);
          // A key that was removed leaves nothing behind.
          if (runs === held?.runs || context.signal.aborted) return;
          if (!held && known) await makeRoom(historyStore, known);
          known?.add(name);
          const writing = item.set({ changedAt: now(), runs: [...runs] });
          resolve(true);
          await writing;
        });
        ignoreErrors(heard.finally(() => resolve(false)));
      });
    },
    forget: (profileId) =>
      runExclusive(async () => {
        const keys = (await historyStore.keys()).filter((key) => key.startsWith(PREFIX + pathKey([profileId])));
        names = null;
        await Promise.all(keys.map(historyStore.remove));
      }),
  };
}

function runToldBy({ part, answer }: PartAnswer): ToldRun | null {
  if (part.kind === 'status') return runOfStatus(answer.data as never);
  return part.kind === 'summary' && answer.data !== null ? runOfSummary(answer.data as never) : null;
}

/** Drops the conversations whose runs changed longest ago. */
async function makeRoom(store: KeyValueStore, names: Set<string>): Promise<void> {
  const keys = [...names];
  if (keys.length < MAX_CONVERSATIONS) return;
  const held = await store.getMany(keys);
  const dated = keys.map((key, at) => ({ key, changedAt: changedAt(held[at]) }));
  const oldestFirst = dated.sort((a, b) => a.changedAt - b.changedAt);
  const gone = oldestFirst.slice(0, keys.length - MAX_CONVERSATIONS + SPARE);
  for (const { key } of gone) names.delete(key);
  await Promise.all(gone.map(({ key }) => store.remove(key)));
}

/** Of a spoilt record 0, so that it goes first. */
function changedAt(value: unknown): number {
  return isRecord(value) && typeof value['changedAt'] === 'number' ? value['changedAt'] : 0;
}
