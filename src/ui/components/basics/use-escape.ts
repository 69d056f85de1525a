import { useEffect, useRef } from 'preact/hooks';

/** Takes every Escape before DevTools, which listens at the document and would open its drawer. */
export function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    document.body.addEventListener('keydown', onKey, true);
    return () => document.body.removeEventListener('keydown', onKey, true);
  }, []);
}
