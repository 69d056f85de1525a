import { useState } from 'preact/hooks';
import type { MessageReport } from '../../../../core/tracing/report/kept-report.ts';
import { tn } from '../../../format/i18n.ts';
import { markedPieces } from '../marks/marks.ts';
import { MarkedText } from '../marks/MarkedText.tsx';

/** A row shows that much of its message; the rest on demand. */
const FIRST_CHARS = 600;
const MORE_CHARS = 20_000;

export function MessageText({ text, report }: { text: string; report: MessageReport }) {
  const [shown, setShown] = useState(FIRST_CHARS);
  const rest = text.length - shown;
  return (
    <>
      <MarkedText pieces={markedPieces(text, report, 0, Math.min(shown, text.length))} />
      {rest > 0 ? (
        <>
          {'… '}
          <button type="button" class="kept-place" tabIndex={-1} onClick={() => setShown(shown + MORE_CHARS)}>
            {tn('moreText', rest)}
          </button>
        </>
      ) : null}
    </>
  );
}
