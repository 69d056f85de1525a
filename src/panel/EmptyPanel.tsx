import { lacksKey } from '../ui/model/active-profile.ts';
import { useApp } from '../ui/model/app.ts';
import { EmptyState } from '../ui/components/basics/EmptyState.tsx';
import { ErrorNote } from '../ui/components/notices/ErrorNote.tsx';
import { KeyPrompt } from '../ui/components/notices/KeyPrompt.tsx';
import { t } from '../ui/format/i18n.ts';
import type { Discovery } from './discovery/discovery.ts';
import { gapsOf } from './tools/gaps.ts';

/** The whole panel while there is nothing to list and nothing to show: why, and what to do first. */
export function EmptyPanel({ discovery }: { discovery: Discovery }) {
  const { store } = useApp();
  const overview = store.overview.value;
  const isKeyMissing = overview !== null && lacksKey(overview);
  return (
    <section class="panel-empty" aria-label={t('panelFound')}>
      {isKeyMissing && <KeyPrompt />}
      <NothingFound discovery={discovery} />
      {gapsOf(discovery).map((text) => (
        <p key={text} class="panel-gap">
          {text}
        </p>
      ))}
    </section>
  );
}

/** Why no ids are listed. */
export function NothingFound({ discovery }: { discovery: Discovery }) {
  const error = discovery.error.value;
  if (error) {
    return (
      <div class="panel-unscannable">
        <ErrorNote error={error} onRetry={discovery.rescan} />
        <p>{t('panelPasteInstead')}</p>
      </div>
    );
  }
  if (!discovery.facts.value) return <p class="list-none">{t('panelScanning')}</p>;
  const network = discovery.network.value;
  return (
    <EmptyState
      title={t('panelEmptyTitle')}
      body={t(network ? 'panelEmptyBody' : 'panelEmptyBodyNoNetwork')}
      actions={
        <>
          <button type="button" class="btn" onClick={discovery.rescan}>
            {t('panelRescan')}
          </button>
          {!network && (
            <button type="button" class="btn primary" onClick={() => void (discovery.network.value = true)}>
              {t('panelTurnNetworkOn')}
            </button>
          )}
        </>
      }
    />
  );
}
