import { PART_KINDS, PARTS, type PartKind } from '../../../core/conversation/part.ts';
import { useState } from 'preact/hooks';
import type { RequestLogEntry } from '../../../protocol/overview.ts';
import { useApp, useNow } from '../../model/app.ts';
import { asCurl, asJavaScript, asPython } from './code-snippets.ts';
import type { TabProps } from '../reading/detail-view.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { clockTime, exactTime } from '../../format/times.ts';
import { supportBundle } from './support-bundle.ts';
import './RequestsTab.css';

const FIRST_ROWS = 200;

/** Each call made for this conversation, newest first. */
export function RequestsTab({ model }: TabProps) {
  const { store, shell } = useApp();
  const [message, setMessage] = useState('');
  const entries = model.requests.value.slice(0, FIRST_ROWS);
  const bundle = () =>
    supportBundle({
      conversationId: model.id,
      overview: store.overview.value,
      budget: store.budget.value,
      entries,
      errors: Object.fromEntries(PART_KINDS.map((kind) => [kind, model.slot<PartKind>(PARTS[kind]).value.error])),
      now: shell.now(),
    });
  const copy = async (text: string) => setMessage((await shell.copy(text)) ? t('copyDone') : t('copyFailed'));
  return (
    <div class="requests-tab">
      <div class="tab-tools">
        <CopyButton text={bundle} label={t('copyBundleLabel')} word={t('copyBundle')} />
        <span class="mut">{t('bundleHint')}</span>
        <span class="grow" />
        <span class="mut" role="status">
          {message}
        </span>
      </div>
      {entries.length === 0 ? (
        <EmptyState title={t('requestsNoneTitle')} body={t('requestsNoneBody')} />
      ) : (
        <div class="requests-scroll" tabIndex={0} role="region" aria-label={t('detailTabRequests')}>
          <table class="requests">
            <thead>
              <tr>
                <th scope="col">{t('requestTime')}</th>
                <th scope="col">{t('requestCall')}</th>
                <th scope="col">{t('requestStatus')}</th>
                <th scope="col" class="number">
                  {t('requestDuration')}
                </th>
                <th scope="col">{t('requestSource')}</th>
                <th scope="col" class="number">
                  {t('requestAttempt')}
                </th>
                <th scope="col">{t('runCorrelation')}</th>
                <th scope="col">{t('requestCopyAs')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <RequestRow key={entry.id} entry={entry} onCopy={(text) => void copy(text)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** Shortens the page's own id to its start, so that the rest of the path is visible. */
function shortPath({ path, conversationId }: RequestLogEntry): string {
  return conversationId ? path.replace(conversationId, `${conversationId.slice(0, 4)}…`) : path;
}

/** `128 ms · server 41`; the rest is the network's. */
function Duration({ entry: { tookMs, serverMs } }: { entry: RequestLogEntry }) {
  const took = t('requestTook', tookMs.toLocaleString('en'));
  if (serverMs === null) return <>{took}</>;
  const server = serverMs.toLocaleString('en');
  // The clocks differ: the server may claim more than the whole.
  const network = serverMs > tookMs ? '' : t('requestNetwork', (tookMs - serverMs).toLocaleString('en'));
  return (
    <span title={`${t('requestServerLong', server)} ${network}`.trim()}>
      {took} <span class="mut">· {t('requestServer', server)}</span>
    </span>
  );
}

/** Allows a line break after the id, if the path does not fit on one line. */
function BrokenPath({ path }: { path: string }) {
  const end = path.indexOf('…/') + 2;
  if (end < 2) return <SafeText text={path} />;
  return (
    <>
      <SafeText text={path.slice(0, end)} />
      <wbr />
      <SafeText text={path.slice(end)} />
    </>
  );
}

const SNIPPETS = [
  ['cURL', asCurl],
  ['Python', asPython],
  ['JavaScript', asJavaScript],
] as const;

function RequestRow({ entry, onCopy }: { entry: RequestLogEntry; onCopy: (text: string) => void }) {
  const now = useNow(60_000);
  const failed = entry.errorKind !== null;
  return (
    <tr class={failed ? 'failed' : ''}>
      <td>
        <time title={exactTime(entry.startedAt)}>{clockTime(entry.startedAt, now)}</time>
      </td>
      <td class="mono requests-path" title={entry.path}>
        {entry.method} <BrokenPath path={shortPath(entry)} />
      </td>
      <td>
        {entry.status ?? '–'} {failed ? <span class="requests-error">{entry.errorKind}</span> : null}
      </td>
      <td class="number">
        <Duration entry={entry} />
      </td>
      <td>{entry.source === 'cache' ? t('sourceCache') : t('sourceCloud')}</td>
      <td class="number">{entry.attempt}</td>
      <td class="mono requests-id">
        <span class="row">
          <span class="ellipsis" title={entry.correlationId}>
            <SafeText text={entry.correlationId} />
          </span>
          <CopyButton text={() => entry.correlationId} label={t('copyCorrelationId')} />
        </span>
      </td>
      <td>
        <span class="requests-copies">
          {SNIPPETS.map(([name, snippet]) => (
            <button
              key={name}
              type="button"
              class="btn quiet"
              aria-label={t('requestCopyAsLabel', name)}
              onClick={() => onCopy(snippet(entry))}
            >
              {name}
            </button>
          ))}
        </span>
      </td>
    </tr>
  );
}
