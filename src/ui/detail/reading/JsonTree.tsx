import { shortText } from '../../../core/cut-text.ts';
import { useContext, useMemo, useState } from 'preact/hooks';
import { jsonEntries, leafText } from '../../../core/json-source.ts';
import { t, tn } from '../../format/i18n.ts';
import { FindContext, LongText, Marked, MoreButton } from './Marked.tsx';
import './JsonTree.css';

/** Deeper values are shown as text: nobody reads that far down, and nesting must stay bounded. */
const MAX_DEPTH = 12;
const OPEN_UNTIL = 2;
/** A longer list would push what follows it out of sight. */
const OPEN_SIZE = 30;
const FIRST_ENTRIES = 200;
const MAX_TEXT_CHARS = 4000;
const MAX_KEY_CHARS = 200;

interface JsonTreeProps {
  /** The JSON text of an object or an array. */
  source: string;
  /** How far inside another tree this one is. */
  depth?: number;
}

/** JSON as a tree that opens level by level; numbers, order and repeated keys as they were written. */
export function JsonTree({ source, depth = 0 }: JsonTreeProps) {
  const [shown, setShown] = useState(FIRST_ENTRIES);
  const entries = useMemo(() => jsonEntries(source) ?? [], [source]);
  const rest = entries.length - shown;
  return (
    <>
      <ul class="json-tree-branch">
        {entries.slice(0, shown).map((entry, index) => (
          <li key={index}>
            <Node name={shortText(entry.key, MAX_KEY_CHARS)} source={entry.source} depth={depth} />
          </li>
        ))}
      </ul>
      {rest > 0 ? <MoreButton label={t('moreItems', rest)} onMore={() => setShown(shown + FIRST_ENTRIES)} /> : null}
    </>
  );
}

function Node({ name, source, depth }: { name: string; source: string; depth: number }) {
  // While searching, everything within reach is open: folded text has no hits.
  const finding = useContext(FindContext).trim() !== '';
  const size = useMemo(() => jsonEntries(source)?.length ?? null, [source]);
  const [open, setOpen] = useState(depth < OPEN_UNTIL && (size ?? 0) <= OPEN_SIZE);
  if (size === null) return <Leaf name={name} text={leafText(source)} />;
  if (size === 0) return <Leaf name={name} text={source} />;
  if (depth >= MAX_DEPTH) return <Leaf name={name} text={shortText(source, MAX_TEXT_CHARS)} />;
  return (
    <details open={open || finding} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="json-tree-key">
          <Marked text={name} />
        </span>{' '}
        <span class="mut">{tn('stateEntries', size)}</span>
      </summary>
      {open || finding ? <JsonTree source={source} depth={depth + 1} /> : null}
    </details>
  );
}

function Leaf({ name, text }: { name: string; text: string }) {
  return (
    <div class="json-tree-leaf">
      <span class="json-tree-key">
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
