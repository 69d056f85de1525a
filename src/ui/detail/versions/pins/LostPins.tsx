import { shortText } from '../../../../core/cut-text.ts';
import { SafeText } from '../../../components/basics/SafeText.tsx';
import type { PinFate } from '../../../facts/versions/pin-fates.ts';
import { lastKeptText } from '../../../facts/versions/pin-texts.ts';
import { statementName } from '../../../facts/content/statement-name.ts';
import { t, tn } from '../../../format/i18n.ts';

const MAX_SHOWN_CHARS = 300;

interface LostPinsProps {
  fates: readonly PinFate[];
  version: number;
  /** The version before; null if there is none. */
  before: number | null;
}

/** What must be kept and was not: above everything else. */
export function LostPins({ fates, version, before }: LostPinsProps) {
  const lost = fates.filter(({ after }) => after?.state === 'lost');
  if (lost.length === 0) return null;
  return (
    <section class="lost-pins" aria-label={t('pinsLost')}>
      <strong>{tn('pinsLostIn', lost.length, version)}</strong>
      <ul>
        {lost.map((fate) => (
          <li key={fate.pin.id}>
            <SafeText text={shortText(fate.pin.text, MAX_SHOWN_CHARS)} /> <span>{whereText(fate, before)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the version before had it. */
function whereText(fate: PinFate, before: number | null): string {
  const { before: check } = fate;
  if (check === null || before === null) return '';
  if (check.by === null) return [t('pinLostBefore', before), lastKeptText(fate) ?? []].flat().join(' · ');
  return t('pinWas', statementName(check.by), before);
}
