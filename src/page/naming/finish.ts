import { addEvidence } from '../../core/discovery/add-evidence.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { CONTEXT_SEPARATOR } from '../../core/discovery/id-context.ts';
import { rankFound } from '../../core/discovery/rank.ts';
import { tellingName } from '../../core/discovery/rank-words.ts';

/**
 * Ranks the found ids, and keeps only the nearest meaningful name of each text. Done in the page's script, so that
 * neither the worker nor the popup carries the table of words; a page can forge the result either way.
 */
export function finishFound(found: readonly FoundId[]): FoundId[] {
  return rankFound(
    found.map(({ id, label, evidence }) => {
      const finished: FoundId = { id, label, evidence: [] };
      for (const entry of evidence) {
        const where = entry.source === 'text' ? nearestTellingName(entry.where) : entry.where;
        const same = finished.evidence.find((held) => held.source === entry.source && held.where === where);
        if (same) same.count += entry.count;
        else addEvidence(finished, { ...entry, where });
      }
      return finished;
    }),
  );
}

function nearestTellingName(where: string): string {
  return where.split(CONTEXT_SEPARATOR).findLast((name) => tellingName(name) !== '') ?? '';
}
