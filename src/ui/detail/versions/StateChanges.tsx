import { useState } from 'preact/hooks';
import { shortText } from '../../../core/cut-text.ts';
import { diffState, type StateChange } from '../../../core/versions/state-diff.ts';
import { t, tn } from '../../format/i18n.ts';
import { Marked, MoreButton } from '../reading/Marked.tsx';
import { DiffGroup } from './ChangeGroup.tsx';

const FIRST_KEYS = 200;
const MORE_KEYS = 1000;
const MAX_VALUE_CHARS = 4000;
const SIGNS = { same: '=', changed: '±', added: '+', removed: '−' } as const;

/** The state of one version alone. */
export function StateAlone({ source }: { source: string | null }) {
  const state = diffState(source, source);
  if (state.length === 0) return null;
  return (
    <DiffGroup part="state" title={t('stateTitle')}>
      {() => <Keys changes={state} isAlone />}
    </DiffGroup>
  );
}

/** The state, key by key: what changed first, the rest folded. */
export function StateChanges({ state }: { state: readonly StateChange[] }) {
  if (state.length === 0) return null;
  const changed = state.filter(({ kind }) => kind !== 'same');
  const same = state.filter(({ kind }) => kind === 'same');
  const chip = changed.length === 0 ? t('stateUnchanged') : tn('stateChanged', changed.length);
  return (
    <DiffGroup
      part="state"
      title={t('stateTitle')}
      note={<span class={`chip ${changed.length === 0 ? 'tone-mute' : 'tone-warn'}`}>{chip}</span>}
    >
      {() => (
        <>
          <Keys changes={changed} />
          {same.length === 0 ? null : (
            <DiffGroup
              part="state-same"
              title={tn('stateSame', same.length)}
              isOpen={false}
              texts={() => same.map(({ path, after }) => `${path}: ${after}`).join('\n')}
            >
              {() => <Keys changes={same} />}
            </DiffGroup>
          )}
        </>
      )}
    </DiffGroup>
  );
}

function Keys({ changes, isAlone = false }: { changes: readonly StateChange[]; isAlone?: boolean }) {
  const [shown, setShown] = useState(FIRST_KEYS);
  const rest = changes.length - shown;
  return (
    <>
      <ul class="change-list">
        {changes.slice(0, shown).map((change) => (
          <Key key={`${change.kind} ${change.path}`} change={change} isAlone={isAlone} />
        ))}
      </ul>
      {rest > 0 ? <MoreButton label={t('moreItems', rest)} onMore={() => setShown(shown + MORE_KEYS)} /> : null}
    </>
  );
}

function Key({ change: { path, kind, before, after }, isAlone }: { change: StateChange; isAlone: boolean }) {
  const value = (source: string) => <Marked text={shortText(source, MAX_VALUE_CHARS)} />;
  return (
    <li class={`change state-key ${kind}`}>
      <span class="change-sign" aria-hidden="true">
        {isAlone ? '·' : SIGNS[kind]}
      </span>
      <div class="change-text mono">
        <Marked text={path} />
        {': '}
        {kind === 'same' ? value(after ?? '') : null}
        {kind !== 'same' && before !== null ? <del>{value(before)}</del> : null}{' '}
        {kind !== 'same' && after !== null ? <ins>{value(after)}</ins> : null}
      </div>
    </li>
  );
}
