/** Collects ids with their evidence, within the cap. */
import { addEvidence, MAX_FOUND_IDS } from '../core/discovery/add-evidence.ts';
import type { ConversationId } from '../core/conversation/conversation.ts';
import type { EvidenceSource, FoundId } from '../core/discovery/evidence.ts';

/** After so many sightings of one id the next ones are only counted: what names it is known by then. */
const STUDIED_SIGHTINGS = 100;
const LABEL_ATTEMPTS = 5;

export interface Sighting {
  id: ConversationId;
  source: EvidenceSource;
  /** Both cost more than finding the id did, so they are asked only when needed. */
  where: () => string;
  label: () => string | null;
}

export interface Finds {
  /** False once the cap is reached and another id would have come. */
  add(sighting: Sighting): boolean;
  list(): FoundId[];
}

interface Entry {
  found: FoundId;
  sightings: number;
  labelAttempts: number;
  /** A link's own text beats whatever stands around the id elsewhere. */
  labelledBy: EvidenceSource | null;
}

export function createFinds(): Finds {
  const entries = new Map<string, Entry>();
  return {
    add(sighting) {
      const { id } = sighting;
      let entry = entries.get(id);
      if (entry === undefined) {
        if (entries.size >= MAX_FOUND_IDS) return false;
        entry = { found: { id, evidence: [], label: null }, sightings: 0, labelAttempts: 0, labelledBy: null };
        entries.set(id, entry);
      }
      entry.sightings += 1;
      label(entry, sighting);
      count(entry, sighting);
      return true;
    },
    list: () => [...entries.values()].map(({ found }) => found),
  };
}

function label(entry: Entry, { source, label: read }: Sighting): void {
  const isBetter = source === 'link' && entry.labelledBy !== 'link';
  if ((entry.found.label !== null && !isBetter) || entry.labelAttempts >= LABEL_ATTEMPTS) return;
  entry.labelAttempts += 1;
  const text = read();
  if (text === null) return;
  entry.found.label = text;
  entry.labelledBy = source;
}

function count({ found, sightings }: Entry, { source, where: read }: Sighting): void {
  const isStudied = sightings > STUDIED_SIGHTINGS;
  const where = isStudied ? '' : read();
  const same = found.evidence.find((seen) => seen.source === source && (isStudied || seen.where === where));
  if (same !== undefined) same.count += 1;
  else addEvidence(found, { source, where, count: 1 });
}
