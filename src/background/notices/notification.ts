import { shortenId } from '../../core/conversation/uuid.ts';
import { shortText } from '../../core/cut-text.ts';
import { replaceHidden } from '../../core/hidden-characters.ts';
import type { EndedRun } from './end-notices.ts';

type Ended = Pick<EndedRun, 'label' | 'conversationId' | 'status' | 'known' | 'lost'>;
type Translate = (key: string, ...substitutions: string[]) => string;

const MAX_REASON_CHARS = 200;
const MAX_PIN_CHARS = 80;
const MAX_NAMES = 3;
/** Most hidden characters in a row that are shown each by a sign. */
const MAX_IN_A_ROW = 64;

/** The texts of the notification for runs that ended: of one, or of many together. */
export function notificationOf(ended: readonly Ended[], translate: Translate): { title: string; message: string } {
  const [only] = ended;
  return only && ended.length === 1 ? ofOne(only, translate) : ofMany(ended, translate);
}

function ofOne(ended: Ended, translate: Translate): { title: string; message: string } {
  const { status, known, lost } = ended;
  const name = nameOf(ended);
  if (status?.state === 'failed') {
    return {
      title: translate('noticeFailedTitle', name),
      message: status.errorMessage
        ? shortText(plain(status.errorMessage), MAX_REASON_CHARS)
        : translate('noticeFailedMessage'),
    };
  }
  const kept = status?.compressionRatio ?? null;
  const version = String(status?.latestVersion ?? known?.latestVersion ?? '?');
  const title = translate('noticeCompletedTitle', name);
  if (lost.length > 0) return { title, message: lossOf(lost, version, translate) };
  return {
    title,
    message:
      kept === null
        ? translate('noticeCompletedMessage', version)
        : translate('noticeCompletedKeptMessage', version, String(Math.round(kept * 100))),
  };
}

/** Failures first: they are what the user may have to act on. */
function ofMany(ended: readonly Ended[], translate: Translate): { title: string; message: string } {
  const failed = ended.filter(({ status }) => status?.state === 'failed');
  const names = listed([...failed, ...ended.filter((one) => !failed.includes(one))]);
  const message =
    failed.length === 0
      ? translate('noticeManyCompletedMessage', names)
      : translate('noticeManyFailedMessage', String(failed.length), names);
  const lossy = ended.filter(({ lost }) => lost.length > 0);
  return {
    title: translate('noticeManyTitle', String(ended.length)),
    message: lossy.length === 0 ? message : translate('noticeManyLostMessage', message, listed(lossy)),
  };
}

function listed(ended: readonly Ended[]): string {
  const first = ended.slice(0, MAX_NAMES).map(nameOf);
  return [...first, ...(ended.length > MAX_NAMES ? ['…'] : [])].join(', ');
}

function lossOf(lost: readonly string[], version: string, translate: Translate): string {
  const quoted = lost.slice(0, MAX_NAMES).map((pinned) => `“${shortText(plain(pinned), MAX_PIN_CHARS)}”`);
  const all = [...quoted, ...(lost.length > MAX_NAMES ? ['…'] : [])].join(' ');
  return lost.length === 1
    ? translate('noticeLostOneMessage', version, all)
    : translate('noticeLostMessage', version, String(lost.length), all);
}

function nameOf({ label, conversationId }: Ended): string {
  return label === null ? shortenId(conversationId) : plain(label);
}

/** A page's or model's text on one line; characters that could hide or reorder it are replaced by U+FFFD. */
function plain(text: string): string {
  return replaceHidden(text.replace(/\s+/g, ' '), (row) => '\uFFFD'.repeat(Math.min([...row].length, MAX_IN_A_ROW)));
}
