import { useMemo, useState } from 'preact/hooks';
import { diffWords } from '../../../core/versions/word-diff.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { changedWords, foldSame, type ShownPart } from '../../facts/versions/text-diff.ts';
import { t, tn } from '../../format/i18n.ts';
import { MoreButton } from '../reading/Marked.tsx';
import { Part } from './DiffText.tsx';

const FIRST_PARTS = 600;
const MORE_PARTS = 6000;

/** Two texts compared word by word; what did not change is folded. */
export function TextDiff({ before, after }: { before: string; after: string }) {
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
          label={t('moreItems', rest.toLocaleString('en'))}
          hits={0}
          onMore={() => setShown(shown + MORE_PARTS)}
        />
      ) : null}
    </div>
  );
}

function Shown({ part: { kind, text, folded, end } }: { part: ShownPart }) {
  const [open, setOpen] = useState(false);
  if (folded === '' || open) return <Part kind={kind} text={visibleText(text + folded + end)} />;
  return (
    <>
      {visibleText(text)}
      <button type="button" class="btn quiet text-diff-fold" onClick={() => setOpen(true)}>
        {t('unchangedCharacters', folded.length.toLocaleString('en'))}
      </button>
      {visibleText(end)}
    </>
  );
}
