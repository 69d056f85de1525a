import { shortenId } from '../../core/conversation/uuid.ts';
import { createTexts, type Texts, type Translate } from '../../core/texts.ts';
import { wholePercent } from '../../core/conversation/savings.ts';
import { shortText } from '../../core/cut-text.ts';
import { replaceHidden } from '../../core/hidden-characters.ts';
import type { EndedRun } from './end-notices.ts';

type Ended = Pick<EndedRun, 'label' | 'conversationId' | 'status' | 'known' | 'lost'>;

const MAX_REASON_CHARS = 200;
const MAX_PIN_CHARS = 80;
const MAX_NAMES = 3;
/** Most hidden characters in a row that are shown each by a sign. */
const MAX_IN_A_ROW = 64;

/** The texts of the notification for runs that ended: of one, or of many together. */
export function notificationOf(ended: readonly Ended[], translate: Translate): { title: string; message: string } {
  const [only] = ended;
  const texts = createTexts(translate);
  return only && ended.length === 1 ? ofOne(only, texts) : ofMany(ended, texts);
}

function ofOne(ended: Ended, texts: Texts): { title: string; message: string } {
  const { t, number } = texts;
  const { status, known, lost } = ended;
  const name = nameOf(ended);
  if (status?.state === 'failed') {
    return {
      title: t('noticeFailedTitle', name),
      message: status.errorMessage ? shortText(plain(status.errorMessage), MAX_REASON_CHARS) : t('noticeFailedMessage'),
    };
  }
  const kept = status?.compressionRatio ?? null;
  const version = String(status?.latestVersion ?? known?.latestVersion ?? '?');
  const title = t('noticeCompletedTitle', name);
  if (lost.length > 0) return { title, message: lossOf(lost, version, texts) };
  return {
    title,
    message:
      kept === null
        ? t('noticeCompletedMessage', version)
        : t('noticeCompletedKeptMessage', version, number(wholePercent(kept) / 100, { style: 'percent' })),
  };
}

/** Failures first: they are what the user may have to act on. */
function ofMany(ended: readonly Ended[], texts: Texts): { title: string; message: string } {
  const { t, tn } = texts;
  const failed = ended.filter(({ status }) => status?.state === 'failed');
  const names = namesOf([...failed, ...ended.filter((one) => !failed.includes(one))], texts);
  const message =
    failed.length === 0 ? t('noticeManyCompletedMessage', names) : tn('noticeManyFailedMessage', failed.length, names);
  const lossy = ended.filter(({ lost }) => lost.length > 0);
  return {
    title: tn('noticeManyTitle', ended.length),
    message: lossy.length === 0 ? message : t('noticeManyLostMessage', message, namesOf(lossy, texts)),
  };
}

const namesOf = (ended: readonly Ended[], texts: Texts): string => firstOf(ended.map(nameOf), texts);

function lossOf(lost: readonly string[], version: string, texts: Texts): string {
  const quoted = lost.map((pinned) => texts.t('quoted', shortText(plain(pinned), MAX_PIN_CHARS)));
  return texts.tn('noticeLostMessage', lost.length, version, firstOf(quoted, texts));
}

function firstOf(all: readonly string[], { t, listed }: Texts): string {
  const first = all.slice(0, MAX_NAMES);
  return all.length > first.length ? t('listCut', first.join(t('inTurn', '', ''))) : listed(first);
}

function nameOf({ label, conversationId }: Ended): string {
  return label === null ? shortenId(conversationId) : plain(label);
}

/** A page's or model's text on one line; characters that could hide or reorder it are replaced by U+FFFD. */
function plain(text: string): string {
  return replaceHidden(text.replace(/\s+/g, ' '), (row) => '\uFFFD'.repeat(Math.min([...row].length, MAX_IN_A_ROW)));
}
