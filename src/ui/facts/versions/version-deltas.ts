import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { savingsOf } from '../../../core/conversation/savings.ts';
import { t } from '../../format/i18n.ts';
import { formatScore, formatTokens, percent } from '../../format/numbers.ts';

/** How a figure of one version compares with the same one of the other. */
export interface Delta {
  /** `4,102 → 5,523 tokens`. */
  text: string;
  direction: 'up' | 'down' | 'none';
}

/** Tokens, ratio and score of two versions, or of one alone. A figure that neither gives is left out. */
export function versionDeltas(before: CompactedSummary | null, after: CompactedSummary | null): Delta[] {
  if (before === null || after === null) {
    const only = before ?? after;
    return only === null ? [] : versionDeltas(only, only);
  }
  const [old, now] = [savingsOf(before), savingsOf(after)];
  return [
    delta(old.compacted, now.compacted, formatTokens, (text) => t('deltaTokens', text)),
    delta(old.keptRatio, now.keptRatio, percent, (text) => text),
    delta(before.validationScore, after.validationScore, formatScore, (text) => text),
  ].filter((one) => one !== null);
}

function delta(
  before: number | null,
  after: number | null,
  format: (value: number) => string,
  name: (text: string) => string,
): Delta | null {
  if (before === null && after === null) return null;
  const [old, now] = [before, after].map((value) => (value === null ? '–' : format(value)));
  const direction = before === null || after === null || old === now ? 'none' : after > before ? 'up' : 'down';
  return { text: name(old === now ? `${now}` : t('fromTo', old ?? '', now ?? '')), direction };
}

const ARROWS = { up: ' ▲', down: ' ▼', none: '' } as const;

/** `4,102 → 5,523 tokens ▲ · 33% · 0.88 → 0.94 ▲`. */
export function deltasText(deltas: readonly Delta[]): string {
  return deltas.map(({ text, direction }) => text + ARROWS[direction]).join(' · ');
}
