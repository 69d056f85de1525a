import { visibleText } from '../../core/visible-text.ts';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';

/** A text in which the filter's hits are marked. Hidden characters are visible, as everywhere. */
export function withHits(text: string, query: string) {
  const shown = visibleText(text);
  const needle = query.trim().toLowerCase();
  const at = needle === '' ? -1 : shown.toLowerCase().indexOf(needle);
  if (at === -1) return SafeText({ text });
  return (
    <bdi>
      {shown.slice(0, at)}
      <mark>{shown.slice(at, at + needle.length)}</mark>
      {shown.slice(at + needle.length)}
    </bdi>
  );
}

export function isHit(text: string, query: string): boolean {
  const needle = query.trim().toLowerCase();
  return needle !== '' && text.toLowerCase().includes(needle);
}
