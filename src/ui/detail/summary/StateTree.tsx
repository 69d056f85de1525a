import { useContext, useState } from 'preact/hooks';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { t, tn } from '../../format/i18n.ts';
import { FindContext, LongText, Marked, MoreButton } from '../reading/Marked.tsx';
import { prettyJson } from '../reading/pretty-json.ts';
import './StateTree.css';

/** Deeper values are shown as text: nobody reads that far down, and nesting must stay bounded. */
const MAX_DEPTH = 12;
const OPEN_UNTIL = 2;
const FIRST_ENTRIES = 200;
const MAX_TEXT_CHARS = 4000;

/** The conversation's state as a tree that opens level by level. */
export function StateTree({ state }: { state: Record<string, unknown> }) {
  return (
    <section class="card state-tree">
      <div class="summary-items-head">
        <h2>{t('stateTitle')}</h2>
        <CopyButton text={() => prettyJson(state)} label={t('copyState')} />
      </div>
      {Object.keys(state).length === 0 ? <p class="mut">{t('summaryNoItems')}</p> : <Branch value={state} depth={0} />}
    </section>
  );
}

function Branch({ value, depth }: { value: object; depth: number }) {
  const [shown, setShown] = useState(FIRST_ENTRIES);
  const entries = Object.entries(value);
  const rest = entries.length - shown;
  return (
    <>
      <ul class="state-tree-branch">
        {entries.slice(0, shown).map(([key, child]) => (
          <li key={key}>
            <Node name={key} value={child} depth={depth} />
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <MoreButton
          label={t('moreItems', rest.toLocaleString('en'))}
          hits={0}
          onMore={() => setShown(shown + FIRST_ENTRIES)}
        />
      ) : null}
    </>
  );
}

function Node({ name, value, depth }: { name: string; value: unknown; depth: number }) {
  // While searching, everything within reach is open: folded text has no hits.
  const finding = useContext(FindContext).trim() !== '';
  const [open, setOpen] = useState(depth < OPEN_UNTIL);
  if (typeof value !== 'object' || value === null) return <Leaf name={name} text={leafText(value)} />;
  const size = Object.keys(value).length;
  if (size === 0) return <Leaf name={name} text={Array.isArray(value) ? '[]' : '{}'} />;
  if (depth >= MAX_DEPTH) return <Leaf name={name} text={prettyJson(value).slice(0, MAX_TEXT_CHARS)} />;
  return (
    <details open={open || finding} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="state-tree-key">
          <Marked text={name} />
        </span>{' '}
        <span class="mut">{tn('stateEntries', size)}</span>
      </summary>
      {open || finding ? <Branch value={value} depth={depth + 1} /> : null}
    </details>
  );
}

function Leaf({ name, text }: { name: string; text: string }) {
  return (
    <div class="state-tree-leaf">
      <span class="state-tree-key">
        <Marked text={name} />
      </span>{' '}
      {text.length > 2000 ? (
        <LongText text={text} />
      ) : (
        <span>
          <Marked text={text} />
        </span>
      )}
    </div>
  );
}

function leafText(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}
