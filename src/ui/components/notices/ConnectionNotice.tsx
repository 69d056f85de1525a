import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../model/app.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { t } from '../../format/i18n.ts';
import './ConnectionNotice.css';

/** A waking worker takes a moment; only a longer absence is reported. */
const PATIENCE_MS = 1500;
/** A browser that lost the worker while reloading the extension finds it after 30 s, or never. */
const LOST_MS = 40_000;

/** Reports that the worker is away, is of another version than this view, or cannot store anything. */
export function ConnectionNotice() {
  const { store, shell } = useApp();
  const connection = store.connection.value;
  const [away, setAway] = useState<'' | 'connectionClosed' | 'connectionLost'>('');
  useEffect(() => {
    if (connection !== 'closed') return setAway('');
    const late = setTimeout(() => setAway('connectionClosed'), PATIENCE_MS);
    const lost = setTimeout(() => setAway('connectionLost'), LOST_MS);
    return () => {
      clearTimeout(late);
      clearTimeout(lost);
    };
  }, [connection]);
  if (connection === 'outdated') return <ErrorNote error={{ kind: 'outdated' }} onRetry={() => location.reload()} />;
  const trouble = store.overviewError.value;
  if (trouble && !store.overview.value) return <ErrorNote error={trouble} onRetry={() => void store.retry()} />;
  const isAway = away !== '' && connection === 'closed';
  const message = isAway
    ? t(away, shell.extensionsPage)
    : store.overview.value?.storage === 'memory'
      ? t('memoryOnly')
      : null;
  return (
    <div role="status" class={message ? 'connection-notice tone-warn' : ''}>
      {message}
    </div>
  );
}
