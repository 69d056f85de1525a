import { visibleText } from '../../../core/visible-text.ts';
import { t } from '../../format/i18n.ts';
import type { MarkedPiece } from './marks.ts';

/** A message's text; what was lost in it is told in words to who cannot see colours. */
export function MarkedText({ pieces, block = false }: { pieces: readonly MarkedPiece[]; block?: boolean }) {
  return (
    <bdi class={block ? 'text-block' : undefined}>
      {pieces.map(({ text, mark }, at) =>
        mark === null ? (
          visibleText(text)
        ) : (
          <mark key={at} class={`kept-mark kept-mark-${mark}`}>
            {visibleText(text)}
            {mark === 'lost' ? <span class="visually-hidden kept-mark-word"> {t('keptMarkLost')}</span> : null}
          </mark>
        ),
      )}
    </bdi>
  );
}
