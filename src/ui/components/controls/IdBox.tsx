import { Search } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ConversationId } from '../../../core/conversation/conversation.ts';
import { Icon } from '../basics/Icon.tsx';
import { readIdText, type IdFault, type IdText } from '../../format/parse-id-input.ts';
import './IdBox.css';
import { t, tn, type TextKey } from '../../format/i18n.ts';

const FAULT_WORDS: Readonly<Record<IdFault, TextKey>> = {
  empty: 'idBoxFaultEmpty',
  short: 'idBoxFaultShort',
  long: 'idBoxFaultLong',
  'odd-characters': 'idBoxFaultOdd',
  'no-uuid': 'idBoxFaultNone',
  cut: 'idBoxFaultCut',
};

interface Props {
  /** The initial text until the user types; may arrive late. */
  initial: string;
  /** The conversation on show: another text than its id goes once another conversation is shown. */
  shown?: ConversationId | null;
  onPick: (id: ConversationId) => void;
  autoFocus?: boolean | undefined;
}

/** Field to type or paste an id. Rejects any other text itself: no request is sent for it. */
export function IdBox({ initial, shown = null, onPick, autoFocus = false }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const noteId = useId();
  useFocus(box, autoFocus, typed === null ? initial : null);
  useEffect(() => {
    if (shown === null) return;
    setTyped((text) => (text === shown ? text : null));
    setTried(false);
  }, [shown]);

  const text = typed ?? initial;
  const meaning = readIdText(text);
  const fault = tried && meaning.kind === 'none' ? meaning : null;
  const pick = (id: ConversationId) => {
    setTyped(id);
    setTried(false);
    onPick(id);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (meaning.kind === 'one') return pick(meaning.id);
    setTried(true);
    return box.current?.focus();
  };
  return (
    <form class="id-box" onSubmit={submit}>
      <div class="id-box-line">
        <input
          ref={box}
          class="field mono"
          type="text"
          aria-label={t('idBoxLabel')}
          placeholder={shown ?? t('idBoxPlaceholder')}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={noteId}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={text}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setTried(false);
          }}
        />
        <button class="id-box-go" type="submit" aria-label={t('idBoxLookUp')} title={t('idBoxLookUp')}>
          <Icon node={Search} />
        </button>
      </div>
      <div id={noteId}>
        {fault && <Fault {...fault} />}
        {meaning.kind === 'several' && <Several meaning={meaning} onPick={pick} />}
      </div>
    </form>
  );
}

function Fault({ fault, hexDigits }: Extract<IdText, { kind: 'none' }>) {
  return (
    <p class="id-box-fault" role="alert">
      {t(FAULT_WORDS[fault], hexDigits)}
    </p>
  );
}

function Several({ meaning, onPick }: { meaning: Extract<IdText, { kind: 'several' }>; onPick: Props['onPick'] }) {
  return (
    <div class="id-box-several">
      <p role="status">{tn('idBoxSeveral', meaning.ids.length + meaning.more)}</p>
      <ul>
        {meaning.ids.map((id) => (
          <li key={id}>
            <button class="btn mono" type="button" onClick={() => onPick(id)}>
              <span class="ellipsis">{id}</span>
            </button>
          </li>
        ))}
      </ul>
      {meaning.more > 0 && <p class="mut">{tn('idBoxMore', meaning.more)}</p>}
    </div>
  );
}

/** Focuses once and selects the text, so that a paste replaces the initial text. */
function useFocus(box: { current: HTMLInputElement | null }, autoFocus: boolean, filledIn: string | null): void {
  useEffect(() => {
    if (!autoFocus) return undefined;
    const focus = (): void => void (document.activeElement === document.body && box.current?.focus());
    focus();
    // Firefox moves a popup into its panel when it has loaded, and the focus may be lost on the way.
    window.addEventListener('focus', focus, { once: true });
    return () => window.removeEventListener('focus', focus);
  }, []);
  useEffect(() => {
    if (filledIn !== null && box.current === document.activeElement) box.current?.select();
  }, [filledIn]);
}
