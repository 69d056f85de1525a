import { useRef } from 'preact/hooks';
import type { CompactedSummary, ContextForPrompt } from '../../../../core/conversation/conversation.ts';

/** The first of answers that say the same: a refresh that brings nothing new compares nothing again. */
export function useSame<T extends CompactedSummary | ContextForPrompt | null>(answer: T): T {
  const { current } = useRef({ held: answer, seen: answer });
  // The view is drawn each second: each answer is compared once.
  if (current.seen !== answer) {
    current.seen = answer;
    if (toldBy(current.held) !== toldBy(answer)) current.held = answer;
  }
  return current.held;
}

/** Ages grow with each answer, and nothing here depends on them. */
function toldBy(answer: CompactedSummary | ContextForPrompt | null): string {
  return JSON.stringify({ ...answer, compactionAgeSeconds: null });
}
