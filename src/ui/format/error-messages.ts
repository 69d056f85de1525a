import { type AppError, assertNever, type ServerFacts, type UnscannableReason } from '../../core/errors.ts';
import { shortText } from '../../core/cut-text.ts';
import { formatTokens } from './numbers.ts';
import { t, type TextKey } from './i18n.ts';
import { countdownText, durationText } from './times.ts';

/** The action of the button under an error. `resume` also ends the profile's pause. */
export type ErrorAction =
  | { label: string; kind: 'retry' | 'resume' | 'options' | 'reopen' }
  | { label: string; kind: 'grant'; origin: string }
  | { label: string; kind: 'link'; url: string };

export interface ErrorMessage {
  /** The failure in a sentence. */
  title: string;
  why: string;
  /** The next step for the user. */
  next: string;
  /** The button that does it. */
  action: ErrorAction | null;
}

type Stem<K> = K extends `${infer S}Title` ? S : never;
type ErrorStem = Stem<Extract<TextKey, `error${string}`>>;

/**
 * The texts for every error. `now` is for countdowns, `byItself` for errors that are retried without a click. The
 * server's own message comes from `serverWords`.
 */
export function errorMessage(error: AppError, now: number, byItself = true): ErrorMessage {
  switch (error.kind) {
    case 'invalid-id':
      return texts('errorInvalidId', null, shortText(error.text, 80));
    case 'no-key':
      return texts('errorNoKey', options('actionAddKey'));
    case 'bad-key':
      return { ...texts('errorBadKey', options('actionOptions')), why: t(BAD_KEY[error.fault]) };
    case 'bad-base-url':
      return { ...texts('errorBadBaseUrl', options('actionOptions')), why: t(BAD_URL[error.fault]) };
    case 'too-many-profiles':
      return texts('errorProfiles', null, error.most);
    case 'permission-missing':
      return texts('errorPermission', grant(error.origin), error.origin);
    case 'queue-full':
      return texts('errorQueueFull', retry(), error.waiting);
    case 'too-many-watches':
      return texts('errorTooManyWatches', null, error.limit);
    case 'too-many-pins':
      return texts('errorTooManyPins', null, error.most);
    case 'compaction-locked':
      return texts('errorLocked', options('actionOptions'), error.profileName);
    case 'not-scannable':
      if (error.reason === 'no-answer') return texts('errorNoAnswer', retry());
      return { ...texts('errorNotScannable', null), ...scanWords(error.reason) };
    case 'storage':
      return texts('errorStorage', options('actionOptions'), storageWords(error.what));
    case 'refused':
      return texts('errorRefused', { label: t('actionReopen'), kind: 'reopen' });
    case 'outdated':
      return texts('errorOutdated', { label: t('actionReopen'), kind: 'reopen' });
    case 'worker-gone':
      return texts('errorWorkerGone', retry());
    case 'cancelled':
      return texts('errorCancelled', retry());
    default:
      return 'status' in error && error.kind !== 'not-synap' ? answerWords(error, now, byItself) : networkWords(error);
  }
}

type AnswerError = Extract<AppError, ServerFacts>;
type NetworkError = Extract<
  AppError,
  {
    kind:
      | 'timeout'
      | 'interrupted'
      | 'offline'
      | 'unreachable'
      | 'redirected'
      | 'not-synap'
      | 'unexpected-shape'
      | 'too-large';
  }
>;

/** Synap answered with an error. */
function answerWords(error: AnswerError, now: number, byItself: boolean): ErrorMessage {
  switch (error.kind) {
    case 'key-refused':
      return texts('errorKeyRefused', options('actionReplaceKey'), error.status);
    case 'no-messages':
      // Retrying gives the same result; Refresh stays for a user who has just recorded a message.
      return error.keyWorks ? texts('errorNoMessages', null) : texts('errorForbidden', retry());
    case 'no-credits':
      return noCredits(error);
    case 'unknown-conversation':
      return texts('errorUnknown', null);
    case 'conflict':
      return texts('errorConflict', null);
    case 'too-short':
      return tooShort(error);
    case 'rejected':
      return texts('errorRejected', retry(), error.status);
    case 'rate-limited':
      return rateLimited(error, now, byItself);
    case 'unavailable':
      return {
        ...texts('errorUnavailable', retry()),
        why: t(error.repeated ? 'errorUnavailableWhy' : 'errorUnavailableOnce', error.status),
      };
    default:
      return assertNever(error);
  }
}

/** No answer, or an unreadable one. */
function networkWords(error: NetworkError): ErrorMessage {
  switch (error.kind) {
    case 'timeout':
      return texts('errorTimeout', retry(), durationText(error.afterMs));
    case 'interrupted':
      return texts('errorInterrupted', retry());
    case 'offline':
      return texts('errorOffline', { label: t('actionRetry'), kind: 'resume' });
    case 'unreachable':
      return texts('errorUnreachable', retry(), error.origin);
    case 'redirected':
      return texts('errorRedirected', options('actionOptions'), error.origin);
    case 'not-synap':
      return texts('errorNotSynap', options('actionOptions'), error.status, error.contentType ?? t('errorNoType'));
    case 'unexpected-shape':
      return error.otherId ? texts('errorOther', retry(), error.otherId) : texts('errorShape', retry(), error.path);
    case 'too-large':
      return texts('errorTooLarge', retry(), t('bytesMb', error.limitBytes / 1024 / 1024));
    default:
      return assertNever(error);
  }
}

function tooShort({ tokens, thresholdTokens }: Extract<AppError, { kind: 'too-short' }>): ErrorMessage {
  const plain = texts('errorTooShort', null);
  if (tokens === null || thresholdTokens === null) return plain;
  return { ...plain, title: t('errorTooShortCounts', formatTokens(tokens), formatTokens(thresholdTokens)) };
}

function noCredits(error: Extract<AppError, { kind: 'no-credits' }>): ErrorMessage {
  const url = httpsUrl(error.recoveryUrl) ?? httpsUrl(error.redeemUrl);
  const action: ErrorAction = url
    ? { label: t('actionCredits'), kind: 'link', url }
    : { label: t('actionRetry'), kind: 'resume' };
  const plain = texts('errorNoCredits', action);
  if (error.balanceCredits === null || error.minimumRequiredCredits === null) return plain;
  return { ...plain, why: t('errorNoCreditsCounts', error.balanceCredits, error.minimumRequiredCredits) };
}

/** The text for an exhausted plan, which no wait resolves; null for other reasons. */
export function planLimit(reason: string | null): TextKey | null {
  if (reason === 'trial_limit_reached') return 'errorTrialLimit';
  return reason === 'subscription_inactive' ? 'errorSubscription' : null;
}

function rateLimited(error: Extract<AppError, { kind: 'rate-limited' }>, now: number, byItself: boolean): ErrorMessage {
  const url = httpsUrl(error.upgradeUrl) ?? httpsUrl(error.manageUrl);
  const left = error.retryAt - now;
  const action: ErrorAction | null = url ? { label: t('actionPlan'), kind: 'link', url } : left > 0 ? null : retry();
  const plain = texts('errorRateLimited', action, countdownText(left));
  const limit = planLimit(error.reason);
  const next =
    left <= 0 ? t('errorRateLimitedOver') : byItself ? plain.next : t('errorRateLimitedAsk', countdownText(left));
  return { ...plain, why: limit ? t(limit) : plain.why, next };
}

/** The server's own message, to be shown as text; null when it sent none. */
export function serverWords(error: AppError): string | null {
  return 'serverWords' in error ? error.serverWords : null;
}

export function correlationIdOf(error: AppError): string | null {
  return 'correlationId' in error ? error.correlationId : null;
}

/** The URL if it is a valid https one, else null. */
export function httpsUrl(url: string | null): string | null {
  return url?.startsWith('https://') && URL.canParse(url) ? url : null;
}

function texts(stem: ErrorStem, action: ErrorAction | null, ...facts: (string | number)[]): ErrorMessage {
  // A test ensures that each stem has all three texts.
  const text = (part: string) => t(`${stem}${part}` as TextKey, ...facts);
  return { title: text('Title'), why: text('Why'), next: text('Next'), action };
}

const retry = (): ErrorAction => ({ label: t('actionRetry'), kind: 'retry' });
const options = (label: TextKey): ErrorAction => ({ label: t(label), kind: 'options' });
const grant = (origin: string): ErrorAction => ({ label: t('actionGrant'), kind: 'grant', origin });

const BAD_KEY = {
  empty: 'errorBadKeyEmpty',
  whitespace: 'errorBadKeyWhitespace',
  'not-ascii': 'errorBadKeyAscii',
  'too-long': 'errorBadKeyLong',
} as const;

const BAD_URL = {
  'not-a-url': 'errorBadUrlNone',
  'not-https': 'errorBadUrlHttps',
  'has-credentials': 'errorBadUrlCredentials',
  'has-path': 'errorBadUrlPath',
  'odd-host': 'errorBadUrlHost',
  'bad-host': 'errorBadUrlName',
  'no-server': 'errorBadUrlNoServer',
  'bad-port': 'errorBadUrlPort',
} as const;

/** Other names are the browser's own. */
function storageWords(what: string): string {
  if (what === 'storage.session') return t('errorStorageSession');
  return what === 'TimeoutError' ? t('errorStorageLate') : what;
}

/** Says why a page cannot be scanned, and what helps, if anything. */
export function scanWords(reason: Exclude<UnscannableReason, 'no-answer'>): { why: string; next?: string } {
  const next = NEXT_STEPS.get(reason);
  return { why: t(NOT_SCANNABLE[reason]), ...(next && { next: t(next) }) };
}

const NEXT_STEPS: ReadonlyMap<UnscannableReason, TextKey> = new Map([
  ['closed', 'errorScanClosedNext'],
  ['error-page', 'errorScanErrorPageNext'],
  ['file', 'errorScanFileNext'],
  ['sandboxed', 'errorScanSandboxedNext'],
  ['not-granted', 'errorScanNotGrantedNext'],
]);

const NOT_SCANNABLE = {
  'browser-page': 'errorScanBrowser',
  store: 'errorScanStore',
  pdf: 'errorScanPdf',
  closed: 'errorScanClosed',
  'error-page': 'errorScanErrorPage',
  file: 'errorScanFile',
  policy: 'errorScanPolicy',
  sandboxed: 'errorScanSandboxed',
  'not-granted': 'errorScanNotGranted',
  'not-allowed': 'errorScanNotAllowed',
} as const;
