import { Keyboard } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t, type TextKey } from '../../format/i18n.ts';
import { useApp, usesSingleKeys } from '../../model/app.ts';
import { Icon } from '../basics/Icon.tsx';
import { isTyping } from '../basics/is-typing.ts';
import './KeySheet.css';

/** Keys side by side do the same. */
type Line = [keys: string[], does: TextKey];

const LIST: Line[] = [
  [['/'], 'keysFilter'],
  [['↑', '↓'], 'keysWalk'],
  [['Home', 'End', 'Page ↑', 'Page ↓'], 'keysJump'],
  [['Enter'], 'keysEnter'],
  [['Esc'], 'keysEscape'],
];
const CONVERSATION: Line[] = [
  [['r'], 'keysRefresh'],
  [['w'], 'keysWatch'],
  [['c'], 'keysCopy'],
  [['←', '→'], 'keysTabs'],
  [['Ctrl+F', '⌘F'], 'keysFind'],
  [['Enter', 'Shift+Enter'], 'keysHits'],
];
const EVERYWHERE: Line[] = [
  [['?'], 'keysSheet'],
  [['Tab'], 'keysTab'],
];
const LINES = { panel: [...LIST, ...CONVERSATION, ...EVERYWHERE], page: [...CONVERSATION, ...EVERYWHERE] };

/** The button that shows every key of the view, and the sheet itself; `?` opens it as well. */
export function KeySheet({ view }: { view: keyof typeof LINES }) {
  const [isOpen, setOpen] = useState(false);
  useQuestionMark(() => setOpen(true));
  return (
    <>
      <button
        type="button"
        class="btn quiet icon key-sheet-button"
        aria-label={t('keysTitle')}
        aria-keyshortcuts="?"
        aria-haspopup="dialog"
        title={`${t('keysTitle')} (?)`}
        onClick={() => setOpen(true)}
      >
        <Icon node={Keyboard} size={15} />
      </button>
      {isOpen && <Sheet lines={LINES[view]} onClose={() => setOpen(false)} />}
    </>
  );
}

function Sheet({ lines, onClose }: { lines: Line[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // The focus returns only when the dialog is closed, not when it is just removed.
  const close = () => dialog.current?.close();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== '?') return;
    // DevTools listens at the document and would open its drawer on Escape.
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <dialog ref={dialog} class="key-sheet" aria-labelledby="keys-title" onClose={onClose} onKeyDown={onKeyDown}>
      <div class="row">
        <h2 id="keys-title" class="grow">
          {t('keysTitle')}
        </h2>
        <button type="button" class="btn" onClick={close}>
          {t('keysClose')}
        </button>
      </div>
      <dl>
        {lines.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(does)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
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
