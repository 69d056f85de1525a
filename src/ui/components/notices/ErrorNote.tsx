import { TriangleAlert } from 'lucide';
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { shortText } from '../../../core/cut-text.ts';
import type { AppError } from '../../../core/errors.ts';
import { visibleText } from '../../../core/visible-text.ts';
import type { Overview } from '../../../protocol/overview.ts';
import { activeProfile } from '../../model/active-profile.ts';
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
import { errorInShort } from '../../facts/error-facts.ts';
import { Icon } from '../basics/Icon.tsx';
import { SafeText } from '../basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import './ErrorNote.css';

interface ErrorNoteProps {
  error: AppError;
  onRetry: () => void;
  /** Replaces texts with some that the error alone cannot know. */
  instead?: Partial<ErrorMessage>;
  /** Saves space: title, next step and button; the reason is on hover. */
  compact?: boolean | undefined;
  /** This view's own addition, also shown where a banner explains the rest. */
  note?: string | null;
}

/** Most characters shown of a server's message; the rest is in the Raw tab or a log. */
const MAX_SERVER_CHARS = 600;
/** Errors for which a retry helps in addition to the main button. */
const ALSO_RETRY: ReadonlySet<AppError['kind']> = new Set([
  'key-refused',
  'no-credits',
  'not-synap',
  'redirected',
  'storage',
  'rate-limited',
]);
/** Automatic retries in a row for a rate limit that persists. */
const MAX_RETRIES = 3;

/** Whether a banner above tells why the whole profile waits, so that nothing below repeats it. */
export const BannerContext = createContext(false);

/** Explains what happened, why and what to do next, with a button for it; briefly where a banner explains it. */
export function ErrorNote({ error, onRetry, instead, compact = false, note = null }: ErrorNoteProps) {
  const now = useNow();
  const byItself = useRetryAtEnd(error, now, onRetry);
  useRetryOnline(error, onRetry);
  const isTold = useBanner(error) && instead === undefined;
  useRetryAfterBanner(error, isTold, onRetry);
  useRetryOnGrant(error, onRetry);
  if (isTold) return <p class="note tone-mute">{note ?? t('errorTold', errorInShort(error))}</p>;
  const { title, why, next, action } = { ...errorMessage(error, now, byItself), ...instead };
  const serverMessage = serverWords(error);
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
          {serverMessage && !compact ? (
            <p class="error-note-said">
              {t('errorSaid')}{' '}
              <q>
                <SafeText text={shortText(serverMessage, MAX_SERVER_CHARS)} />
              </q>
            </p>
          ) : null}
        </div>
        {/* Outside the alert, so that a countdown is not read out every second. */}
        {note === null ? null : <p class="error-note-said">{note}</p>}
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
    const wasGranted = isGranted(store.overview.peek());
    if (action.kind === 'grant' && !(await shell.requestOrigin(action.origin))) return undefined;
    if (action.kind !== 'retry') await store.mutate('resume', {});
    // The note sees the permission come, and retries by itself.
    if (action.kind === 'grant' && !wasGranted && isGranted(store.overview.peek())) return undefined;
    return onRetry();
  };
  return (
    <button type="button" class="btn" onClick={() => void run()}>
      {action.kind === 'grant' && !shell.canAskForOrigin ? t('actionGrantInOptions') : action.label}
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
    'too-many-watches',
    'too-many-pins',
    'cancelled',
    'conflict',
    'too-short',
  ];
  return mild.includes(error.kind) ? 'tone-warn' : 'tone-bad';
}

/**
 * Retries when a Retry-After ends that was seen running: never immediately, never twice for the same end, and only
 * while the page is visible. Returns whether it will.
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

function useBanner({ kind }: AppError): boolean {
  const { store } = useApp();
  return useContext(BannerContext) && store.overview.value?.pause?.error.kind === kind;
}

/** Retries when the banner's button ended the pause. The other pauses end by themselves, which is noticed above. */
function useRetryAfterBanner({ kind }: AppError, isTold: boolean, onRetry: () => void): void {
  const wasTold = useRef(isTold);
  useEffect(() => {
    if (wasTold.current && !isTold && (kind === 'key-refused' || kind === 'no-credits')) onRetry();
    wasTold.current = isTold;
  }, [isTold, kind, onRetry]);
}

/** Retries when the permission was granted elsewhere: on the options page, or in the browser's own settings. */
function useRetryOnGrant({ kind }: AppError, onRetry: () => void): void {
  const isNow = isGranted(useApp().store.overview.value);
  const was = useRef(isNow);
  useEffect(() => {
    if (kind === 'permission-missing' && isNow && !was.current) onRetry();
    was.current = isNow;
  }, [kind, isNow, onRetry]);
}

function isGranted(overview: Overview | null): boolean {
  return overview !== null && activeProfile(overview)?.originGranted === true;
}

/** Retries when the network is back. A service worker is not notified of that, so its views report it. */
function useRetryOnline(error: AppError, onRetry: () => void): void {
  const { store } = useApp();
  const isOffline = error.kind === 'offline';
  useEffect(() => {
    if (!isOffline) return undefined;
    const retry = () => void store.mutate('resume', {}).then(onRetry);
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, [isOffline, store, onRetry]);
}
