import { ChevronDown, type IconNode } from 'lucide';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isMirrored } from '../../format/i18n.ts';
import { useApp } from '../../model/app.ts';
import { Icon } from '../basics/Icon.tsx';
import './MenuButton.css';

interface MenuChoice {
  label: string;
  onChoose: () => void;
}

interface MenuButtonProps {
  /** The visible word, and the menu's name. */
  word: string;
  /** The button's accessible name and hint, where it says more than the word. */
  label?: string | undefined;
  /** Shown before the word, and instead of it where there is no room. */
  icon?: IconNode | undefined;
  quiet?: boolean | undefined;
  /** Why there is nothing to choose. */
  off?: string | null;
  choices: readonly MenuChoice[];
}

/** A menu button following the ARIA pattern: arrows move, Escape and leaving it close the menu. */
export function MenuButton({ word, label, icon, quiet = false, off = null, choices }: MenuButtonProps) {
  const { shell } = useApp();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const items = () => [...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => {
    if (open) items()[0]?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (!open) return undefined;
    const next = menuKey(items(), event.key);
    if (next) next.focus();
    else if (event.key !== 'Escape') return undefined;
    else close();
    return shell.takeKey(event);
  };
  const onLeave = (event: FocusEvent) => {
    if (!(event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget))) setOpen(false);
  };
  return (
    <div class="menu-button" ref={root} onKeyDown={onKey} onFocusOut={onLeave}>
      <button
        type="button"
        class={quiet ? 'btn quiet' : 'btn'}
        aria-label={label}
        title={off ?? label}
        aria-disabled={off !== null}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open && off === null)}
      >
        {icon ? <Icon node={icon} /> : null}
        <span class="btn-word">{word}</span>
        <Icon node={ChevronDown} size={12} />
      </button>
      {open ? (
        <MenuList root={root} name={word} onAway={() => setOpen(false)}>
          {choices.map((choice) => (
            <button
              key={choice.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                choice.onChoose();
              }}
            >
              {choice.label}
            </button>
          ))}
        </MenuList>
      ) : null}
    </div>
  );
}

interface MenuListProps {
  root: RefObject<HTMLElement | null>;
  name: string;
  /** The button moved away from under the list. */
  onAway: () => void;
  children: ComponentChildren;
}

/** In the top layer, so that no scrolling part cuts it, and placed where there is room for it. */
function MenuList({ root, name, onAway, children }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const button = root.current?.getBoundingClientRect();
    if (!list.current || !button) return undefined;
    list.current.showPopover();
    const { left, top } = menuPlace(button, list.current.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    });
    list.current.style.left = `${left}px`;
    list.current.style.top = `${top}px`;
    addEventListener('resize', onAway);
    document.addEventListener('scroll', onAway, true);
    return () => {
      removeEventListener('resize', onAway);
      document.removeEventListener('scroll', onAway, true);
    };
  }, []);
  return (
    <div ref={list} class="menu-list" role="menu" aria-label={name} popover="manual">
      {children}
    </div>
  );
}

const GAP_PX = 4;

type Size = Pick<DOMRect, 'width' | 'height'>;

/** Below the button and flush with its end, moved as far as the window demands. */
export function menuPlace(button: Omit<DOMRect, 'toJSON'>, menu: Size, view: Size): { left: number; top: number } {
  const within = (at: number, size: number, room: number) => Math.max(GAP_PX, Math.min(at, room - size - GAP_PX));
  const below = button.bottom + GAP_PX;
  const isRoomBelow = below + menu.height + GAP_PX <= view.height;
  const top = isRoomBelow ? below : button.top - GAP_PX - menu.height;
  return {
    left: within(isMirrored() ? button.left : button.right - menu.width, menu.width, view.width),
    top: within(top, menu.height, view.height),
  };
}

function menuKey(items: HTMLElement[], key: string): HTMLElement | null {
  const at = items.findIndex((item) => item === document.activeElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length] ?? null;
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1) ?? null;
  if (key === 'Home') return items[0] ?? null;
  return key === 'End' ? (items.at(-1) ?? null) : null;
}
