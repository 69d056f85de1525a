import { STATUS } from '../../core/conversation/part.ts';
import type { RequestLogEntry } from '../../protocol/overview.ts';
import { errorInShort, refreshFailedText } from '../facts/error-facts.ts';
import { queuedText } from '../facts/queue-texts.ts';
import { sourceText } from '../facts/source-texts.ts';
import { useApp, useIsDemo, useNow } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { CopyButton } from '../components/basics/CopyButton.tsx';
import { cacheExpiryText } from '../format/cache-expiry.ts';
import { SafeText } from '../components/basics/SafeText.tsx';
import { t } from '../format/i18n.ts';
import { callName } from './requests/call-name.ts';
import { durationText } from '../format/times.ts';

/** The status's source, its cache lifetime, and the last calls. */
export function DetailFoot({ model }: { model: ConversationModel }) {
  const { store } = useApp();
  const now = useNow();
  const slot = model.slot(STATUS).value;
  const meta = slot.answer?.meta ?? null;
  const calls = model.requests.value.filter(({ source }) => source === 'cloud').slice(0, 2);
  const isDemo = useIsDemo();
  const queued = queuedText(slot.queuedUntil, store.budget.value, now);
  const failed = refreshFailedText(slot, now);
  const isPaused = slot.error !== null && slot.error.kind === store.overview.value?.pause?.error.kind;
  return (
    <footer class="detail-foot">
      {queued === null ? null : <span>{queued}</span>}
      {failed === null ? null : <span class="tone-warn">{failed}</span>}
      {meta ? (
        <>
          <span>
            {sourceText(meta.source, isDemo)}
            {isDemo ? '' : ` · ${durationText(meta.tookMs)}`}
          </span>
          {isDemo ? null : <span>{cacheExpiryText(meta, now)}</span>}
          <span class="detail-foot-id mono">
            <span class="ellipsis">
              <SafeText text={meta.correlationId} />
            </span>
            <CopyButton text={() => meta.correlationId} label={t('copyCorrelationId')} />
          </span>
        </>
      ) : (
        <span>
          {slot.loading
            ? t('detailAsking')
            : slot.error
              ? isPaused
                ? ''
                : errorInShort(slot.error)
              : t('detailNothingYet')}
        </span>
      )}
      <span class="grow" />
      <span class="detail-foot-calls ellipsis">{calls.map((call) => callText(call, isDemo)).join(' · ')}</span>
    </footer>
  );
}

/** `GET compacted v3 200`; the demo has no HTTP status. */
export function callText(entry: RequestLogEntry, isDemo = false): string {
  const { name, choice } = callName(entry);
  const version = /^v\d+/.exec(choice)?.[0] ?? '';
  const call = `${entry.method} ${name} ${version}`.trim();
  const result = entry.status ?? (entry.source === 'cache' ? t('sourceCache') : t('callFailed'));
  return isDemo ? call : `${call} ${result}`;
}
