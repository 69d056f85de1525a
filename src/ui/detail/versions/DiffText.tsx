import { useState } from 'preact/hooks';
import type { DiffPart } from '../../../core/versions/word-diff.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { t } from '../../format/i18n.ts';
import { MoreButton } from '../reading/Marked.tsx';

const FIRST_PARTS = 600;
const MORE_PARTS = 6000;

/** A text with what went and what came. */
export function DiffText({ parts, isBlock = false }: { parts: readonly DiffPart[]; isBlock?: boolean }) {
  const [shown, setShown] = useState(FIRST_PARTS);
  const rest = parts.length - shown;
  return (
    <>
      <bdi class={isBlock ? 'text-block' : undefined}>
        {parts.slice(0, shown).map(({ kind, text }, index) => (
          <Part key={index} kind={kind} text={visibleText(text)} />
        ))}
      </bdi>
      {rest > 0 ? (
        <MoreButton
          label={t('moreItems', rest.toLocaleString('en'))}
          hits={0}
          onMore={() => setShown(shown + MORE_PARTS)}
        />
      ) : null}
    </>
  );
}

function Part({ kind, text }: DiffPart) {
  if (kind === 'same') return <>{text}</>;
  return kind === 'removed' ? <del>{text}</del> : <ins>{text}</ins>;
}
