import { ChevronDown } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../model/app.ts';
import { asCurl } from './requests/code-snippets.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { Icon } from '../components/basics/Icon.tsx';
import { t } from '../format/i18n.ts';
import { exportJson, statusCall } from './export-json.ts';
import './ExportMenu.css';

interface ExportMenuProps {
  model: ConversationModel;
  line: string | null;
}

interface Choice {
  label: string;
  /** The text to copy, or to download. */
  text: () => string;
  download?: boolean;
}

/** A menu button following the ARIA pattern: arrows move, Escape and leaving it close the menu. */
export function ExportMenu({ model, line }: ExportMenuProps) {
  const { store, shell } = useApp();
  const [open, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const json = () => exportJson(model, store.overview.value, shell.now());
  const choices: Choice[] = [
    ...(line ? [{ label: t('exportLine'), text: () => line }] : []),
    { label: t('exportJson'), text: json },
    { label: t('exportCurl'), text: () => asCurl(statusCall(model, store.overview.value)) },
    { label: t('exportDownload'), text: json, download: true },
  ];
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (open) items()[0]?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const choose = async (choice: Choice) => {
    close();
    if (choice.download) return shell.download(`synap-${model.id}.json`, choice.text(), 'application/json');
    return setMessage((await shell.copy(choice.text())) ? t('copyDone') : t('copyFailed'));
  };
  const onKey = (event: KeyboardEvent) => {
    if (!open) return undefined;
    const next = menuKey(items(), event.key);
    if (next) next.focus();
    else if (event.key !== 'Escape') return undefined;
    else close();
    event.stopPropagation();
    return event.preventDefault();
  };
  const onLeave = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget))) setOpen(false);
  };
  return (
    <div class="export-menu" ref={root} onKeyDown={onKey} onFocusOut={onLeave}>
      <button type="button" class="btn" aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('export')}
        <Icon node={ChevronDown} />
      </button>
      {open ? (
        <div class="export-menu-list" role="menu" aria-label={t('export')}>
          {choices.map((choice) => (
            <button key={choice.label} type="button" role="menuitem" tabIndex={-1} onClick={() => void choose(choice)}>
              {choice.label}
            </button>
          ))}
        </div>
      ) : null}
      <span role="status" class="visually-hidden">
        {message}
      </span>
    </div>
  );
}

function menuKey(items: HTMLElement[], key: string): HTMLElement | null {
  const at = items.findIndex((item) => item === document.activeElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length] ?? null;
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1) ?? null;
  if (key === 'Home') return items[0] ?? null;
  return key === 'End' ? (items.at(-1) ?? null) : null;
}
