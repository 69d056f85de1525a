import type { Loss, MessageReport } from '../../../../core/tracing/report/kept-report.ts';
import { markedPieces, type MarkedPiece } from './marks.ts';

/** So much of a sentence is shown in a list. */
const MAX_CHARS = 160;
const BEFORE = 60;

/** The sentence of a loss, or what is around its first lost words where the sentence is long. */
export function excerptOf(
  text: string,
  report: MessageReport,
  { start, end, specifics, commitment }: Loss,
): MarkedPiece[] {
  if (end - start <= MAX_CHARS) return markedPieces(text, report, start, end);
  const telling = [...specifics, ...(commitment?.words ?? [])].map((span) => span.start);
  const first = Math.max(start, Math.min(...telling) - BEFORE);
  // From the start of a word on.
  const from = first === start ? start : first + Math.max(0, text.slice(first, end).search(/\s/) + 1);
  const to = Math.min(end, from + MAX_CHARS);
  return [
    ...(from > start ? [{ text: '… ', mark: null }] : []),
    ...markedPieces(text, report, from, to),
    ...(to < end ? [{ text: ' …', mark: null }] : []),
  ];
}
