import { Layers, Lock } from 'lucide';
import { useId } from 'preact/hooks';
import { Icon } from '../components/basics/Icon.tsx';
import { t } from '../format/i18n.ts';
import { useApp } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { useCompactBlock } from './use-compact-block.ts';

interface CompactButtonProps {
  model: ConversationModel;
  onCompact: () => void;
  primary?: boolean;
  /** The label; "Compact…" by default. */
  word?: string;
}

/**
 * Opens the dialog. Where no compaction can be started, it stays in reach and says why; a locked profile's lock leads
 * to the options.
 */
export function CompactButton({ model, onCompact, primary = false, word = t('compactOpen') }: CompactButtonProps) {
  const { shell } = useApp();
  const id = useId();
  const block = useCompactBlock(model);
  return (
    <>
      <button
        type="button"
        class={primary ? 'btn primary compact-button' : 'btn compact-button'}
        aria-disabled={block !== null}
        aria-describedby={block ? id : undefined}
        title={block?.reason ?? t('compactHint')}
        onClick={block ? undefined : onCompact}
      >
        <Icon node={block?.kind === 'locked' ? Lock : Layers} />
        <span class="btn-word">{word}</span>
      </button>
      {block ? (
        <span id={id} class="visually-hidden">
          {block.reason}
        </span>
      ) : null}
      {block?.kind === 'locked' ? (
        <button type="button" class="btn quiet compact-lock" title={block.reason} onClick={() => shell.openOptions()}>
          {block.word}
        </button>
      ) : null}
    </>
  );
}
