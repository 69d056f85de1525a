import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { t } from './text.ts';
import './ConnectionNotice.css';

/** A worker that wakes up takes a moment; only what lasts is worth a word. */
const PATIENCE_MS = 1500;

/** Says when the background service is away, is of another version than this view, or cannot keep what it learns. */
export function ConnectionNotice() {
  const { store } = useApp();
  const connection = store.connection.value;
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (connection !== 'closed') return setLate(false);
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [connection]);
  if (connection === 'outdated') return <ErrorNote error={{ kind: 'outdated' }} onRetry={() => location.reload()} />;
  const trouble = store.trouble.value;
  if (trouble && !store.overview.value) return <ErrorNote error={trouble} onRetry={() => void store.retry()} />;
  const isAway = late && connection === 'closed';
  const words = isAway ? t('connectionClosed') : store.overview.value?.storage === 'memory' ? t('memoryOnly') : null;
  return (
    <div role="status" class={words ? 'connection-notice tone-warn' : ''}>
      {words}
    </div>
  );
}
