import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import type { Backend, Connection } from '../../protocol/backend.ts';
import type { WorkerEvent } from '../../protocol/events.ts';
import type { BudgetState, Overview, RequestLogEntry } from '../../protocol/overview.ts';
import type { RequestInput, RequestMap, RequestName } from '../../protocol/requests.ts';
import { activeProfile } from './active-profile.ts';
import { createConversationModel, type ConversationModel } from './conversation-model.ts';

/** The requests whose answer is the new overview. */
type MutationName = {
  [N in RequestName]: RequestMap[N]['output'] extends Overview ? N : never;
}[RequestName];

export interface Store {
  readonly backend: Backend;
  /** Null until the worker's first answer. */
  readonly overview: ReadonlySignal<Overview | null>;
  /** The active profile's budget as last received; null until then. */
  readonly budget: ReadonlySignal<BudgetState | null>;
  readonly connection: ReadonlySignal<Connection>;
  /** Increases whenever everything held becomes void: another profile or key, or an emptied cache. */
  readonly epoch: ReadonlySignal<number>;
  /** Why there is no overview, if the worker refused it. */
  readonly overviewError: ReadonlySignal<AppError | null>;
  /** Requests the overview again. */
  retry(): Promise<void>;
  /** The model of one conversation; the same object as long as anything uses it. */
  conversation(id: ConversationId): ConversationModel;
  /** Requests a change of the worker's state and applies the resulting overview at once. */
  mutate<N extends MutationName>(name: N, input: RequestInput<N>): Promise<Outcome<Overview>>;
}

/** Most requests that a view keeps per conversation. */
export const MAX_REQUESTS = 200;

export function createStore(backend: Backend, now: () => number): Store {
  const { models, conversation } = createModels(backend, now);
  const epoch = signal(0);
  const reset = () =>
    batch(() => {
      epoch.value += 1;
      for (const model of models.values()) model.reset();
    });
  const { setOverview, load, ...held } = createHeld(backend, models, reset);
  const { overview, budget, connection } = held;

  const isOurs = ({ profileId }: { profileId: string }) => profileId === overview.peek()?.activeProfileId;
  backend.onEvent((event) => {
    switch (event.type) {
      case 'overview':
        return setOverview(event.overview);
      case 'budget':
        return isOurs(event) ? void (budget.value = event.budget) : undefined;
      case 'logged':
        return onLogged(models, budget, event.entries.filter(isOurs), event.budget);
      // Of what the tabs alone show, they hear themselves.
      case 'pins':
        return undefined;
      default:
        if (!isOurs(event)) return undefined;
        return event.conversationId === null ? reset() : notify(models.get(event.conversationId), event);
    }
  });
  backend.onConnection((next) => {
    connection.value = next;
    if (next === 'open') void load();
  });

  return {
    backend,
    ...held,
    epoch,
    retry: load,
    conversation,
    mutate: async (name, input) => {
      const outcome = (await backend.ask(name, input)) as Outcome<Overview>;
      if (outcome.ok) setOverview(outcome.value);
      return outcome;
    },
  };
}

/** The worker's state as last received. */
function createHeld(backend: Backend, models: Models, reset: () => void) {
  const overview = signal<Overview | null>(null);
  const budget = signal<BudgetState | null>(null);
  const connection = signal<Connection>('closed');
  const overviewError = signal<AppError | null>(null);
  /** The port was lost, so events may have been missed. */
  let stale = false;
  let wasOpen = false;
  connection.subscribe((next) => {
    stale ||= wasOpen;
    wasOpen = next === 'open';
  });
  const setOverview = (next: Overview) => {
    const before = overview.peek();
    // This comes before the models read again, so that their requests belong to the profile that they show.
    backend.setShownProfile(next.activeProfileId);
    batch(() => {
      // The result of a mutation also arrives as an event.
      if (JSON.stringify(before) !== JSON.stringify(next)) overview.value = next;
      budget.value = next.budget;
    });
    const isOpen = connection.peek() === 'open';
    if (before && isOther(before, next, stale)) reset();
    else if (stale && isOpen) catchUp(models, next);
    // Events are still missed while the port is closed, so an overview received meanwhile does not end that.
    stale &&= !isOpen;
  };
  const load = async () => {
    const outcome = await backend.ask('overview', {});
    overviewError.value = outcome.ok ? null : outcome.error;
    if (outcome.ok) setOverview(outcome.value);
  };
  return { overview, budget, connection, overviewError, setOverview, load };
}

type Models = Map<ConversationId, ConversationModel>;

/** The models in use. One that is no longer read, shown or loading is released. */
function createModels(backend: Backend, now: () => number) {
  const models: Models = new Map();
  const conversation = (id: ConversationId): ConversationModel => {
    const known = models.get(id);
    if (known) return known;
    const release = () => {
      if (models.get(id) === made && !made.isUsed()) models.delete(id);
    };
    // Deferred, because a component stops reading before its replacement for the same conversation starts.
    const made = createConversationModel(id, backend, now, () => queueMicrotask(release));
    models.set(id, made);
    return made;
  };
  return { models, conversation };
}

/** Another profile; or another key, if the event about it may have been missed. */
function isOther(before: Overview, next: Overview, stale: boolean): boolean {
  if (before.activeProfileId !== next.activeProfileId) return true;
  return stale && activeProfile(before)?.key?.id !== activeProfile(next)?.key?.id;
}

function catchUp(models: Models, { watches }: Overview): void {
  for (const [id, model] of models) void model.catchUp(watches.some((watch) => watch.conversationId === id));
}

type ConversationEvent = Exclude<WorkerEvent, { type: 'overview' | 'budget' | 'logged' }>;

function notify(model: ConversationModel | undefined, event: ConversationEvent): void {
  switch (event.type) {
    case 'answered':
      return model?.onAnswered(event);
    case 'failed':
      return model?.onFailed(event.part, event.error);
    case 'queued':
      return model?.onQueued(event.part, event.until);
    case 'invalidated':
      return model?.invalidate();
  }
}

function onLogged(
  models: Models,
  budget: { value: BudgetState | null },
  entries: RequestLogEntry[],
  left: BudgetState | null,
): void {
  if (entries.length === 0) return;
  batch(() => {
    if (left) budget.value = left;
    for (const entry of entries) {
      const model = entry.conversationId ? models.get(entry.conversationId) : undefined;
      if (!model || model.requests.peek().some((known) => known.id === entry.id)) continue;
      model.requests.value = [entry, ...model.requests.peek()].slice(0, MAX_REQUESTS);
    }
  });
}
