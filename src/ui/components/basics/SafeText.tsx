import { textPieces } from '../../../core/visible-text.ts';
import './SafeText.css';

/** With more marks than this, one element each is too costly. */
const MAX_MARKS = 300;

/** Text from Synap or a page: hidden characters are shown by their code point. */
export function SafeText({ text }: { text: string }) {
  const pieces = textPieces(text, MAX_MARKS);
  return (
    <bdi>{pieces.map((piece) => (piece.hidden ? <span class="safe-text-mark">{piece.text}</span> : piece.text))}</bdi>
  );
}
