import type { DiffPart } from '../../../core/versions/word-diff.ts';
import { visibleText } from '../../../core/visible-text.ts';

/** A statement with what went and what came. */
export function DiffText({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <bdi>
      {parts.map(({ kind, text }, index) => (
        <Part key={index} kind={kind} text={visibleText(text)} />
      ))}
    </bdi>
  );
}

export function Part({ kind, text }: DiffPart) {
  if (kind === 'same') return <>{text}</>;
  return kind === 'removed' ? <del>{text}</del> : <ins>{text}</ins>;
}
