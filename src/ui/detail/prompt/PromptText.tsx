import { useState } from 'preact/hooks';
import type { ContextForPrompt } from '../../../core/conversation/conversation.ts';
import type { PromptPiece } from '../../../core/conversation/prompt-text.ts';
import type { PromptFacts } from '../../facts/content/prompt-facts.ts';
import { t } from '../../format/i18n.ts';
import { LongText, MoreButton } from '../reading/Marked.tsx';
import { MessageTools } from './MissingMessages.tsx';

const FIRST_PIECES = 200;

interface PromptTextProps {
  prompt: ContextForPrompt;
  facts: PromptFacts;
  skewMs: number;
}

/** The whole text in reading order; each piece is marked with where it comes from. */
export function PromptText({ prompt, facts, skewMs }: PromptTextProps) {
  const [shown, setShown] = useState(FIRST_PIECES);
  const { context } = prompt;
  if (!context) {
    return (
      <section class="card">
        <h2>{t('promptTextTitle')}</h2>
        <p class="mut">{t('promptNoContext')}</p>
      </section>
    );
  }
  const rest = facts.pieces.length - shown;
  return (
    <section class="card prompt-text">
      <h2>{t('promptTextTitle')}</h2>
      {facts.pieces.slice(0, shown).map((piece, at) => (
        <Piece
          key={piece.start}
          piece={piece}
          text={context.slice(piece.start, piece.end)}
          title={facts.pieces[at - 1]?.from === piece.from ? null : titleOf(piece, facts)}
          message={piece.message === null ? null : (prompt.recentMessages[piece.message] ?? null)}
          skewMs={skewMs}
        />
      ))}
      {rest > 0 ? <MoreButton label={t('moreItems', rest)} onMore={() => setShown(shown + FIRST_PIECES)} /> : null}
    </section>
  );
}

function titleOf({ from }: PromptPiece, { hasSummary }: PromptFacts): string {
  if (from === 'summary') return t('promptSummaryTitle');
  return t(hasSummary ? 'promptRecentTitle' : 'promptMessagesTitle');
}

interface PieceProps {
  piece: PromptPiece;
  text: string;
  /** Where it differs from the piece before. */
  title: string | null;
  message: ContextForPrompt['recentMessages'][number] | null;
  skewMs: number;
}

function Piece({ piece, text, title, message, skewMs }: PieceProps) {
  return (
    <>
      {title === null ? null : <h3 class={`prompt-origin prompt-from-${piece.from}`}>{title}</h3>}
      <div class={`prompt-piece prompt-from-${piece.from}`}>
        <div class="grow">
          <LongText text={text.replace(/^\n+|\n+$/g, '')} />
          {piece.isCut ? <p class="mut">{t('promptCut')}</p> : null}
        </div>
        {message ? <MessageTools message={message} skewMs={skewMs} /> : null}
      </div>
    </>
  );
}
