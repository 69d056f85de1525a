import { shortText } from '../../../core/cut-text.ts';
import { Icon } from './Icon.tsx';
import { SafeText } from './SafeText.tsx';
import type { ShownStatus } from '../../model/slots/slot.ts';
import { statusAppearance } from '../../format/status-appearance.ts';
import './StatusChip.css';

interface StatusChipProps {
  status: ShownStatus | null;
  /** Synap's own status, shown as it is when this version does not know it. */
  word: string | null;
  /** `v3`, shown beside the state, and alone where there is little room. */
  version?: string | null;
}

export function StatusChip({ status, word, version = null }: StatusChipProps) {
  const { icon, label, tone } = statusAppearance(status);
  const spin = status === 'in_progress' || status === 'loading';
  return (
    <span
      class={`chip status-chip tone-${tone}`}
      data-tone={tone}
      title={version ? `${label} · ${version}` : undefined}
    >
      <Icon node={icon} size={12} spin={spin} />
      <span class={version ? 'ellipsis chip-word' : 'ellipsis'}>
        {status === 'unknown' && word ? <SafeText text={shortText(word, 60)} /> : label}
      </span>
      {version ? <span>{version}</span> : null}
    </span>
  );
}
