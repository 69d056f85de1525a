import type { MessageReport } from '../../../../core/tracing/report/kept-report.ts';

type MarkKind = 'kept' | 'lost' | 'commitment';

export interface MarkedPiece {
  text: string;
  mark: MarkKind | null;
}

interface Span {
  start: number;
  end: number;
  mark: MarkKind;
}

/** The text from `from` to `to`, in pieces: its specifics, and the binding words of its commitments. */
export function markedPieces(
  text: string,
  { specifics, commitments, fate }: MessageReport,
  from = 0,
  to = text.length,
): MarkedPiece[] {
  const isSafe = fate === 'recent';
  const spans: Span[] = [
    ...specifics.map(({ specific, isKept, inPrompt }): Span => ({
      start: specific.start,
      end: specific.end,
      mark: isKept || inPrompt || isSafe ? 'kept' : 'lost',
    })),
    ...commitments.flatMap(({ commitment }) =>
      commitment.words.map(({ start, end }): Span => ({ start, end, mark: 'commitment' })),
    ),
  ];
  return pieces(text, withoutOverlaps(spans, from, to), from, to);
}

/** A specific comes before binding words: "by Friday" is lost with its Friday. */
function withoutOverlaps(spans: readonly Span[], from: number, to: number): Span[] {
  const taken: Span[] = [];
  for (const { start, end, mark } of spans) {
    const span = { start: Math.max(start, from), end: Math.min(end, to), mark };
    const over = taken.find((other) => span.start < other.end && other.start < span.end);
    if (over && mark === 'commitment' && span.start < over.start) span.end = over.start;
    else if (over) continue;
    if (span.end > span.start) taken.push(span);
  }
  return taken.sort((a, b) => a.start - b.start);
}

function pieces(text: string, spans: readonly Span[], from: number, to: number): MarkedPiece[] {
  const found: MarkedPiece[] = [];
  let at = from;
  for (const { start, end, mark } of spans) {
    if (start > at) found.push({ text: text.slice(at, start), mark: null });
    // A blank before the next word is no part of this one.
    const marked = text.slice(start, end).trimEnd();
    if (marked !== '') found.push({ text: marked, mark });
    at = start + marked.length;
  }
  if (at < to) found.push({ text: text.slice(at, to), mark: null });
  return found;
}
