import { useRef } from 'preact/hooks';
import type { CompactedSummary, ContextForPrompt } from '../../../../core/conversation/conversation.ts';

/** The first of answers that say the same: a refresh that brings nothing new compares nothing again. */
export function useSame<T extends CompactedSummary | ContextForPrompt>(answer: T): T {
  const held = useRef(answer);
  if (held.current !== answer && toldBy(held.current) !== toldBy(answer)) held.current = answer;
  return held.current;
}

/** Ages grow with each answer, and nothing here depends on them. */
function toldBy(answer: CompactedSummary | ContextForPrompt): string {
  return JSON.stringify({ ...answer, compactionAgeSeconds: null });
}
