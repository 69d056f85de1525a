import { Keyboard } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../format/i18n.ts';
import { useApp, usesSingleKeys } from '../../model/app.ts';
import { Icon } from '../basics/Icon.tsx';
import { isTyping } from '../basics/is-typing.ts';
import type { KeyView } from './KeyLines.tsx';

/** The button that shows every key of the view, and the sheet itself; `?` opens it as well. */
export function KeySheet({ view }: { view: KeyView }) {
  const [code, setCode] = useState<typeof import('./KeyLines.tsx') | null>(null);
  // Loaded on each opening, which after the first costs nothing.
  const open = () => void import('./KeyLines.tsx').then(setCode);
  useQuestionMark(open);
  return (
    <>
      <button
        type="button"
        class="btn quiet icon key-sheet-button"
        aria-label={t('keysTitle')}
        aria-keyshortcuts="?"
        aria-haspopup="dialog"
        title={t('noted', t('keysTitle'), '?')}
        onClick={open}
      >
        <Icon node={Keyboard} size={15} />
      </button>
      {code && <code.KeyLines view={view} onClose={() => setCode(null)} />}
    </>
  );
}

/** `?` is a key without a modifier, so it can be switched off. */
function useQuestionMark(open: () => void): void {
  const { store } = useApp();
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (isTyping(target) || target?.closest('dialog') || !usesSingleKeys(store)) return;
      event.preventDefault();
      latest.current();
    };
    document.body.addEventListener('keydown', onKeyDown);
    return () => document.body.removeEventListener('keydown', onKeyDown);
  }, [store]);
}
