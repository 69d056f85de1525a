import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../../model/app.ts';

/** Takes every Escape before DevTools, which listens at the document and would open its drawer. */
export function useEscape(onEscape: () => void): void {
  const { shell } = useApp();
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      shell.takeKey(event);
      latest.current();
    };
    document.body.addEventListener('keydown', onKey, true);
    return () => document.body.removeEventListener('keydown', onKey, true);
  }, [shell]);
}
