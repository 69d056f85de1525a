import { useContext } from 'preact/hooks';
import { shortText } from '../../../core/cut-text.ts';
import { visibleText } from '../../../core/visible-text.ts';
import type { Change } from '../../facts/versions/version-diff.ts';
import { t } from '../../format/i18n.ts';
import { SourcesContext } from './Sources.tsx';

const HINT_CHARS = 300;

/** `#118`, the message that a statement likely came from; it leads there. */
export function SourceButton({ change }: { change: Change }) {
  const { of, open } = useContext(SourcesContext);
  const source = of(change);
  if (!source) return null;
  const { message, number } = source;
  return (
    <button
      type="button"
      class="change-source"
      aria-label={t('changeSource', number)}
      title={`${t('changeSource', number)}\n${visibleText(shortText(message.text, HINT_CHARS))}`}
      onClick={() => open(message.id)}
    >
      {t('messageNumber', number)}
    </button>
  );
}

/** Says of what was added that no message supports it. */
export function NoSource({ change }: { change: Change }) {
  const { of } = useContext(SourcesContext);
  return of(change) === null ? <span class="chip tone-warn">{t('keptNoSourceFound')}</span> : null;
}
