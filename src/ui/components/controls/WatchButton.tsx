import { Star } from 'lucide';
import { useState } from 'preact/hooks';
import type { AppError } from '../../../core/errors.ts';
import type { Watch } from '../../../protocol/overview.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { Icon } from '../basics/Icon.tsx';
import type { Store } from '../../model/store.ts';
import { t } from '../../format/i18n.ts';
import './WatchButton.css';

/** The star the user set on this conversation, under the active profile. */
function starOf(store: Store, id: string): Watch | null {
  const watches = store.overview.value?.watches ?? [];
  return watches.find((watch) => watch.starred && watch.conversationId === id) ?? null;
}

/** Sets or removes the star; a watch that gave up is resumed. */
export async function toggleWatch(
  store: Store,
  model: ConversationModel,
  label: string | null,
): Promise<AppError | null> {
  const star = starOf(store, model.id);
  const outcome =
    star && star.state !== 'gave-up'
      ? await store.mutate('unwatch', { conversationId: model.id })
      : await store.mutate('watch', { conversationId: model.id, label });
  return outcome.ok ? null : outcome.error;
}

interface WatchButtonProps {
  model: ConversationModel;
  label: string | null;
  /** Why there is nothing to watch; a star that is set can be taken away nevertheless. */
  off?: string | null;
}

export function WatchButton({ model, label, off = null }: WatchButtonProps) {
  const { store } = useApp();
  const [error, setError] = useState<AppError | null>(null);
  const star = starOf(store, model.id);
  const toggle = async () => setError(await toggleWatch(store, model, label));
  const isOff = off !== null && !star;
  const gaveUp = star?.state === 'gave-up';
  return (
    <>
      <button
        type="button"
        class="btn watch-button"
        aria-pressed={star !== null}
        aria-disabled={isOff}
        title={isOff ? off : gaveUp ? t('watchGaveUp') : star ? t('watchOffHint') : t('watchOnHint')}
        onClick={() => isOff || void toggle()}
      >
        <Icon node={Star} />
        <span class="btn-word">{gaveUp ? t('watchAgain') : t('watch')}</span>
      </button>
      {error ? <ErrorNote error={error} onRetry={() => void toggle()} compact /> : null}
    </>
  );
}
