import { Layers, RefreshCw } from 'lucide';
import { visibleText } from '../../core/visible-text.ts';
import { useApp, useNow } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { CopyButton } from '../components/basics/CopyButton.tsx';
import { Icon } from '../components/basics/Icon.tsx';
import { oneLine } from '../facts/status-line.ts';
import type { ShownStatus } from '../model/slot.ts';
import { StatusChip } from '../components/basics/StatusChip.tsx';
import { t } from '../format/i18n.ts';
import { WatchButton } from '../components/controls/WatchButton.tsx';
import { useCompactLock } from './compact-lock.ts';
import { ExportMenu } from './ExportMenu.tsx';

interface DetailHeadProps {
  model: ConversationModel;
  label: string | null;
  status: ShownStatus;
  onCompact: () => void;
}

export function DetailHead({ model, label, status, onCompact }: DetailHeadProps) {
  const slot = model.status.value;
  const line = useLine(model);
  return (
    <header class="detail-head">
      <div class="detail-head-names">
        <div class="detail-head-title">
          <h1 class="ellipsis" title={label ? visibleText(label) : undefined}>
            {label ? visibleText(label) : t('conversation')}
          </h1>
          <StatusChip status={status} word={slot.answer?.data.statusWord ?? null} />
        </div>
        <div class="detail-head-id">
          <span class="mono mut ellipsis">{model.id}</span>
          <CopyButton text={() => model.id} label={t('copyId')} />
        </div>
      </div>
      <div class="detail-head-actions">
        <button
          type="button"
          class="btn"
          title={t('refreshHint')}
          aria-busy={slot.loading}
          onClick={() => void model.refresh()}
        >
          <Icon node={RefreshCw} spin={slot.loading} />
          {t('refresh')}
        </button>
        <WatchButton model={model} label={label} />
        <CompactButton onCompact={onCompact} />
        <ExportMenu model={model} line={line} />
      </div>
      <div class="detail-head-line">
        <span class="mut">{line ?? ' '}</span>
        {line ? <CopyButton text={() => line} label={t('copyLine')} /> : null}
      </div>
    </header>
  );
}

/** The line that says it all; null while there is nothing to say. */
function useLine(model: ConversationModel): string | null {
  const now = useNow();
  const slot = model.status.value;
  const summary = model.summary('structured', null).value.answer?.data ?? null;
  return slot.answer ? oneLine(slot.answer.data, summary, now + slot.answer.meta.serverSkewMs) : null;
}

/** Opens the dialog, or says why it may not. */
export function CompactButton({
  onCompact,
  primary = false,
}: {
  onCompact: () => void;
  primary?: boolean | undefined;
}) {
  const { store } = useApp();
  const locked = useCompactLock(store);
  return (
    <button
      type="button"
      class={primary ? 'btn primary' : 'btn'}
      disabled={locked !== null}
      title={locked ?? t('compactHint')}
      onClick={onCompact}
    >
      <Icon node={Layers} />
      {t('compactOpen')}
      {locked ? <span class="visually-hidden">{locked}</span> : null}
    </button>
  );
}
