import { ChevronDown, ChevronUp, type IconNode, Search } from 'lucide';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/basics/Icon.tsx';
import { t } from '../../../format/i18n.ts';
import { useApp } from '../../../model/app.ts';
import type { ViewProps } from '../detail-view.ts';
import { scrollBodyTo } from '../scroll-body.ts';
import './FindBar.css';

type Scope = RefObject<HTMLElement | null>;

/** Searches the text inside `scope`: marks and counts the hits, with next and previous. */
export function FindBar({ view, onChange, scope }: ViewProps & { scope: Scope }) {
  const { shell } = useApp();
  const box = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  const count = useMarks(scope, view.query, at);
  const searching = view.query.trim() !== '';

  // Before the next key: what is typed right after the shortcut belongs into the box.
  useLayoutEffect(() => {
    if (!view.takesFocus) return;
    box.current?.focus();
    box.current?.select();
    onChange({ takesFocus: false });
  }, [view.takesFocus]);
  useEffect(() => setAt(0), [view.query]);

  // The first hit scrolls into view as the user types, and stays put when texts come and go.
  const typed = useRef(view.query);
  useEffect(() => {
    if (typed.current !== view.query && count > 0) showMark(scope, 0);
    if (count > 0 || !searching) typed.current = view.query;
  }, [scope, view.query, count, searching]);

  const go = (step: number) => {
    if (count === 0) return;
    const next = (at + step + count) % count;
    setAt(next);
    showMark(scope, next);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && view.query !== '') onChange({ query: '' });
    else return;
    shell.takeKey(event);
  };
  return (
    <div class={searching ? 'find-bar searching' : 'find-bar'} role="search">
      <Icon node={Search} size={13} />
      <input
        ref={box}
        type="search"
        class="field"
        aria-label={t('findLabel')}
        placeholder={t('findPlaceholder')}
        spellcheck={false}
        value={view.query}
        onInput={(event) => onChange({ query: event.currentTarget.value })}
        onKeyDown={onKey}
      />
      <span class="find-bar-count mut" role="status">
        {searching ? (count === 0 ? t('findNone') : t('findAt', Math.min(at, count - 1) + 1, count)) : ''}
      </span>
      <StepButton label={t('findPrevious')} icon={ChevronUp} disabled={count === 0} onStep={() => go(-1)} />
      <StepButton label={t('findNext')} icon={ChevronDown} disabled={count === 0} onStep={() => go(1)} />
    </div>
  );
}

function showMark(scope: Scope, at: number): void {
  const mark = scope.current?.getElementsByTagName('mark')[at];
  if (mark) scrollBodyTo(mark, 'middle');
}

interface StepButtonProps {
  label: string;
  icon: IconNode;
  disabled: boolean;
  onStep: () => void;
}

function StepButton({ label, icon, disabled, onStep }: StepButtonProps) {
  return (
    <button type="button" class="btn quiet icon" aria-label={label} title={label} disabled={disabled} onClick={onStep}>
      <Icon node={icon} />
    </button>
  );
}

/** A part whose marks are drawn in turns says so: until its last turn, some are those of the query before. */
const IN_TURNS = '.in-turns[aria-busy="true"]';

/** The number of marks, kept up to date as texts come and go; highlights the current one. */
function useMarks(scope: Scope, query: string, at: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const root = scope.current;
    if (!root) return undefined;
    const marks = root.getElementsByTagName('mark');
    const recount = () => {
      if (root.querySelector(IN_TURNS)) return;
      setCount(marks.length);
      const [current, next] = [root.querySelector('mark.current'), marks[at]];
      if (current === next) return;
      current?.classList.remove('current');
      next?.classList.add('current');
    };
    recount();
    const observer = new MutationObserver(recount);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ['aria-busy'] });
    return () => observer.disconnect();
  }, [scope, query, at]);
  return count;
}
