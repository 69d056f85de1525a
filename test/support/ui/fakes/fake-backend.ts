import type { Answer } from '../../../../src/core/conversation/conversation.ts';
import { PART_KINDS, type Part, type PartData, type PartKind } from '../../../../src/core/conversation/part.ts';
import { fail, type Outcome, succeed } from '../../../../src/core/errors.ts';
import type { WorkerEvent } from '../../../../src/protocol/events.ts';
import type { Overview } from '../../../../src/protocol/overview.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../../../src/protocol/requests.ts';
import type { Backend, Connection } from '../../../../src/protocol/backend.ts';
import { overview as plainOverview, watch } from '../fixtures.ts';

/**
 * What the backend answers, per request: an outcome, a function of the input and of how often it was asked
 * before, or `'never'`. What is not scripted answers as an idle worker would.
 */
export type Script = { [N in CallName]?: Reply<N> };

/** A read is told apart by its part. */
type CallName = Exclude<RequestName, 'read'> | PartKind;
type ReadOf<K extends PartKind> = Omit<RequestInput<'read'>, 'part'> & { part: Part<K> };
type InputOf<N extends CallName> = N extends PartKind ? ReadOf<N> : N extends RequestName ? RequestInput<N> : never;
type OutputOf<N extends CallName> = N extends PartKind
  ? Answer<PartData[N]> | null
  : N extends RequestName
    ? RequestOutput<N>
    : never;
type Reply<N extends CallName> =
  | Outcome<OutputOf<N>>
  | ((input: InputOf<N>, asked: number) => Outcome<OutputOf<N>> | Promise<Outcome<OutputOf<N>>>)
  | 'never';

interface Call {
  name: CallName;
  input: unknown;
}

export interface FakeBackend extends Backend {
  /** Everything asked, oldest first. */
  calls: Call[];
  /** The profile that the views last said they show. */
  profileId: string | null;
  /** The conversations that the views last said they show. */
  looked: string[];
  /** Tells the views something, as the worker does. */
  push(event: WorkerEvent): void;
  connect(connection: Connection): void;
  /** From now on `name` answers this. */
  answer<N extends CallName>(name: N, outcome: Outcome<OutputOf<N>>): void;
  /** From now on `name` does not answer, until `release`. */
  hold(name: CallName): void;
  release(name: CallName): void;
}

type Handler = (input: unknown, asked: number) => unknown;
const NEVER = new Promise<never>(() => {});

export function createFakeBackend(script: Script = {}, start: Overview = plainOverview()): FakeBackend {
  const events = new Set<(event: WorkerEvent) => void>();
  const connections = new Set<(connection: Connection) => void>();
  const handlers = new Map<CallName, Handler>();
  const held = new Map<CallName, { wait: Promise<void>; go: () => void }>();
  const worker = idleWorker(start);
  for (const [name, entry] of Object.entries(script)) handlers.set(name as CallName, handlerOf(entry));

  const backend: FakeBackend = {
    calls: [],
    profileId: null,
    looked: [],
    ask: async (request, input) => {
      const name = nameOf(request, input);
      const asked = backend.calls.filter((call) => call.name === name).length;
      backend.calls.push({ name, input: structuredClone(input) });
      await held.get(name)?.wait;
      const handler = handlers.get(name);
      const outcome = handler ? await handler(input, asked) : worker(name, input);
      // The script's type holds that a handler answers what its request promises.
      return outcome as never;
    },
    onEvent: (listener) => {
      events.add(listener);
      return () => events.delete(listener);
    },
    onConnection: (listener) => {
      connections.add(listener);
      queueMicrotask(() => listener('open'));
      return () => connections.delete(listener);
    },
    setShownProfile: (profileId) => {
      backend.profileId = profileId;
    },
    setVisibleConversations: (ids) => {
      backend.looked = [...ids];
    },
    push: (event) => {
      for (const listener of events) listener(event);
    },
    connect: (connection) => {
      for (const listener of connections) listener(connection);
    },
    answer: (name, outcome) => {
      handlers.set(name, () => outcome);
    },
    hold: (name) => {
      let go = () => {};
      const wait = new Promise<void>((resolve) => {
        go = resolve;
      });
      held.set(name, { wait, go });
    },
    release: (name) => {
      held.get(name)?.go();
      held.delete(name);
    },
  };
  return backend;
}

function nameOf(request: RequestName, input: unknown): CallName {
  return request === 'read' ? (input as RequestInput<'read'>).part.kind : request;
}

function handlerOf(entry: unknown): Handler {
  if (entry === 'never') return () => NEVER;
  return typeof entry === 'function' ? (entry as Handler) : () => entry;
}

/** A worker with nothing to tell: it keeps its overview, stars and unstars, and holds no answer. */
function idleWorker(start: Overview) {
  let overview = start;
  const set = (changes: Partial<Overview>) => {
    overview = { ...overview, ...changes };
    return succeed(overview);
  };
  return (name: CallName, input: unknown): unknown => {
    const asked = input as {
      conversationId?: string;
      profileId?: string;
      demo?: boolean;
      settings?: Partial<Overview['settings']>;
    };
    const others = overview.watches.filter((entry) => entry.conversationId !== asked.conversationId);
    if (name === 'watch')
      return set({ watches: [...others, watch({ conversationId: asked.conversationId as never })] });
    if (name === 'unwatch') return set({ watches: others });
    if (name === 'save-settings' && asked.settings)
      return set({ settings: { ...overview.settings, ...asked.settings } });
    if (name === 'choose-profile') {
      const settings = { ...overview.settings, demo: asked.demo === true, activeProfileId: asked.profileId ?? '' };
      return set({ settings, activeProfileId: settings.demo ? 'demo' : settings.activeProfileId });
    }
    if (['requests', 'labels', 'history', 'pins'].includes(name)) return succeed([]);
    if (name === 'tell-labels') return succeed(null);
    if (name === 'clear-cache') return succeed({ dropped: 0 });
    if (
      ['overview', 'resume', 'save-profile', 'remove-profile', 'set-key', 'remove-key', 'erase-everything'].includes(
        name,
      )
    )
      return set({});
    if (PART_KINDS.some((kind) => kind === name)) return succeed(null);
    return fail({ kind: 'worker-gone' });
  };
}
