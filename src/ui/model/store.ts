import { batch, signal, type Signal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import type { WorkerEvent } from '../../protocol/events.ts';
import type { Overview, RequestLogEntry } from '../../protocol/overview.ts';
import type { RequestInput, RequestMap, RequestName } from '../../protocol/requests.ts';
import type { Backend, Connection } from '../../protocol/backend.ts';
import { activeProfile } from './active-profile.ts';
import { createConversationModel, type ConversationModel } from './conversation-model.ts';

/** The requests that answer with the new overview. */
export type ActName = {
  [N in RequestName]: RequestMap[N]['output'] extends Overview ? N : never;
}[RequestName];

export interface Store {
  readonly backend: Backend;
  /** Null until the worker first answered. */
  readonly overview: Signal<Overview | null>;
  readonly connection: Signal<Connection>;
  /** Counts how often all that was held fell: another profile or key, or an emptied cache. */
  readonly era: Signal<number>;
  /** Why there is no overview, when the worker refused it. */
  readonly trouble: Signal<AppError | null>;
  /** Asks for the overview again. */
  retry(): Promise<void>;
  /** The model of one conversation; the same object for the same id. */
  conversation(id: ConversationId): ConversationModel;
  /** Asks for a change of the worker's state and shows the result at once. */
  act<N extends ActName>(name: N, input: RequestInput<N>): Promise<Outcome<Overview>>;
}

const MOST_REQUESTS_SHOWN = 200;

export function createStore(backend: Backend, now: () => number): Store {
  const overview = signal<Overview | null>(null);
  const connection = signal<Connection>('closed');
  const trouble = signal<AppError | null>(null);
  const era = signal(0);
  const models = new Map<ConversationId, ConversationModel>();

  const reset = () =>
    batch(() => {
      era.value += 1;
      for (const model of models.values()) model.reset();
    });
  /** A port was lost: of what was told meanwhile, nothing was heard. */
  let missed = false;
  const setOverview = (next: Overview) => {
    const before = overview.value;
    overview.value = next;
    // Who is still deaf catches up later.
    const hears = connection.value === 'open';
    if (before && isOther(before, next, missed)) reset();
    else if (missed && hears)
      for (const [id, model] of models) void model.catchUp(next.watches.some((watch) => watch.conversationId === id));
    missed &&= !hears;
  };
  const loadOverview = async () => {
    const outcome = await backend.ask('overview', {});
    trouble.value = outcome.ok ? null : outcome.error;
    if (outcome.ok) setOverview(outcome.value);
  };

  const isOurs = ({ profileId }: { profileId: string }) => profileId === overview.value?.activeProfileId;
  backend.onEvent((event) => {
    if (event.type === 'overview') return setOverview(event.overview);
    if (event.type === 'requested') return addRequests(models, event.entries.filter(isOurs));
    if (!isOurs(event)) return undefined;
    return event.conversationId === null ? reset() : tell(models.get(event.conversationId), event);
  });
  backend.onConnection((next) => {
    missed ||= connection.value === 'open';
    connection.value = next;
    if (next === 'open') void loadOverview();
  });

  return {
    backend,
    overview,
    connection,
    trouble,
    era,
    retry: loadOverview,
    conversation: (id) => {
      const known = models.get(id);
      if (known) return known;
      const made = createConversationModel(id, backend, now);
      models.set(id, made);
      return made;
    },
    act: async (name, input) => {
      const outcome = (await backend.ask(name, input)) as Outcome<Overview>;
      if (outcome.ok) setOverview(outcome.value);
      return outcome;
    },
  };
}

/** Another profile; or, where the event that tells it may have been missed, another key. */
function isOther(before: Overview, next: Overview, missed: boolean): boolean {
  if (before.activeProfileId !== next.activeProfileId) return true;
  return missed && activeProfile(before)?.key?.id !== activeProfile(next)?.key?.id;
}

type ConversationEvent = Exclude<WorkerEvent, { type: 'overview' | 'requested' }>;

function tell(model: ConversationModel | undefined, event: ConversationEvent): void {
  if (!model) return;
  if (event.type === 'learned') model.learn(event.learned);
  else if (event.type === 'failed') model.fail(event.part, event.error);
  else if (event.type === 'queued') model.queue(event.part, event.until);
  else model.drop();
}

function addRequests(models: Map<ConversationId, ConversationModel>, entries: RequestLogEntry[]): void {
  for (const entry of entries) {
    const model = entry.conversationId ? models.get(entry.conversationId) : undefined;
    if (!model || model.requests.value.some((known) => known.id === entry.id)) continue;
    model.requests.value = [entry, ...model.requests.value].slice(0, MOST_REQUESTS_SHOWN);
  }
}
