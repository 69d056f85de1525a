import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { t } from '../../format/i18n.ts';
import { JsonTree } from '../reading/JsonTree.tsx';
import { prettyJson } from '../reading/pretty-json.ts';

/** The conversation's state; `source` is its JSON as written. */
export function StateTree({ source }: { source: string }) {
  return (
    <section class="card state-tree">
      <div class="summary-items-head">
        <h2>{t('stateTitle')}</h2>
        <CopyButton text={() => prettyJson(source)} label={t('copyState')} />
      </div>
      {/^\{\s*\}$/.test(source) ? <p class="mut">{t('summaryNoItems')}</p> : <JsonTree source={source} />}
    </section>
  );
}
