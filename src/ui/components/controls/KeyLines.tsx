import { useEffect, useRef } from 'preact/hooks';
import { isMirrored, t, type TextKey } from '../../format/i18n.ts';
import { useApp } from '../../model/app.ts';
import './KeySheet.css';

/** Any one of the keys works. */
type Line = [keys: string[], does: TextKey];

export type KeyView = 'panel' | 'page';

const linesOf = (view: KeyView): Line[] => [...(view === 'panel' ? listLines() : []), ...conversationLines()];

const listLines = (): Line[] => [
  [['/'], 'keysFilter'],
  [['↑', '↓'], 'keysWalk'],
  [[t('keyHome'), t('keyEnd'), t('keyPageUp'), t('keyPageDown')], 'keysJump'],
  [[t('keyEnter')], 'keysEnter'],
  [[t('keyEscape')], 'keysEscape'],
];

const conversationLines = (): Line[] => [
  [['r'], 'keysRefresh'],
  [['w'], 'keysWatch'],
  [['c'], 'keysCopy'],
  [isMirrored() ? ['→', '←'] : ['←', '→'], 'keysTabs'],
  [[t('keyControl', 'F'), '⌘F'], 'keysFind'],
  [[t('keyEnter'), t('keyShift', t('keyEnter'))], 'keysHits'],
  [['l', t('keyShift', 'L')], 'keysNextLost'],
  [['?'], 'keysSheet'],
  [[t('keyTab')], 'keysTab'],
];

/** Every key of a view. */
export function KeyLines({ view, onClose }: { view: KeyView; onClose: () => void }) {
  const { shell } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // The focus returns only when the dialog is closed, not when it is just removed.
  const close = () => dialog.current?.close();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== '?') return;
    // DevTools listens at the document and would open its drawer on Escape.
    shell.takeKey(event);
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
        {linesOf(view).map(([keys, does]) => (
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
