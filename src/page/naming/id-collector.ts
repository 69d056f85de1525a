/** Collects ids with their evidence, within the cap. */
import { addEvidence } from '../../core/discovery/add-evidence.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { EvidenceSource, FoundId } from '../../core/discovery/evidence.ts';

/** Further occurrences of an id are only counted: by then its names are known. */
const STUDIED_OCCURRENCES = 100;
const LABEL_ATTEMPTS = 5;
/** Several times the number a scan returns: the likeliest may be at the end of the page. */
const MAX_COLLECTED = 10_000;

interface Occurrence {
  id: ConversationId;
  source: EvidenceSource;
  /** Both cost more than finding the id, so they are computed only when needed. */
  where: () => string;
  label: () => string | null;
}

export interface IdCollector {
  /** False if the cap kept a new id out. */
  add(occurrence: Occurrence): boolean;
  list(): FoundId[];
}

interface Entry {
  found: FoundId;
  occurrences: number;
  labelAttempts: number;
  /** A link's own text beats any other label. */
  labelledBy: EvidenceSource | null;
}

export function createIdCollector(): IdCollector {
  const entries = new Map<string, Entry>();
  return {
    add(occurrence) {
      const { id } = occurrence;
      let entry = entries.get(id);
      if (entry === undefined) {
        if (entries.size >= MAX_COLLECTED) return false;
        entry = { found: { id, evidence: [], label: null }, occurrences: 0, labelAttempts: 0, labelledBy: null };
        entries.set(id, entry);
      }
      entry.occurrences += 1;
      label(entry, occurrence);
      count(entry, occurrence);
      return true;
    },
    list: () => [...entries.values()].map(({ found }) => found),
  };
}

function label(entry: Entry, { source, label: read }: Occurrence): void {
  const isBetter = source === 'link' && entry.labelledBy !== 'link';
  if ((entry.found.label !== null && !isBetter) || entry.labelAttempts >= LABEL_ATTEMPTS) return;
  entry.labelAttempts += 1;
  const text = read();
  if (text === null) return;
  entry.found.label = text;
  entry.labelledBy = source;
}

function count({ found, occurrences }: Entry, { source, where: read }: Occurrence): void {
  const isStudied = occurrences > STUDIED_OCCURRENCES;
  const where = isStudied ? '' : read();
  const same = found.evidence.find((seen) => seen.source === source && (isStudied || seen.where === where));
  if (same !== undefined) same.count += 1;
  else addEvidence(found, { source, where, count: 1 });
}
