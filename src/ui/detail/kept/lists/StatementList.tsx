import { SafeText } from '../../../components/basics/SafeText.tsx';
import { cutText } from '../../../../core/cut-text.ts';
import { t } from '../../../format/i18n.ts';
import { isLit, type KeptModel } from '../kept-model.ts';
import { statementName } from '../../../facts/content/statement-name.ts';
import { useDerived } from '../use-derived.ts';
import { FilterChip } from './FilterChip.tsx';
import { PlaceButton } from './PlaceButton.tsx';
import { RowList } from '../rows/RowList.tsx';
import { useLight } from './use-light.ts';

const MAX_CHARS = 2000;

/** What the summary says: each statement with the messages that it likely came from. */
export function StatementList({ model, version }: { model: KeptModel; version: number | null }) {
  const light = useLight(model, 'statements');
  const items = model.shownStatements.value;
  const jump = model.jump.value;
  const { unsourced } = model.report;
  const open = (at: number) => {
    const [source] = model.report.statements[at]?.sources ?? [];
    if (source) model.goTo({ list: 'messages', at: source.message });
  };
  return (
    <section class="kept-column kept-statements" aria-label={t('keptSummary')}>
      <div class="kept-column-head">
        <h2>{version === null ? t('keptSummary') : t('keptSummaryVersion', version)}</h2>
        <span class="grow" />
        {unsourced === null ? (
          <span class="mut" title={t('keptUnsourcedUnknownHint')}>
            {t('keptUnsourcedUnknown')}
          </span>
        ) : (
          <FilterChip
            word={t('keptNoSource', unsourced.length)}
            tone={unsourced.length > 0 ? 'warn' : 'mute'}
            isOn={model.isUnsourcedOnly.value}
            onClick={() => {
              model.isUnsourcedOnly.value = !model.isUnsourcedOnly.value;
            }}
          />
        )}
      </div>
      {items.length === 0 ? (
        <p class="kept-none">{t(model.isUnsourcedOnly.value ? 'keptAllSourced' : 'keptNoStatements')}</p>
      ) : (
        <RowList
          key={String(model.isUnsourcedOnly.value)}
          label={t('keptSummary')}
          items={items}
          jump={jump?.list === 'statements' ? jump : null}
          row={(at) => ({
            class: unsourced?.includes(at) ? 'is-unsourced' : '',
            cells: <StatementCells model={model} at={at} />,
          })}
          onLight={light}
          onOpen={open}
        />
      )}
    </section>
  );
}

function StatementCells({ model, at }: { model: KeptModel; at: number }) {
  const lit = useDerived(() => isLit(model, { list: 'statements', at }), [model, at]);
  const statement = model.statements[at];
  const sources = model.report.statements[at]?.sources ?? [];
  if (!statement) return null;
  return (
    <>
      <span role="gridcell" class={lit ? 'kept-number is-lit' : 'kept-number'}>
        {statementName(statement)}
      </span>
      <span role="gridcell" class="kept-end">
        {model.report.unsourced?.includes(at) ? (
          <strong class="kept-unsourced">{t('keptNoSourceFound')}</strong>
        ) : (
          sources.map(({ message }) => (
            <PlaceButton
              key={message}
              word={t('messageNumber', message + 1)}
              hint={t('keptGoToMessage', message + 1)}
              onClick={() => model.goTo({ list: 'messages', at: message })}
            />
          ))
        )}
      </span>
      <div role="gridcell" class="kept-text">
        <SafeText text={cutText(statement.text, MAX_CHARS)} />
      </div>
    </>
  );
}
