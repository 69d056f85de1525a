/** Ids in the inspected page's own address. */
import { findIds } from '../conversation/uuid.ts';
import type { FoundId } from './evidence.ts';
import { contextInUrl, findUndashed, MAX_CONTEXT_CHARS } from './url-context.ts';

const URL_LIMIT_CHARS = 2048;

/** In the order of the address; the same id once for each place. */
export function findInAddress(url: string): FoundId[] {
  const text = url.slice(0, URL_LIMIT_CHARS);
  return [...findIds(text), ...findUndashed(text)].map(({ id, index }) => {
    const where = contextInUrl(text, index).slice(-MAX_CONTEXT_CHARS);
    return { id, label: null, evidence: [{ source: 'url', where, count: 1 }] };
  });
}
