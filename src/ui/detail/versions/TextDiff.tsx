import { useContext, useMemo, useState } from 'preact/hooks';
import { diffWords } from '../../../core/versions/word-diff.ts';
import { changedWords, foldSame, type ShownPart } from '../../facts/versions/text-diff.ts';
import { t, tn } from '../../format/i18n.ts';
import { countHits } from '../reading/find/find.ts';
import { FindContext, MoreButton } from '../reading/Marked.tsx';
import { Part } from './DiffText.tsx';

const FIRST_PARTS = 600;
const MORE_PARTS = 6000;

/** Two texts compared word by word; what did not change is folded. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const query = useContext(FindContext);
  const [shown, setShown] = useState(FIRST_PARTS);
  const { parts, removed, added } = useMemo(() => {
    const found = diffWords(before, after);
    return { parts: foldSame(found), ...changedWords(found) };
  }, [before, after]);
  const rest = parts.length - shown;
  return (
    <div class="text-diff">
      {removed + added === 0 ? (
        <p class="note tone-mute">{t('changesNone')}</p>
      ) : (
        <p class="versions-bar">
          <span class={`chip ${removed > 0 ? 'tone-bad' : 'tone-mute'}`}>{tn('wordsRemoved', removed)}</span>
          <span class={`chip ${added > 0 ? 'tone-ok' : 'tone-mute'}`}>{tn('wordsAdded', added)}</span>
        </p>
      )}
      <pre class="long-text">
        <bdi class="text-block">
          {parts.slice(0, shown).map((part, index) => (
            <Shown key={index} part={part} />
          ))}
        </bdi>
      </pre>
      {rest > 0 ? (
        <MoreButton
          label={t('moreItems', rest)}
          text={query === '' ? '' : textOf(parts.slice(shown))}
          onMore={() => setShown(shown + MORE_PARTS)}
        />
      ) : null}
    </div>
  );
}

const textOf = (parts: readonly ShownPart[]): string =>
  parts.map(({ text, folded, end }) => text + folded + end).join('');

function Shown({ part: { kind, text, folded, end } }: { part: ShownPart }) {
  const query = useContext(FindContext);
  const [open, setOpen] = useState(false);
  // What is sought is not hidden.
  const isFound = countHits(folded, query) > 0;
  if (folded === '' || open || isFound) return <Part kind={kind} text={text + folded + end} />;
  return (
    <>
      <Part kind={kind} text={text} />
      <button type="button" class="btn quiet text-diff-fold" onClick={() => setOpen(true)}>
        {tn('unchangedCharacters', folded.length)}
      </button>
      <Part kind={kind} text={end} />
    </>
  );
}
