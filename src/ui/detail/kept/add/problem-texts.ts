import type { TranscriptPreview, TranscriptReading } from '../../../../core/transcript/read-transcript.ts';
import { t, tn, type TextKey } from '../../../format/i18n.ts';

type TranscriptProblem = Extract<TranscriptReading, { ok: false }>['problem'];
type LeftOut = TranscriptPreview['leftOut'][number];

/** Beside what a text may lack: what a file may. */
export interface ReadingProblem extends Omit<TranscriptProblem, 'kind'> {
  kind: TranscriptProblem['kind'] | 'too-large' | 'unreadable';
}

const PROBLEMS: Readonly<Record<ReadingProblem['kind'], readonly [what: TextKey, next: TextKey]>> = {
  empty: ['addEmpty', 'addEmptyNext'],
  'not-text': ['addNotText', 'addNotTextNext'],
  'not-json': ['addNotJson', 'addNotJsonNext'],
  'cut-off': ['addCutOff', 'addCutOffNext'],
  'too-deep': ['addTooDeep', 'addTooDeepNext'],
  'no-messages': ['addNoMessages', 'addNoMessagesNext'],
  'nothing-said': ['addNothingSaid', 'addNothingSaidNext'],
  'no-names': ['addNoNames', 'addNoNamesNext'],
  'too-large': ['addTooLarge', 'addTooLargeNext'],
  unreadable: ['addUnreadable', 'addUnreadableNext'],
};

export function problemTexts({ kind, line, path }: ReadingProblem): {
  what: string;
  where: string | null;
  next: string;
} {
  const [what, next] = PROBLEMS[kind];
  return { what: t(what), where: placeText(line, path), next: t(next) };
}

/** `line 3, at $.messages[0].role`; null where nothing is known. */
function placeText(line: number | null, path: string | null): string | null {
  const isTop = path === null || path === '$';
  if (line === null) return isTop ? null : t('addPath', path);
  return isTop ? t('addLine', line) : t('addLinePath', line, path);
}

const REASONS = {
  instructions: 'addLeftInstructions',
  tools: 'addLeftTools',
  empty: 'addLeftEmpty',
  'not-a-message': 'addLeftOther',
  duplicate: 'addLeftDuplicate',
  'other-conversation': 'addLeftElsewhere',
  'bad-line': 'addLeftBadLine',
  nobody: 'addLeftNobody',
} as const satisfies Record<LeftOut['reason'], string>;

/** `2 tool calls or results (first at $.messages[2])`. */
export function leftOutText({ reason, count, line, path }: LeftOut): string {
  const what = tn(REASONS[reason], count);
  const place = placeText(line, path);
  return place === null ? what : t(count === 1 ? 'addLeftAt' : 'addLeftFirstAt', what, place);
}
