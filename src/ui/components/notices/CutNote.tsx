import type { Cut } from '../../../core/conversation/conversation.ts';
import { t } from '../../format/i18n.ts';

/** Says which parts of an answer are cut. */
export function CutNote({ cut }: { cut: readonly Cut[] | undefined }) {
  if (cut === undefined || cut.length === 0) return null;
  return <p class="note tone-warn">{t('cutNote', cut.map(cutText).join('; '))}</p>;
}

function cutText({ field, unit, kept, total }: Cut): string {
  const [shown, all] = [kept.toLocaleString('en'), total.toLocaleString('en')];
  if (unit === 'texts') return t('cutTexts', field, all, shown);
  if (kept === 0) return t('cutAway', field, all);
  return unit === 'items' ? t('cutItems', field, shown, all) : t('cutCharacters', field, shown, all);
}
