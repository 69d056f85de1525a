import type { EvidenceSource, FoundId } from '../../core/discovery/evidence.ts';
import { t, type TextKey } from '../../ui/format/i18n.ts';

const PLACE: Readonly<Record<EvidenceSource, TextKey>> = {
  selection: 'popupSeenSelection',
  url: 'popupSeenUrl',
  request: 'popupSeenRequest',
  link: 'popupSeenLink',
  field: 'popupSeenField',
  text: 'popupSeenText',
  attribute: 'popupSeenAttribute',
  pasted: 'popupSeenPasted',
  demo: 'popupSeenDemo',
};
const MOST_PLACES = 3;

/** Where an id was seen, in a few words: `URL · link /chat/ · text`. */
export function seenWhere(found: FoundId): string {
  const places = found.evidence.map((e) => `${t(PLACE[e.source])} ${e.where}`.trim());
  return [...new Set(places)].slice(0, MOST_PLACES).join(' · ');
}
