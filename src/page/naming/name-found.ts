/** Names what was found, ranks it, and reads the selection. Done where ids were found, and after all of them. */
import { addEvidence, MAX_FOUND_IDS } from '../../core/discovery/add-evidence.ts';
import type { EvidenceSource, FoundId, PageScan } from '../../core/discovery/evidence.ts';
import { CONTEXT_SEPARATOR, contextInLink, contextInText, contextInValue } from '../../core/discovery/id-context.ts';
import { likelihoodOf } from '../../core/discovery/rank.ts';
import { tellingName } from '../../core/discovery/rank-words.ts';
import { MAX_CONTEXT_CHARS } from '../../core/discovery/url-context.ts';
import type { Slices } from '../../core/slices.ts';
import { attribute } from '../dom.ts';
import { readSelection } from '../drawn/selection.ts';
import { joinSplitIds } from '../drawn/split-ids.ts';
import type { Hit, Hits, IdHits, Place } from '../find/hits.ts';
import type { Pace } from '../find/scan.ts';
import { createLabels, type Labels } from './labels.ts';
import { createNaming, type Naming } from './naming.ts';
import { keepTelling } from './telling.ts';

const MAX_LABEL_MS = 800;
const LABEL_ATTEMPTS = 5;

export type Named = Pick<PageScan, 'found' | 'selection' | 'truncated'>;

export function* nameFound(hits: Hits, pace: Pace): Slices<Named> {
  const startedAt = pace.spentMs();
  const isLate = (): boolean => pace.spentMs() - startedAt > MAX_LABEL_MS;
  const naming = createNaming(isLate);
  const labels = createLabels(isLate);
  const ranked: { entry: FoundId; score: number; labelledBy: Element | null }[] = [];
  let truncated = false;
  /** An error costs one place only: the page broke something that this script relies on. */
  const guarded = <T>(run: () => T, otherwise: T): T => {
    try {
      return run();
    } catch {
      truncated = true;
      return otherwise;
    }
  };
  // Old libraries have a `toJSON` that gives text in quotes for each list.
  const asText = guarded(() => JSON.stringify([Object('')]) === '[""]', false);
  for (const split of hits.splits) {
    guarded(() => joinSplitIds(split, hits), undefined);
    if (pace.isDue()) yield;
  }
  for (const { id, hits: places, more } of hits.ids.values()) {
    const study = createStudy(id, naming, labels);
    for (const hit of places) {
      guarded(() => study.add(hit), undefined);
      if (pace.isDue()) yield;
    }
    const entry = study.end(more);
    ranked.push({ entry, score: likelihoodOf(entry), labelledBy: study.labelledBy() });
  }
  for (const { entry, labelledBy } of withCommonLabel(ranked)) {
    const title = guarded(() => labels.ofRow(labelledBy), null);
    if (title !== null && !title.startsWith(entry.label ?? '')) entry.label = title;
    if (pace.isDue()) yield;
  }
  // Ties keep the order in which they were found.
  ranked.sort((a, b) => b.score - a.score);
  const found = ranked.slice(0, MAX_FOUND_IDS).map(({ entry }) => entry);
  const texts: string[] = [];
  // One by one: all of them at the end would be one long task.
  for (const entry of asText ? found : []) {
    texts.push(JSON.stringify(entry));
    if (pace.isDue()) yield;
  }
  return {
    found: asText ? `[${texts.join()}]` : found,
    selection: guarded(() => readSelection(), null),
    truncated: truncated || ranked.length > MAX_FOUND_IDS,
  };
}

interface Labelled {
  entry: FoundId;
  labelledBy: Element | null;
}

/** Those with a label that most have, and that therefore tells nothing: `Open`. */
function withCommonLabel(found: readonly Labelled[]): (Labelled & { labelledBy: Element })[] {
  const times = new Map<string, number>();
  for (const { entry } of found) if (entry.label !== null) times.set(entry.label, (times.get(entry.label) ?? 0) + 1);
  const all = [...times.values()].reduce((sum, one) => sum + one, 0);
  const isCommon = (label: string): boolean => {
    const same = times.get(label) ?? 0;
    return same > 1 && same * 2 > all;
  };
  return found.flatMap(({ entry, labelledBy }) =>
    labelledBy !== null && entry.label !== null && isCommon(entry.label) ? [{ entry, labelledBy }] : [],
  );
}

function createStudy(id: FoundId['id'], naming: Naming, labels: Labels) {
  const found: FoundId = { id, evidence: [], label: null };
  let attempts = 0;
  let labelledBy: Place | null = null;
  const label = (place: Place): void => {
    const { source, element } = place;
    // A link's own text beats any other label.
    const isBetter = source === 'link' && labelledBy?.source !== 'link';
    if (element === null || (found.label !== null && !isBetter) || attempts >= LABEL_ATTEMPTS) return;
    attempts += 1;
    const text = labels.of(element);
    if (text === null) return;
    found.label = text;
    labelledBy = place;
  };
  const count = (source: EvidenceSource, where: string | null, times: number): void => {
    const same = found.evidence.find((seen) => seen.source === source && (where === null || seen.where === where));
    if (same === undefined) addEvidence(found, { source, where: where ?? '', count: times });
    else same.count += times;
  };
  return {
    add: (hit: Hit): void => {
      label(hit.place);
      count(hit.place.source, nameOf(hit, naming).slice(-MAX_CONTEXT_CHARS), 1);
    },
    labelledBy: () => labelledBy?.element ?? null,
    end: (more: IdHits['more']): FoundId => {
      for (const [source, times] of more) count(source, null, times);
      return keepTelling(found);
    },
  };
}

function nameOf({ place: { source, name, element }, text, index }: Hit, naming: Naming): string {
  if (source === 'url') return contextInLink(text, index);
  if (source === 'link') {
    const place = contextInLink(text, index);
    const list = element === null || tellingName(place) !== '' ? '' : naming.ofElement(element, name, true);
    return `${place} ${list}`.trim();
  }
  if (source === 'text') {
    const before = contextInText(text, index);
    if (element === null) return `${name} ${before}`.trim();
    return [...naming.ofText(element, text, index, tellingName(before) !== ''), before]
      .filter((one) => one !== '')
      .join(CONTEXT_SEPARATOR);
  }
  const value = contextInValue(text, index);
  if (source !== 'field' || element === null) {
    const kind =
      element === null || tellingName(`${name} ${value}`) !== '' ? '' : naming.ofElement(element, name, false);
    return [name, kind, value].filter((one) => one !== '').join(' ');
  }
  const hidden = attribute(element, 'type').toLowerCase() === 'hidden' ? 'hidden ' : '';
  return `${hidden}${naming.ofField(element)} ${value}`.trim();
}
