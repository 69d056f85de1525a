import { TriangleAlert } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import type { AppError } from '../../../core/errors.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { useApp, useNow } from '../../model/app.ts';
import { CopyButton } from '../basics/CopyButton.tsx';
import {
  correlationIdOf,
  type ErrorAction,
  errorMessage,
  type ErrorMessage,
  planLimit,
  serverWords,
} from '../../format/error-messages.ts';
import { Icon } from '../basics/Icon.tsx';
import { SafeText } from '../basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import './ErrorNote.css';

interface ErrorNoteProps {
  error: AppError;
  onRetry: () => void;
  /** Words for what the error alone cannot know. */
  instead?: Partial<ErrorMessage>;
  /** What happened, what to do next and the button, in little room; why it happened is on hover. */
  compact?: boolean | undefined;
}

/** The most of a server's words that is shown; the rest is in the Raw tab or a log. */
const MAX_SERVER_CHARS = 600;
/** Errors in which trying again helps beside what the main button does. */
const ALSO_RETRY: ReadonlySet<AppError['kind']> = new Set([
  'key-refused',
  'no-credits',
  'not-synap',
  'redirected',
  'storage',
  'rate-limited',
]);
/** A limit that holds on is asked again so often in a row without a click. */
const MAX_RETRIES = 3;

/** What happened, why, what to do next, and the button that does it. */
export function ErrorNote({ error, onRetry, instead, compact = false }: ErrorNoteProps) {
  const now = useNow();
  const byItself = useRetryAtEnd(error, now, onRetry);
  useRetryOnline(error, onRetry);
  const { title, why, next, action } = { ...errorMessage(error, now, byItself), ...instead };
  const said = serverWords(error);
  return (
    <div
      class={`note error-note ${compact ? 'compact' : ''} ${toneOf(error)}`}
      title={compact ? visibleText(why) : undefined}
    >
      <Icon node={TriangleAlert} size={14} />
      <div class="grow">
        <div role="alert">
          <strong>{title}</strong>
          {compact ? null : (
            <p>
              <SafeText text={why} />
            </p>
          )}
          {said && !compact ? (
            <p class="error-note-said">
              {t('errorSaid')}{' '}
              <q>
                <SafeText text={said.slice(0, MAX_SERVER_CHARS)} />
              </q>
            </p>
          ) : null}
        </div>
        {/* Beside the alert, so that a countdown is not read out every second. */}
        <p>{next}</p>
        <div class="row wrap error-note-actions">
          {action ? <ActionButton action={action} onRetry={onRetry} /> : null}
          {ALSO_RETRY.has(error.kind) && action && action.kind !== 'resume' && action.kind !== 'retry' ? (
            <ActionButton action={{ label: t('actionRetry'), kind: 'resume' }} onRetry={onRetry} />
          ) : null}
          {compact ? null : <CorrelationId error={error} />}
        </div>
      </div>
    </div>
  );
}

function CorrelationId({ error }: { error: AppError }) {
  const id = correlationIdOf(error);
  if (!id) return null;
  return (
    <span class="error-note-id mono">
      <span class="ellipsis">
        <SafeText text={id} />
      </span>
      <CopyButton text={() => id} label={t('copyCorrelationId')} />
    </span>
  );
}

function ActionButton({ action, onRetry }: { action: ErrorAction; onRetry: () => void }) {
  const { store, shell } = useApp();
  const run = async () => {
    if (action.kind === 'options') return shell.openOptions();
    if (action.kind === 'link') return shell.openLink(action.url);
    if (action.kind === 'reopen') return location.reload();
    if (action.kind === 'grant' && !(await shell.requestOrigin(action.origin))) return undefined;
    if (action.kind !== 'retry') await store.mutate('resume', {});
    return onRetry();
  };
  return (
    <button type="button" class="btn" onClick={() => void run()}>
      {action.label}
    </button>
  );
}

function toneOf(error: AppError): string {
  const mild: AppError['kind'][] = [
    'rate-limited',
    'offline',
    'no-key',
    'unknown-conversation',
    'no-messages',
    'queue-full',
    'cancelled',
    'conflict',
  ];
  return mild.includes(error.kind) ? 'tone-warn' : 'tone-bad';
}

/**
 * Tries again when a Retry-After ends that was seen running: never at once, never twice for the same end, and once the
 * page can be seen. Answers whether it will.
 */
function useRetryAtEnd(error: AppError, now: number, onRetry: () => void): boolean {
  const waitingFor = useRef<number | null>(null);
  const tries = useRef(0);
  const may = error.kind === 'rate-limited' && !planLimit(error.reason) && tries.current < MAX_RETRIES;
  const retryAt = may ? error.retryAt : null;
  useEffect(() => {
    if (retryAt !== null && now < retryAt) {
      waitingFor.current = retryAt;
      return;
    }
    if (retryAt === null || waitingFor.current !== retryAt || document.hidden) return;
    waitingFor.current = null;
    tries.current += 1;
    onRetry();
  }, [retryAt, now, onRetry]);
  return may;
}

/** Tries again when the network is back. A service worker is not told of that: its views tell it. */
function useRetryOnline(error: AppError, onRetry: () => void): void {
  const { store } = useApp();
  const isOffline = error.kind === 'offline';
  useEffect(() => {
    if (!isOffline) return undefined;
    const again = () => void store.mutate('resume', {}).then(onRetry);
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [isOffline, store, onRetry]);
}
