import { PART_KINDS, PARTS, type PartKind } from '../../../core/conversation/part.ts';
import { useState } from 'preact/hooks';
import type { RequestLogEntry } from '../../../protocol/overview.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import type { TabProps } from '../reading/detail-view.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { useCopy } from '../../components/basics/use-copy.ts';
import { t } from '../../format/i18n.ts';
import { RequestRow } from './RequestRow.tsx';
import { supportBundle } from './support-bundle.ts';
import './RequestsTab.css';

/** Each call made for this conversation, newest first; reads of the cache on demand. */
export function RequestsTab({ model, view, onChange }: TabProps) {
  const { store, shell } = useApp();
  const { message, copy } = useCopy();
  const [openId, setOpenId] = useState<string | null>(null);
  const entries = model.requests.value;
  const reads = entries.filter(({ source }) => source === 'cache');
  const shown = view.cacheReads ? entries : entries.filter(({ source }) => source === 'cloud');
  const bundle = () =>
    supportBundle({
      conversationId: model.id,
      overview: store.overview.value,
      budget: store.budget.value,
      entries,
      errors: Object.fromEntries(PART_KINDS.map((kind) => [kind, model.slot<PartKind>(PARTS[kind]).value.error])),
      now: shell.now(),
    });
  return (
    <div class="requests-tab">
      <div class="tab-tools">
        {reads.length > 0 ? (
          <label class="row requests-reads">
            <input
              type="checkbox"
              checked={view.cacheReads}
              onChange={(event) => onChange({ cacheReads: event.currentTarget.checked })}
            />
            {t('requestReads', reads.length)}
          </label>
        ) : null}
        <CopyButton text={bundle} label={t('copyBundleLabel')} word={t('copyBundle')} />
        <span class="mut ellipsis requests-bundle-hint" title={t('bundleHint')}>
          {t('bundleHint')}
        </span>
        <span class="grow" />
        <span class="mut" role="status">
          {message}
        </span>
      </div>
      {shown.length === 0 ? (
        <EmptyState title={t('requestsNoneTitle')} body={t('requestsNoneBody')} />
      ) : (
        <Table
          model={model}
          entries={shown}
          openId={openId}
          onOpen={(id) => setOpenId(id === openId ? null : id)}
          onCopy={(text) => void copy(text)}
        />
      )}
    </div>
  );
}

interface TableProps {
  model: ConversationModel;
  entries: RequestLogEntry[];
  /** The entry whose details are shown. */
  openId: string | null;
  onOpen: (id: string) => void;
  onCopy: (text: string) => void;
}

function Table({ model, entries, openId, onOpen, onCopy }: TableProps) {
  return (
    <table class="requests">
      <thead>
        <tr>
          <th scope="col">{t('requestTime')}</th>
          <th scope="col">{t('requestCall')}</th>
          <th scope="col">{t('requestStatus')}</th>
          <th scope="col" class="number">
            {t('requestDuration')}
          </th>
          <th scope="col" class="requests-wide">
            {t('requestSource')}
          </th>
          <th scope="col" class="number requests-wide">
            {t('requestAttempt')}
          </th>
          <th scope="col" class="requests-wide">
            {t('runCorrelation')}
          </th>
          <th scope="col">
            <span class="visually-hidden">{t('requestCopyAs')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <RequestRow
            key={entry.id}
            model={model}
            entry={entry}
            isOpen={entry.id === openId}
            onOpen={() => onOpen(entry.id)}
            onCopy={onCopy}
          />
        ))}
      </tbody>
    </table>
  );
}
