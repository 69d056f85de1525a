import { conversationFacts, heldAnswers } from '../facts/conversation-facts.ts';
import { countsText, versionText } from '../facts/fact-texts.ts';
import { freshnessText } from '../facts/freshness/freshness-texts.ts';
import { t } from '../format/i18n.ts';
import { useNow } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';

/** Shows the state before the run: `v3 · 16,991 → 5,523 (33%) · Stale · 86 newer`. */
export function CompactNow({ model }: { model: ConversationModel }) {
  const held = heldAnswers(model);
  const { version, savings, freshness } = conversationFacts(held, useNow());
  const parts = [versionText(held.status?.data ?? null, version), countsText(savings), freshnessText(freshness)].filter(
    (part) => part !== null,
  );
  return (
    <p class="compact-now">
      <span class="mut">{t('compactNow')}</span> {parts.length === 0 ? t('noneTitle') : parts.join(' · ')}
    </p>
  );
}
