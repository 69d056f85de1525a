import { Icon } from './Icon.tsx';
import { SafeText } from './SafeText.tsx';
import type { ShownStatus } from '../../model/slot.ts';
import { statusAppearance } from '../../format/status-appearance.ts';
import './StatusChip.css';

/** `word` is Synap's own status, shown as it is when this version does not know it. */
export function StatusChip({ status, word }: { status: ShownStatus | null; word: string | null }) {
  const { icon, label, tone } = statusAppearance(status);
  const spin = status === 'in_progress' || status === 'loading';
  return (
    <span class={`chip status-chip tone-${tone}`} data-tone={tone}>
      <Icon node={icon} size={12} spin={spin} />
      <span class="ellipsis">{status === 'unknown' && word ? <SafeText text={word.slice(0, 60)} /> : label}</span>
    </span>
  );
}
