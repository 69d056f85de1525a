import { STATUS } from '../../core/conversation/part.ts';
import { visibleText } from '../../core/visible-text.ts';
import { t } from '../format/i18n.ts';
import { useApp } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { isGone } from '../model/slots/slot.ts';

export interface CompactBlock {
  kind: 'locked' | 'running' | 'unknown';
  /** In a few words. */
  word: string;
  reason: string;
}

/** Why no compaction can be started here; null if one can. */
export function useCompactBlock(model: ConversationModel): CompactBlock | null {
  const { store } = useApp();
  const overview = store.overview.value;
  const profile = overview?.settings.profiles.find((entry) => entry.id === overview.activeProfileId);
  if (profile?.lockCompact) {
    const name = visibleText(profile.name);
    return { kind: 'locked', word: t('compactLockedWord', name), reason: t('compactLocked', name) };
  }
  const slot = model.slot(STATUS).value;
  if (isGone(slot)) return { kind: 'unknown', word: '', reason: t('unknownOff') };
  if (slot.answer?.data.state === 'in_progress') return { kind: 'running', word: '', reason: t('compactRunning') };
  return null;
}
