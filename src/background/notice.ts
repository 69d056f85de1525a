import { shortenId } from '../core/uuid.ts';
import type { WatchRecord } from './watch-record.ts';

/** The words of the notice for a run that ended. */
export function noticeOf(
  { label, conversationId, status }: WatchRecord,
  translate: (key: string, ...substitutions: string[]) => string,
): { title: string; message: string } {
  const name = label ?? shortenId(conversationId);
  if (status?.state === 'failed') {
    return {
      title: translate('noticeFailedTitle', name),
      message: status.errorMessage?.slice(0, 200) ?? translate('noticeFailedMessage'),
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
