import { textPieces } from '../../../core/visible-text.ts';
import './SafeText.css';

/** With more marks than this, one element each is too costly. */
const MAX_MARKS = 300;

interface Props {
  text: string;
  /** The text is a block of its own: each of its lines begins where its script begins. */
  block?: boolean;
}

/** Text from Synap or a page: hidden characters are shown by their code point. */
export function SafeText({ text, block = false }: Props) {
  const pieces = textPieces(text, MAX_MARKS);
  return (
    <bdi class={block ? 'text-block' : undefined}>
      {pieces.map((piece) => (piece.hidden ? <span class="safe-text-mark">{piece.text}</span> : piece.text))}
    </bdi>
  );
}
