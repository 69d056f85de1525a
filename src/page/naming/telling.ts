import { addEvidence } from '../../core/discovery/add-evidence.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { CONTEXT_SEPARATOR } from '../../core/discovery/id-context.ts';
import { tellingName } from '../../core/discovery/rank-words.ts';

/**
 * Keeps of each text only the nearest meaningful name. Done in the page's script, so that neither the worker nor the
 * popup carries the table of words; a page can forge the result either way.
 */
export function keepTelling({ id, label, evidence }: FoundId): FoundId {
  const kept: FoundId = { id, label, evidence: [] };
  for (const entry of evidence) {
    const where = entry.source === 'text' ? nearestTellingName(entry.where) : entry.where;
    const same = kept.evidence.find((held) => held.source === entry.source && held.where === where);
    if (same) same.count += entry.count;
    else addEvidence(kept, { ...entry, where });
  }
  return kept;
}

function nearestTellingName(where: string): string {
  return where.split(CONTEXT_SEPARATOR).findLast((name) => tellingName(name) !== '') ?? '';
}
