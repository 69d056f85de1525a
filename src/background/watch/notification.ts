import { shortenId } from '../../core/conversation/uuid.ts';
import type { WatchRecord } from './watch-record.ts';

/** The texts of the notification for a run that ended. */
export function notificationOf(
  { label, conversationId, status }: WatchRecord,
  translate: (key: string, ...substitutions: string[]) => string,
): { title: string; message: string } {
  const name = label === null ? shortenId(conversationId) : plain(label);
  if (status?.state === 'failed') {
    return {
      title: translate('noticeFailedTitle', name),
      message: status.errorMessage ? plain(status.errorMessage).slice(0, 200) : translate('noticeFailedMessage'),
    };
  }
  const kept = status?.compressionRatio ?? null;
  const version = String(status?.latestVersion ?? '?');
  return {
    title: translate('noticeCompletedTitle', name),
    message:
      kept === null
        ? translate('noticeCompletedMessage', version)
        : translate('noticeCompletedKeptMessage', version, String(Math.round(kept * 100))),
  };
}

/** A page's or model's text on one line; characters that could hide or reorder it are replaced by U+FFFD. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '\uFFFD');
}
