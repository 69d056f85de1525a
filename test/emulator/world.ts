import { Conversation, UNANSWERED, type NewRun, type Run } from './conversation.ts';
import { FaultBook } from './fault-book.ts';
import { MAIN_INSTANCE, balanceOf, defaultKeys, setCredits, spendCredits, type KeyRecord } from './keys.ts';
import { Ledger } from './ledger.ts';
import { RequestLog } from './request-log.ts';
import { PLAIN_SPELLING, type ConversationScript, type Message, type Role } from './script.ts';
import { unitFrom, uuidFrom } from './seed.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import { TokenBucket } from './token-bucket.ts';

export interface WorldOptions {
  clock: { now(): number };
  /** Called at the start and at each reset, with the time. */
  load: (now: number) => ConversationScript[];
  keys?: KeyRecord[];
  settings?: Partial<Settings>;
  /** How long the run that is under way at the start takes. */
  seededRunSeconds: number;
}

export interface NewMessage {
  role: Role;
  content: string;
  speaker?: string;
  timestamp?: number;
}

/** Everything the emulator knows. Tests may reach in; the HTTP handlers do nothing else. */
export class World {
  readonly log = new RequestLog();
  readonly faults = new FaultBook();
  readonly ledger = new Ledger();
  readonly startedAt: number;
  settings: Settings;
  keys: KeyRecord[] = [];
  readonly #options: WorldOptions;
  readonly #conversations = new Map<string, Conversation>();
  readonly #buckets = new Map<string, TokenBucket>();
  #recorded = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.startedAt = options.clock.now();
    this.settings = { ...DEFAULT_SETTINGS };
    this.reset();
  }

  now(): number {
    return this.#options.clock.now();
  }

  /** A time as it is sent: the server's clock may be off. */
  stamp(ms: number): string {
    return new Date(ms + this.settings.clockSkewMs).toISOString();
  }

  /** Everything as at the start: conversations, keys, settings, limits; no faults, an empty log. */
  reset(): void {
    const { load, keys, settings, seededRunSeconds } = this.#options;
    this.settings = { ...DEFAULT_SETTINGS, ...settings };
    this.keys = structuredClone(keys ?? defaultKeys());
    this.log.clear();
    this.ledger.clear();
    for (const { key, buckets } of this.keys) {
      for (const { source, balance } of buckets) this.#grant(key, source, balance);
    }
    this.faults.clear();
    this.#buckets.clear();
    this.#conversations.clear();
    for (const script of load(this.now())) this.#add(MAIN_INSTANCE, new Conversation(script, seededRunSeconds));
  }

  /** Those of an instance, in the order they were loaded. */
  conversations(instanceId: string = MAIN_INSTANCE): Conversation[] {
    const prefix = `${instanceId}/`;
    return [...this.#conversations]
      .filter(([place]) => place.startsWith(prefix))
      .map(([, conversation]) => this.#settled(conversation));
  }

  conversation(id: string, instanceId: string = MAIN_INSTANCE): Conversation | undefined {
    const found = this.#conversations.get(`${instanceId}/${id.toLowerCase()}`);
    return found === undefined ? undefined : this.#settled(found);
  }

  /** Records messages; the first one makes the conversation exist. Returns their ids. */
  record(id: string, messages: readonly NewMessage[], instanceId: string = MAIN_INSTANCE): string[] {
    const known = this.conversation(id, instanceId);
    const target = known ?? this.#add(instanceId, newConversation(id, this.#options.seededRunSeconds));
    const recorded = messages.map((message) => this.#complete(id, message));
    target.record(recorded);
    return recorded.map(({ messageId }) => messageId);
  }

  /** Starts a run. Its length and whether it fails follow from the settings unless told. */
  startRun(id: string, run: Partial<Omit<NewRun, 'startedAt'>> = {}, instanceId: string = MAIN_INSTANCE): Run {
    const conversation = this.#known(id, instanceId);
    const seed = `${conversation.id} run ${conversation.runs.length}`;
    const unlucky = unitFrom(`${seed} fails`) < this.settings.failureRate;
    const outcome = unlucky ? { outcome: 'failed' as const, errorMessage: UNANSWERED } : {};
    return conversation.start({
      strategy: 'adaptive',
      seconds: this.#seconds(seed),
      ...outcome,
      ...run,
      startedAt: this.now(),
    });
  }

  /** Ends the run under way now. Throws when there is none: a test that does so is wrong. */
  finishRun(id: string, outcome: 'completed' | 'failed' = 'completed', errorMessage?: string): Run {
    const run = this.#known(id, MAIN_INSTANCE).finish(outcome, this.now(), errorMessage);
    if (run === undefined) throw new Error(`no run is in progress for ${id}`);
    return run;
  }

  keyNamed(name: string): KeyRecord {
    const found = this.keys.find((key) => key.name === name);
    if (found === undefined) throw new Error(`no key is named ${name}`);
    return found;
  }

  setCredits(name: string, credits: number): number {
    const key = this.keyNamed(name);
    setCredits(key, credits);
    return balanceOf(key);
  }

  /** Takes credits for a compaction; the caller has checked that they suffice. */
  charge(key: KeyRecord, credits: number): void {
    spendCredits(key, credits);
    const what = { metricType: 'compaction', category: 'conversation' };
    this.ledger.add(key.key, { entryType: 'debit', delta: -credits, ...what, createdAt: this.now() });
  }

  #grant(key: string, source: string, credits: number): void {
    const what = { metricType: null, category: source };
    this.ledger.add(key, { entryType: 'grant', delta: credits, ...what, createdAt: this.startedAt });
  }

  revoke(name: string, revoked = true): void {
    this.keyNamed(name).revoked = revoked;
  }

  /** 0 when a request of this key may pass now, else the seconds until one may. */
  waitSeconds(key: KeyRecord): number {
    if (!this.settings.rateLimited) return 0;
    const now = this.now();
    const bucket = this.#buckets.get(key.key) ?? new TokenBucket(this.settings[key.tier], now);
    this.#buckets.set(key.key, bucket);
    return bucket.take(now);
  }

  /** Changes settings; buckets start full again, so that a new limit holds at once. */
  configure(patch: Partial<Settings>): void {
    this.settings = { ...this.settings, ...patch };
    this.#buckets.clear();
  }

  #seconds(seed: string): number {
    const { runSeconds } = this.settings;
    if (typeof runSeconds === 'number') return runSeconds;
    const [least, most] = runSeconds;
    return least + (most - least) * unitFrom(seed);
  }

  #complete(id: string, message: NewMessage): Message {
    this.#recorded += 1;
    return {
      messageId: uuidFrom(`${id} recorded ${this.#recorded}`),
      role: message.role,
      speaker: message.speaker ?? null,
      content: message.content,
      timestamp: message.timestamp ?? this.now(),
    };
  }

  #known(id: string, instanceId: string): Conversation {
    const conversation = this.conversation(id, instanceId);
    if (conversation === undefined) throw new Error(`unknown conversation ${id}`);
    return conversation;
  }

  #settled(conversation: Conversation): Conversation {
    conversation.settle(this.now());
    return conversation;
  }

  #add(instanceId: string, conversation: Conversation): Conversation {
    this.#conversations.set(`${instanceId}/${conversation.id}`, conversation);
    return conversation;
  }
}

function newConversation(id: string, seededRunSeconds: number): Conversation {
  const script = {
    id: id.toLowerCase(),
    title: 'Recorded conversation',
    userId: null,
    sessions: [],
    runs: [],
    spelling: PLAIN_SPELLING,
  };
  return new Conversation(script, seededRunSeconds);
}
