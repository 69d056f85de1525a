import type { KeptReport, Loss } from '../../../../core/tracing/report/kept-report.ts';
import { formatNumber, t } from '../../../format/i18n.ts';
import { MoreButton } from '../../reading/Marked.tsx';
import type { KeptModel } from '../kept-model.ts';
import { isCompared } from '../kept-texts.ts';
import { excerptOf } from '../marks/excerpt.ts';
import { MarkedText } from '../marks/MarkedText.tsx';
import { PlaceButton } from './PlaceButton.tsx';

export const FIRST_LOSSES = 12;
const MORE = 100;

interface LossesProps {
  model: KeptModel;
  /** So many are listed. */
  shown: number;
  onMore: (shown: number) => void;
}

/** What was lost, the most binding first; each with its message. */
export function Losses({ model, shown, onMore }: LossesProps) {
  const { losses } = model.report;
  const listed = losses.slice(0, shown);
  const rest = losses.length - listed.length;
  return (
    <div class="kept-losses-part">
      <div class="kept-column-head kept-losses-head">
        <h2>{t('keptLosses')}</h2>
        <span class="grow" />
        {losses.length > 0 ? <span class="chip tone-bad">{formatNumber(losses.length)}</span> : null}
      </div>
      {losses.length === 0 ? <p class="kept-none">{noLossesText(model.report)}</p> : null}
      <ul class="kept-losses">
        {listed.map((loss) => (
          <LossLine key={`${loss.message}-${loss.start}`} model={model} loss={loss} />
        ))}
      </ul>
      {rest > 0 ? <MoreButton label={t('moreItems', rest)} onMore={() => onMore(shown + MORE)} /> : null}
    </div>
  );
}

/** Only of what is compared it is said that nothing is lost. */
function noLossesText(report: KeptReport): string {
  if (!isCompared(report)) return t('keptNotCompared');
  return t(report.unsourced === null ? 'keptNoLossesKnown' : 'keptNoLosses');
}

function LossLine({ model, loss }: { model: KeptModel; loss: Loss }) {
  const message = model.messages[loss.message];
  const report = model.report.messages[loss.message];
  if (!message || !report) return null;
  const light = (isOn: boolean) => {
    model.lit.value = isOn ? { list: 'messages', at: loss.message } : null;
  };
  return (
    <li
      onMouseEnter={() => light(true)}
      onMouseLeave={() => light(false)}
      onFocusIn={() => light(true)}
      onFocusOut={() => light(false)}
    >
      <span class="grow">
        <MarkedText pieces={excerptOf(message.text, report, loss)} />
      </span>
      <PlaceButton
        word={t('messageNumber', loss.message + 1)}
        hint={t('keptGoToMessage', loss.message + 1)}
        tabIndex={0}
        onClick={() => model.goTo({ list: 'messages', at: loss.message })}
      />
    </li>
  );
}
