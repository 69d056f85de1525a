import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Statement } from '../../../core/conversation/statements.ts';
import type { KeptReport } from '../../../core/tracing/report/kept-report.ts';
import type { Message } from '../../../core/transcript/message.ts';

export type MessageFilter = 'lost' | 'partly' | 'all';

/** A message or a statement, by its index. */
export interface Place {
  list: 'messages' | 'statements';
  at: number;
}

/** Where a list should scroll to; each request is an object of its own. */
interface Jump extends Place {
  /** Whether the row takes the focus. */
  hasFocus: boolean;
}

export interface KeptModel {
  readonly report: KeptReport;
  readonly messages: readonly Message[];
  readonly statements: readonly Statement[];
  readonly filter: Signal<MessageFilter>;
  /** Only what this one said; null for everybody. */
  readonly speaker: Signal<string | null>;
  /** Only the statements without a source. */
  readonly isUnsourcedOnly: Signal<boolean>;
  /** Indexes of the messages and statements that the filters leave. */
  readonly shownMessages: ReadonlySignal<readonly number[]>;
  readonly shownStatements: ReadonlySignal<readonly number[]>;
  /** What the pointer or the focus is on. */
  readonly lit: Signal<Place | null>;
  /** The first and the last message in view. */
  readonly inView: Signal<readonly [number, number] | null>;
  readonly jump: ReadonlySignal<Jump | null>;
  /** Brings it into view, whatever the filters say. */
  goTo(place: Place): void;
  /** Brings it into view if the filters leave it. */
  show(place: Place): void;
  /** The message in the list that is nearest to this one. */
  nearest(message: number): number | null;
}

/** `before` is the model of an earlier report on the same conversation, whose filters stay. */
export function createKeptModel(
  report: KeptReport,
  messages: readonly Message[],
  statements: readonly Statement[],
  before: KeptModel | null = null,
): KeptModel {
  const usual = usualFilter(report);
  // What the user chose stays; what was shown by itself follows what is known now.
  const isChosen = before !== null && before.filter.peek() !== usualFilter(before.report);
  const filter = signal<MessageFilter>(isChosen ? before.filter.peek() : usual);
  const speaker = signal<string | null>(before?.speaker.peek() ?? null);
  const isUnsourcedOnly = signal(before?.isUnsourcedOnly.peek() ?? false);
  const jump = signal<Jump | null>(null);
  const shownMessages = computed(() =>
    messages.flatMap((message, at) => {
      const isOf = speaker.value === null || speakerOf(message) === speaker.value;
      return isOf && (filter.value === 'all' || report.messages[at]?.fate === filter.value) ? [at] : [];
    }),
  );
  const shownStatements = computed(() =>
    isUnsourcedOnly.value ? (report.unsourced ?? []) : statements.map((_, at) => at),
  );
  const shownOf = ({ list }: Place) => (list === 'messages' ? shownMessages : shownStatements).peek();
  const show = (place: Place, hasFocus = false) => {
    if (shownOf(place).includes(place.at)) jump.value = { ...place, hasFocus };
  };
  return {
    report,
    messages,
    statements,
    filter,
    speaker,
    isUnsourcedOnly,
    shownMessages,
    shownStatements,
    lit: signal(null),
    inView: signal(null),
    jump,
    show,
    goTo: (place) =>
      batch(() => {
        if (!shownOf(place).includes(place.at)) {
          if (place.list === 'statements') isUnsourcedOnly.value = false;
          else {
            filter.value = 'all';
            speaker.value = null;
          }
        }
        show(place, true);
      }),
    nearest: (message) => {
      const shown = shownMessages.peek();
      const distance = (at: number) => Math.abs(at - message);
      return shown.reduce<number | null>(
        (best, at) => (best === null || distance(at) < distance(best) ? at : best),
        null,
      );
    },
  };
}

function usualFilter({ fates }: KeptReport): MessageFilter {
  return fates.lost > 0 ? 'lost' : 'all';
}

export function speakerOf({ speaker, role }: Message): string {
  return speaker ?? role;
}

/** Those of the other list that belong to it: sources of a statement, or statements that keep a message. */
export function counterparts({ report }: KeptModel, { list, at }: Place): number[] {
  return list === 'messages'
    ? (report.messages[at]?.statements ?? [])
    : (report.statements[at]?.sources.map(({ message }) => message) ?? []);
}

/** Whether it is lit itself, or belongs to what is. */
export function isLit(model: KeptModel, place: Place): boolean {
  const lit = model.lit.value;
  if (lit === null) return false;
  return lit.list === place.list ? lit.at === place.at : counterparts(model, lit).includes(place.at);
}
