/** What a conversation costs, in tokens: of a turn, and of a run. */
import { EXPECTED_KEPT, type ContextForPrompt, type Strategy } from '../../../core/conversation/conversation.ts';
import { estimateTokens } from '../../../core/conversation/savings.ts';
import { conversationFacts, type HeldAnswers } from '../conversation-facts.ts';

export interface TurnTokens {
  /** A turn that reads every message in full. */
  without: number;
  /** A turn that reads the summary, and newer messages in full; null without a summary. */
  with: number | null;
  /** The newer messages' part of both; 0 without newer messages, or while they are unknown. */
  newer: number;
}

/** Null while the counts are unknown. */
export function turnTokens(held: HeldAnswers): TurnTokens | null {
  const { savings, freshness } = conversationFacts(held, 0);
  const newer = freshness.newerTokens ?? 0;
  if (savings.original !== null && savings.compacted !== null) {
    return { without: savings.original + newer, with: savings.compacted + newer, newer };
  }
  const all = freshness.kind === 'none' && held.prompt ? messageTokens(held.prompt.data) : null;
  return all === null ? null : { without: all, with: null, newer: 0 };
}

/** Before a first compaction, all messages are recent ones. */
function messageTokens({ recentMessages, recentMessageCount }: ContextForPrompt): number | null {
  if (recentMessages.length === 0 || recentMessages.length !== (recentMessageCount ?? recentMessages.length))
    return null;
  return recentMessages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

export interface RunChoice {
  strategy: Strategy;
  targetTokens: number | null;
}

/** Tokens that each turn no longer reads after a run like this; null where none is expected, or nothing promised. */
export function savedByRun(turn: TurnTokens | null, { strategy, targetTokens }: RunChoice): number | null {
  const share = EXPECTED_KEPT[strategy];
  if (turn === null || (share === null && targetTokens === null)) return null;
  const after = targetTokens ?? Math.round(turn.without * (share ?? 1));
  const saved = (turn.with ?? turn.without) - after;
  return saved > 0 ? saved : null;
}

export interface Prices {
  pricePerMillionTokens: number;
  pricePerCredit: number;
}

/** US dollars of so many tokens; null without a price. */
export function dollarsOf(tokens: number, { pricePerMillionTokens: price }: Prices): number | null {
  return price > 0 ? (tokens * price) / 1_000_000 : null;
}

/** What a division of whole cents leaves behind the decimal point is not another turn. */
const ROUNDING = 1e-12;

/** After how many turns a run has saved what it cost; null where a price is unknown. */
export function turnsToPayBack(credits: number | null, saved: number | null, prices: Prices): number | null {
  const perTurn = saved === null ? null : dollarsOf(saved, prices);
  if (credits === null || !perTurn || prices.pricePerCredit <= 0) return null;
  return Math.max(1, Math.ceil(((credits * prices.pricePerCredit) / perTurn) * (1 - ROUNDING)));
}
