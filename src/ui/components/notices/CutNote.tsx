import type { Cut } from '../../../core/conversation/conversation.ts';
import { listed, t } from '../../format/i18n.ts';

/** Says which parts of an answer are cut. */
export function CutNote({ cut }: { cut: readonly Cut[] | undefined }) {
  if (cut === undefined || cut.length === 0) return null;
  return <p class="note tone-warn">{t('cutNote', listed(cut.map(cutText)))}</p>;
}

function cutText({ field, unit, kept, total }: Cut): string {
  if (unit === 'texts') return t('cutTexts', field, total, kept);
  if (kept === 0) return t('cutAway', field, total);
  return t(unit === 'items' ? 'cutItems' : 'cutCharacters', field, kept, total);
}
