import type {
  CompactedSummary,
  ContextForPrompt,
  PromptStyle,
  RecentMessage,
} from '../../../core/conversation/conversation.ts';
import { splitPrompt, type PromptPiece } from '../../../core/conversation/prompt-text.ts';
import { estimateTokens } from '../../../core/conversation/savings.ts';
import { conversationFacts, type HeldAnswers } from '../conversation-facts.ts';
import { hasSummary, promptHasSummary } from '../freshness/freshness-facts.ts';

export interface Tokens {
  count: number;
  /** By Synap's own count; else by the number of characters. */
  isCounted: boolean;
}

/** The text that the model reads, by origin. Messages that the text already holds are not counted twice. */
export interface PromptFacts {
  hasSummary: boolean;
  pieces: PromptPiece[];
  summary: Tokens;
  recent: Tokens;
  total: Tokens;
  /** Recent messages that the text does not hold. */
  missing: RecentMessage[];
  missingTokens: number;
  /** The number of messages that were not looked up in the text. */
  unchecked: number;
  /** The number of recent messages that Synap counts, and that it lists. */
  counted: number;
  listed: number;
}

/** `held` are the answers that hold now, for what the context itself does not tell. */
export function promptFacts(prompt: ContextForPrompt, style: PromptStyle, held: HeldAnswers): PromptFacts {
  const { context, recentMessages, recentMessageCount } = prompt;
  const text = context ?? '';
  const inText = promptHasSummary(prompt) ?? isCompacted(held);
  const { pieces, missing, unchecked } = splitPrompt(text, recentMessages, {
    hasSummary: inText,
    counted: recentMessageCount,
  });
  const tokensFrom = (from: PromptPiece['from']): Tokens => ({
    count: estimateTokens(piecesText(text, pieces, from)),
    isCounted: false,
  });
  const estimated = tokensFrom('summary');
  const counted = estimated.count > 0 && style === 'structured' ? countedTokens(held) : null;
  // A text much longer than the counted summary also holds messages that were not recognised.
  const isSummaryAlone = counted !== null && unchecked === 0 && estimated.count <= 2 * counted;
  const summary = isSummaryAlone ? { count: counted, isCounted: true } : estimated;
  const recent = tokensFrom('recent');
  const missed = missing.map((at) => recentMessages[at]).filter((message) => message !== undefined);
  return {
    hasSummary: inText,
    pieces,
    summary,
    recent,
    total: { count: summary.count + recent.count, isCounted: summary.isCounted && recent.count === 0 },
    missing: missed,
    missingTokens: missed.reduce((sum, { content }) => sum + estimateTokens(content), 0),
    unchecked,
    counted: recentMessageCount ?? recentMessages.length,
    listed: recentMessages.length,
  };
}

function piecesText(text: string, pieces: readonly PromptPiece[], from: PromptPiece['from']): string {
  const own = pieces.filter((piece) => piece.from === from);
  return own
    .map(({ start, end }) => text.slice(start, end))
    .join('')
    .trim();
}

/** Where the context does not tell, the status does, or the summary; without any of them, a text is no message. */
function isCompacted({ status, summary }: HeldAnswers): boolean {
  if (status && status.data.state !== 'unknown') return hasSummary(status.data);
  return summary === null || summary.data !== null;
}

/** Synap's own count of the latest summary's tokens. */
function countedTokens(held: HeldAnswers): number | null {
  // The age does not matter here.
  const summary: CompactedSummary | null = conversationFacts(held, 0).summary;
  return summary?.compactedTokenCount ?? null;
}
