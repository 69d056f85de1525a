import { sessionFromMessages } from './material.ts';
import type { ConversationScript, Message, ScriptedRun, Session, Spelling } from './script.ts';
import { hexFrom } from './seed.ts';
import { REQUIRED_SCORE, messageTokens, summarise, type Summary } from './summarise.ts';

/** Why a run failed that was never scored. */
export const UNANSWERED = 'The summariser did not answer in time.';

export interface Run {
  compactionId: string;
  strategy: string;
  targetTokens: number | null;
  keepAll: boolean;
  startedAt: number;
  /** When it ends, known from the start: nothing needs a timer. */
  endsAt: number;
  coveredMessages: number;
  state: 'in_progress' | 'completed' | 'failed';
  errorMessage: string | null;
  /** Set from outside: how it ends, whatever its summary is worth. */
  outcome: 'completed' | 'failed' | null;
  validationScore: number | null;
  qualityWarning: string | null;
  warnings: string[];
}

export interface Version {
  version: number;
  run: Run;
  createdAt: number;
  summary: Summary;
}

export interface NewRun {
  strategy: string;
  targetTokens?: number | null;
  startedAt: number;
  seconds: number;
  outcome?: 'completed' | 'failed' | null;
  errorMessage?: string | null;
}

/** One conversation. Call `settle` before reading: a run whose time has come ends there. */
export class Conversation {
  readonly id: string;
  readonly title: string;
  /** The owner, as the app reported; null until then. */
  userId: string | null;
  readonly spelling: Spelling;
  readonly runs: Run[] = [];
  readonly versions: Version[] = [];
  readonly #sessions: Session[];
  readonly #live: Message[] = [];

  constructor(script: ConversationScript, seededRunSeconds: number) {
    this.id = script.id;
    this.title = script.title;
    this.userId = script.userId;
    this.spelling = { ...script.spelling };
    this.#sessions = script.sessions;
    for (const run of script.runs) this.#replay(run, seededRunSeconds);
  }

  get messages(): Message[] {
    return [...this.#sessions.flatMap(({ messages }) => messages), ...this.#live];
  }

  get latestRun(): Run | undefined {
    return this.runs.at(-1);
  }

  get latestVersion(): Version | undefined {
    return this.versions.at(-1);
  }

  /** Tokens of all messages. */
  get tokens(): number {
    return messageTokens(this.messages);
  }

  /** Messages after the latest summary's cut-off; before a first one, all of them. */
  get recentMessages(): Message[] {
    return this.messages.slice(this.latestVersion?.run.coveredMessages ?? 0);
  }

  record(messages: readonly Message[]): void {
    this.#live.push(...messages);
  }

  /** Starts a run that covers everything recorded so far. */
  start(run: NewRun): Run {
    return this.#addRun({ targetTokens: null, outcome: null, errorMessage: null, ...run }, this.messages.length, false);
  }

  /** Ends the run under way now, as told; `undefined` when there is none. */
  finish(outcome: 'completed' | 'failed', now: number, errorMessage?: string): Run | undefined {
    const run = this.latestRun;
    if (run?.state !== 'in_progress') return undefined;
    run.outcome = outcome;
    run.endsAt = now;
    if (errorMessage !== undefined) run.errorMessage = errorMessage;
    this.settle(now);
    return run;
  }

  settle(now: number): void {
    const run = this.latestRun;
    if (run?.state === 'in_progress' && run.endsAt <= now) this.#end(run);
  }

  /** What was recorded while the emulator ran counts as one more session, as far as the run covers it. */
  #sessionsFor(coveredMessages: number): Session[] {
    const written = this.#sessions.reduce((sum, { messages }) => sum + messages.length, 0);
    const live = this.#live.slice(0, Math.max(0, coveredMessages - written));
    return live.length === 0 ? this.#sessions : [...this.#sessions, sessionFromMessages(live)];
  }

  #replay(scripted: ScriptedRun, seededRunSeconds: number): void {
    const covered = this.#sessions.slice(0, scripted.sessions).reduce((sum, { messages }) => sum + messages.length, 0);
    const running = scripted.outcome === 'running';
    const outcome = scripted.outcome === 'running' ? null : scripted.outcome;
    const { strategy, startedAt, errorMessage = null } = scripted;
    const seconds = running ? seededRunSeconds : scripted.seconds;
    const start = { strategy, startedAt, seconds, outcome, errorMessage, targetTokens: null };
    const run = this.#addRun(start, covered, scripted.keepAll ?? false);
    run.validationScore = scripted.validationScore ?? null;
    run.qualityWarning = scripted.qualityWarning ?? null;
    run.warnings = scripted.warnings ?? [];
    if (!running) this.#end(run);
  }

  #addRun(start: Required<NewRun>, coveredMessages: number, keepAll: boolean): Run {
    const { seconds, ...rest } = start;
    const run: Run = {
      ...rest,
      compactionId: `cmp_${hexFrom(`${this.id} ${this.runs.length}`, 10)}`,
      keepAll,
      endsAt: start.startedAt + seconds * 1000,
      coveredMessages,
      state: 'in_progress',
      validationScore: null,
      qualityWarning: null,
      warnings: [],
    };
    this.runs.push(run);
    return run;
  }

  #end(run: Run): void {
    const { coveredMessages, strategy, targetTokens, keepAll } = run;
    const seed = run.compactionId;
    const sessions = this.#sessionsFor(coveredMessages);
    const summary = summarise({ sessions, coveredMessages, strategy, targetTokens, keepAll, seed });
    run.validationScore ??= summary.validationScore;
    const failed = run.outcome === null ? run.validationScore < REQUIRED_SCORE : run.outcome === 'failed';
    run.state = failed ? 'failed' : 'completed';
    if (failed) {
      // A run that failed for another reason than its score has none: a good one would contradict it.
      if (run.validationScore >= REQUIRED_SCORE) run.validationScore = null;
      run.errorMessage ??=
        run.validationScore === null
          ? UNANSWERED
          : `Validation score ${run.validationScore.toFixed(2)} is below the required ${REQUIRED_SCORE.toFixed(2)}.`;
      return;
    }
    run.warnings = [...run.warnings, ...summary.warnings];
    this.versions.push({ version: this.versions.length + 1, run, createdAt: run.endsAt, summary });
  }
}
