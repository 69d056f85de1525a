import { visibleText } from '../../../../core/visible-text.ts';
import { listed, t } from '../../../format/i18n.ts';
import type { MarkedPiece } from './marks.ts';

/** A message's text; what was lost in it is told in words, after it, to who cannot see colours. */
export function MarkedText({ pieces, block = false }: { pieces: readonly MarkedPiece[]; block?: boolean }) {
  const lost = pieces.filter(({ mark }) => mark === 'lost').map(({ text }) => visibleText(text));
  return (
    <>
      <bdi class={block ? 'text-block' : undefined}>
        {pieces.map(({ text, mark }, at) =>
          mark === null ? (
            visibleText(text)
          ) : (
            <mark key={at} class={`kept-mark kept-mark-${mark}`}>
              {visibleText(text)}
            </mark>
          ),
        )}
      </bdi>
      {lost.length > 0 ? (
        <span class="visually-hidden kept-mark-words"> {t('keptMarksLost', listed(lost))}</span>
      ) : null}
    </>
  );
}
