/** Texts for the places on a page where an id was seen. */
import type { Evidence, EvidenceSource } from '../../core/discovery/evidence.ts';
import { t, type TextKey } from '../format/i18n.ts';

/** Strong places first, so that the least informative are cut off. */
const SOURCES: Readonly<Record<EvidenceSource, TextKey>> = {
  url: 'seenUrl',
  link: 'seenLink',
  request: 'seenRequest',
  field: 'seenField',
  attribute: 'seenAttribute',
  text: 'seenText',
  selection: 'seenSelection',
  pasted: 'seenPasted',
  demo: 'seenDemo',
};

/** `link · network $.thread.id`, `attribute ×31`: the kinds of places, with the path of a request or the count. */
export function seenWhere(evidence: Evidence[]): string {
  const bySource = Object.entries(SOURCES).filter(([source]) => evidence.some((entry) => entry.source === source));
  return bySource
    .map(([source, key]) => {
      const name = t(key);
      const found = evidence.filter((entry) => entry.source === source);
      const path = found[0]?.source === 'request' ? /\$\S+/.exec(found[0].where)?.[0] : undefined;
      if (path) return t('pair', name, path);
      const count = found.reduce((sum, entry) => sum + entry.count, 0);
      return bySource.length === 1 ? seenTimes(name, count) : name;
    })
    .join(' · ');
}

/** Every place on its own line, for a tooltip. */
export function seenEverywhere(evidence: Evidence[]): string {
  return evidence
    .map(({ source, where, count }) =>
      seenTimes(where ? t('pair', t(SOURCES[source]), where) : t(SOURCES[source]), count),
    )
    .join('\n');
}

const seenTimes = (place: string, count: number): string => (count > 1 ? t('timesSeen', place, count) : place);
