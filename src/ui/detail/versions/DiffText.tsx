import { useContext } from 'preact/hooks';
import type { DiffPart } from '../../../core/versions/word-diff.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { splitByQuery } from '../reading/find/find.ts';
import { FindContext } from '../reading/Marked.tsx';

/** A statement with what went and what came. */
export function DiffText({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <bdi>
      {parts.map(({ kind, text }, index) => (
        <Part key={index} kind={kind} text={text} />
      ))}
    </bdi>
  );
}

/** What is the same, went or came. */
export function Part({ kind, text }: DiffPart) {
  if (kind === 'same') return <Found text={text} />;
  const Change = kind === 'removed' ? 'del' : 'ins';
  // Blanks around the words are not struck out, unless they are all that changed.
  const words = text.trim() || text;
  const at = text.indexOf(words);
  return (
    <>
      {text.slice(0, at)}
      <Change>
        <Found text={words} />
      </Change>
      {text.slice(at + words.length)}
    </>
  );
}

/** As `Marked`, without an element of its own: the parts of one text are read in one direction. */
function Found({ text }: { text: string }) {
  const query = useContext(FindContext);
  const shown = visibleText(text);
  if (query.trim() === '') return <>{shown}</>;
  return <>{splitByQuery(shown, query).map((piece) => (piece.hit ? <mark>{piece.text}</mark> : piece.text))}</>;
}
