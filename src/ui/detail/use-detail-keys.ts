import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isTyping } from '../components/basics/is-typing.ts';
import { useApp, usesSingleKeys } from '../model/app.ts';

export interface DetailKeys {
  refresh: () => void;
  watch: () => void;
  copy: () => void;
  find: () => void;
}

/** The action of a key press; null for none. Keys without a modifier can be switched off. */
export function detailKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  singleKeys: boolean,
): keyof DetailKeys | null {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey) return key === 'f' ? 'find' : null;
  if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys) return null;
  return key === 'r' ? 'refresh' : key === 'w' ? 'watch' : key === 'c' ? 'copy' : null;
}

/**
 * Handles keys pressed inside the detail, and those pressed while nothing has the focus. Find is handled wherever the
 * focus is, as long as the detail is on show.
 */
export function useDetailKeys(root: RefObject<HTMLElement | null>, keys: DetailKeys): void {
  const { store, shell } = useApp();
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (event.defaultPrevented || target.closest('dialog, [role="menu"]')) return;
      const action = detailKey(event, usesSingleKeys(store));
      if (!action || !isReached(root.current, target, action)) return;
      // DevTools listens at the document and opens its own find bar, whatever is prevented.
      shell.takeKey(event);
      latest.current[action]();
    };
    document.body.addEventListener('keydown', onKey);
    return () => document.body.removeEventListener('keydown', onKey);
  }, [root, store, shell]);
}

function isReached(root: HTMLElement | null, target: HTMLElement, action: keyof DetailKeys): boolean {
  if (action === 'find') return root?.checkVisibility() ?? false;
  return !isTyping(target) && (target === document.body || (root?.contains(target) ?? false));
}
