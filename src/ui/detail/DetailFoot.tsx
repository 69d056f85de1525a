import { STATUS } from '../../core/conversation/part.ts';
import type { AnswerMeta } from '../../core/conversation/conversation.ts';
import type { RequestLogEntry } from '../../protocol/overview.ts';
import { useNow } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { CopyButton } from '../components/basics/CopyButton.tsx';
import { cacheExpiryText } from '../format/cache-expiry.ts';
import { SafeText } from '../components/basics/SafeText.tsx';
import { t } from '../format/i18n.ts';
import { callName } from './requests/call-name.ts';
import { countdownText, durationText } from '../format/times.ts';

/** The status's source, its cache lifetime, and the last calls. */
export function DetailFoot({ model }: { model: ConversationModel }) {
  const now = useNow();
  const slot = model.slot(STATUS).value;
  const meta = slot.answer?.meta ?? null;
  const calls = model.requests.value.filter(({ source }) => source === 'cloud').slice(0, 2);
  return (
    <footer class="detail-foot">
      {slot.queuedUntil !== null ? <span>{t('detailQueued', countdownText(slot.queuedUntil - now))}</span> : null}
      {meta ? (
        <>
          <span>{sourceText(meta)}</span>
          <span>{cacheExpiryText(meta, now)}</span>
          <span class="detail-foot-id mono">
            <span class="ellipsis">
              <SafeText text={meta.correlationId} />
            </span>
            <CopyButton text={() => meta.correlationId} label={t('copyCorrelationId')} />
          </span>
        </>
      ) : (
        <span>{slot.loading ? t('detailAsking') : slot.error ? t('callFailed') : t('detailNothingYet')}</span>
      )}
      <span class="grow" />
      <span class="detail-foot-calls ellipsis">{calls.map(callText).join(' · ')}</span>
    </footer>
  );
}

function sourceText(meta: AnswerMeta): string {
  return `${meta.source === 'cache' ? t('sourceCache') : t('sourceCloud')} · ${durationText(meta.tookMs)}`;
}

/** `GET compaction/status 200`. */
export function callText(entry: RequestLogEntry): string {
  const result = entry.status ?? (entry.source === 'cache' ? t('sourceCache') : t('callFailed'));
  return `${entry.method} ${callName(entry).name} ${result}`;
}
