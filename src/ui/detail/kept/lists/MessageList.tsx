import { useMemo } from 'preact/hooks';
import { formatNumber, t } from '../../../format/i18n.ts';
import { SafeText } from '../../../components/basics/SafeText.tsx';
import { shortText } from '../../../../core/cut-text.ts';
import { isLit, speakerOf, type KeptModel, type MessageFilter } from '../kept-model.ts';
import { statementName } from '../../../facts/content/statement-name.ts';
import { FATE_WORDS, isCompared } from '../kept-texts.ts';
import { useDerived } from '../use-derived.ts';
import { FilterChip } from './FilterChip.tsx';
import { MessageText } from './MessageText.tsx';
import { PlaceButton } from './PlaceButton.tsx';
import { RowList } from '../rows/RowList.tsx';
import { useLight } from './use-light.ts';

const FILTERS: readonly MessageFilter[] = ['lost', 'partly', 'all'];
/** Where nothing is compared, nothing can be called lost. */
const ALONE: readonly MessageFilter[] = ['all'];
/** Of those who speak, the names offered as a filter. */
const MAX_SPEAKERS = 50;

/** The transcript: each message with its fate, and what was lost in it. */
export function MessageList({ model }: { model: KeptModel }) {
  const light = useLight(model, 'messages');
  const items = model.shownMessages.value;
  const jump = model.jump.value;
  const open = (at: number) => {
    const [statement] = model.report.messages[at]?.statements ?? [];
    if (statement !== undefined) model.goTo({ list: 'statements', at: statement });
  };
  const tellView = useMemo(
    () => (first: number, last: number) => {
      model.inView.value = [first, last];
    },
    [model],
  );
  return (
    <section class="kept-column kept-messages" aria-label={t('keptMessages')}>
      <div class="kept-column-head">
        <h2 title={t('keptMessages')}>{t('keptMessages')}</h2>
        <SpeakerFilter model={model} />
        <div class="kept-chips" role="group" aria-label={t('keptFilter')}>
          {(isCompared(model.report) ? FILTERS : ALONE).map((filter) => (
            <FilterChip
              key={filter}
              word={filterText(model, filter)}
              tone={toneOf(model, filter)}
              isOn={model.filter.value === filter}
              onClick={() => {
                model.filter.value = filter;
              }}
            />
          ))}
        </div>
      </div>
      {items.length === 0 ? (
        <p class="kept-none">{t(model.filter.value === 'all' ? 'keptNoMessages' : 'keptNoneOfFate')}</p>
      ) : (
        <RowList
          key={`${model.filter.value} ${model.speaker.value}`}
          label={t('keptMessages')}
          items={items}
          jump={jump?.list === 'messages' ? jump : null}
          row={(at) => ({
            class: `fate-${model.report.messages[at]?.fate}`,
            cells: <MessageCells model={model} at={at} />,
          })}
          onLight={light}
          onOpen={open}
          onView={tellView}
        />
      )}
    </section>
  );
}

function toneOf({ report }: KeptModel, filter: MessageFilter): 'bad' | 'warn' | 'mute' {
  if (filter === 'all' || report.fates[filter] === 0) return 'mute';
  return filter === 'lost' ? 'bad' : 'warn';
}

function filterText({ report, messages }: KeptModel, filter: MessageFilter): string {
  const count = filter === 'all' ? messages.length : report.fates[filter];
  return t(filter === 'all' ? 'keptAll' : FATE_WORDS[filter].filter, count);
}

function SpeakerFilter({ model }: { model: KeptModel }) {
  const speakers = useMemo(() => [...new Set(model.messages.map(speakerOf))].slice(0, MAX_SPEAKERS), [model]);
  if (speakers.length < 2) return null;
  return (
    <select
      class="field kept-speakers"
      aria-label={t('keptSpeaker')}
      value={model.speaker.value ?? ''}
      onChange={(event) => {
        model.speaker.value = event.currentTarget.value === '' ? null : event.currentTarget.value;
      }}
    >
      <option value="">{t('keptEverybody')}</option>
      {speakers.map((speaker) => (
        <option key={speaker} value={speaker}>
          {shortText(speaker, 40)}
        </option>
      ))}
    </select>
  );
}

function MessageCells({ model, at }: { model: KeptModel; at: number }) {
  const lit = useDerived(() => isLit(model, { list: 'messages', at }), [model, at]);
  const message = model.messages[at];
  const report = model.report.messages[at];
  if (!message || !report) return null;
  const [statement, ...others] = report.statements;
  const source = statement === undefined ? undefined : model.statements[statement];
  return (
    <>
      <span role="gridcell" class={lit ? 'kept-number is-lit' : 'kept-number'}>
        {formatNumber(at + 1)}
      </span>
      <div role="gridcell" class="kept-text">
        <strong>
          <SafeText text={shortText(speakerOf(message), 40)} />
        </strong>{' '}
        <MessageText text={message.text} report={report} />
      </div>
      <span role="gridcell" class="kept-end">
        {report.fate === 'recent' || source === undefined || statement === undefined ? (
          <span class={`kept-fate fate-word-${report.fate}`}>{t(FATE_WORDS[report.fate].word)}</span>
        ) : (
          <PlaceButton
            word={t('leadsTo', statementName(source))}
            hint={others.length > 0 ? t('keptMoreSources', others.length) : undefined}
            onClick={() => model.goTo({ list: 'statements', at: statement })}
          />
        )}
      </span>
    </>
  );
}
