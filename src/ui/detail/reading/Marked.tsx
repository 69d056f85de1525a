import { createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import { cutText } from '../../../core/cut-text.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { tn } from '../../format/i18n.ts';
import { splitByQuery } from './find/find.ts';
import { useHits } from './find/use-hits.ts';
import './Marked.css';

/** The search query of the tab; empty for none. */
export const FindContext = createContext('');

/** Text with search hits marked; as a block, each line begins where its script begins. Hidden characters are visible, as everywhere. */
export function Marked({ text, block = false }: { text: string; block?: boolean }) {
  const query = useContext(FindContext);
  const shown = useMemo(() => visibleText(text), [text]);
  const className = block ? 'text-block' : undefined;
  if (query.trim() === '') return <bdi class={className}>{shown}</bdi>;
  return (
    <bdi class={className}>
      {splitByQuery(shown, query).map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text))}
    </bdi>
  );
}

export const FIRST_CHARS = 20_000;
const MORE_CHARS = 400_000;

/** A text of any length: its start, and more on demand. */
export function LongText({ text, mono = false }: { text: string; mono?: boolean | undefined }) {
  const [shown, setShown] = useState(FIRST_CHARS);
  const start = useMemo(() => cutText(text, shown), [text, shown]);
  const rest = useMemo(() => text.slice(shown), [text, shown]);
  return (
    <div>
      <pre class={mono ? 'long-text mono' : 'long-text'}>
        <Marked text={start} block={!mono} />
      </pre>
      {rest === '' ? null : (
        <MoreButton label={tn('moreText', rest.length)} text={rest} onMore={() => setShown(shown + MORE_CHARS)} />
      )}
    </div>
  );
}

interface MoreButtonProps {
  label: string;
  /** What is not shown yet, as far as it is searched. */
  text?: string;
  onMore: () => void;
}

/** The amount not shown yet, and the number of search hits in it. */
export function MoreButton({ label, text = '', onMore }: MoreButtonProps) {
  const hits = useHits(text, useContext(FindContext));
  return (
    <button type="button" class="btn more-button" onClick={onMore}>
      {label}
      {hits > 0 ? ` · ${tn('moreHits', hits)}` : ''}
    </button>
  );
}
