import { MAX_FOUND_IDS } from '../../core/discovery/add-evidence.ts';
import { t, tn } from '../../ui/format/i18n.ts';
import type { Discovery } from '../discovery/discovery.ts';

/** Lists what could not be searched for ids. */
export function gapsOf(discovery: Discovery): string[] {
  const facts = discovery.facts.value;
  const gaps = discovery.gaps.value;
  const frames = facts?.unreadableFrames ?? 0;
  return [
    ...(facts?.truncated ? [t('panelTruncated')] : []),
    ...(discovery.isCut.value && !facts?.truncated ? [t('panelManyIds', MAX_FOUND_IDS)] : []),
    ...(gaps.unread > 0 ? [tn('panelUnread', gaps.unread)] : []),
    ...(gaps.cut > 0 ? [tn('panelCut', gaps.cut)] : []),
    ...(frames > 0 ? [tn('panelFrames', frames)] : []),
  ];
}
