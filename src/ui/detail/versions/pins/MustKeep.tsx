import { Plus, Star, X } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { shortText } from '../../../../core/cut-text.ts';
import { visibleText } from '../../../../core/visible-text.ts';
import { Icon } from '../../../components/basics/Icon.tsx';
import { SafeText } from '../../../components/basics/SafeText.tsx';
import { CopyGuard } from '../../../components/controls/CopyGuard.tsx';
import { ErrorNote } from '../../../components/notices/ErrorNote.tsx';
import { MAX_PIN_CHARS } from '../../../../protocol/history.ts';
import { versionName } from '../../../facts/fact-texts.ts';
import type { Comparison } from '../../../facts/versions/comparison.ts';
import type { PinCheck, PinFate } from '../../../facts/versions/pin-fates.ts';
import { lastKeptText, PIN_LOOKS } from '../../../facts/versions/pin-texts.ts';
import { t } from '../../../format/i18n.ts';
import type { ConversationModel } from '../../../model/conversation-model.ts';
import type { Pins } from '../../../model/versions/use-pins.ts';
import { CheckVersions } from './CheckVersions.tsx';

/** The length of a text in its button's name. */
const NAME_CHARS = 60;
const MAX_SHOWN_CHARS = 300;

interface MustKeepProps {
  model: ConversationModel;
  pins: Pins;
  fates: readonly PinFate[];
  comparison: Comparison;
  /** The versions that were not read, newest first. */
  unread: readonly number[];
}

/** The statements that no version may lose, what the compared ones did with them, and which kept one last. */
export function MustKeep({ model, pins, fates, comparison: { before, after }, unread }: MustKeepProps) {
  const title = useId();
  return (
    <section class="must-keep" aria-labelledby={title}>
      <div class="versions-bar">
        <Icon node={Star} size={12} />
        <h2 id={title}>{t('mustKeepTitle')}</h2>
        <CopyGuard conversationId={model.id} statements={(pins.all ?? []).map(({ text }) => text)} />
        <span class="grow" />
        {[before, after].map((version, index) => (
          <span key={index} class="pin-fate">
            {version === null ? '' : versionName(version)}
          </span>
        ))}
        <span class="pin-gap" />
      </div>
      {pins.error ? <ErrorNote error={pins.error} onRetry={pins.retry} compact /> : null}
      {pins.all?.length === 0 ? <p class="mut must-keep-none">{t('mustKeepNone')}</p> : null}
      <ul>
        {fates.map((fate) => (
          <PinRow key={fate.pin.id} fate={fate} pins={pins} comparison={{ before, after }} />
        ))}
      </ul>
      {fates.length === 0 ? null : <CheckVersions model={model} unread={unread} />}
      <AddPin pins={pins} />
    </section>
  );
}

function PinRow({ fate, pins, comparison }: { fate: PinFate; pins: Pins; comparison: Comparison }) {
  const { pin, before, after } = fate;
  const sides = [
    { version: comparison.before, check: before },
    { version: comparison.after, check: after },
  ];
  const last = lastKeptText(fate);
  return (
    <li class={after?.state === 'lost' ? 'pin lost' : 'pin'}>
      <div class="pin-text">
        <SafeText text={shortText(pin.text, MAX_SHOWN_CHARS)} />{' '}
        {pin.conversationId === null ? <span class="chip tone-mute">{t('mustKeepEverywhere')}</span> : null}
        {sides.map(({ version, check }, index) =>
          check?.state === 'reworded' && check.by ? (
            <p key={index} class="pin-line mut">
              <SafeText text={t('named', versionName(version), shortText(check.by.text, MAX_SHOWN_CHARS))} />
            </p>
          ) : null,
        )}
        {last === null ? null : <p class="pin-line mut">{last}</p>}
      </div>
      {sides.map(({ version, check }, index) => (
        <span key={index} class="pin-fate">
          {version === null ? null : <Fate version={version} check={check} />}
        </span>
      ))}
      <button
        type="button"
        class="btn quiet icon"
        aria-label={t('mustKeepRemove', visibleText(shortText(pin.text, NAME_CHARS)))}
        title={t('mustKeepRemoveHint')}
        onClick={() => void pins.remove(pin)}
      >
        <Icon node={X} size={13} />
      </button>
    </li>
  );
}

function Fate({ version, check }: { version: number; check: PinCheck | null }) {
  const unseen = <span class="visually-hidden">{t('named', versionName(version), '')}</span>;
  if (check === null)
    return (
      <>
        {unseen}
        <span title={t('pinUnknown')}>–</span>
      </>
    );
  const { sign, word, tone } = PIN_LOOKS[check.state];
  return (
    <span class={`pin-state ${tone}`}>
      {unseen}
      <span aria-hidden="true">{sign}</span> {t(word)}
    </span>
  );
}

function AddPin({ pins }: { pins: Pins }) {
  const [text, setText] = useState('');
  const [scope, setScope] = useState<'conversation' | 'profile'>('conversation');
  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await pins.add(text, scope))) setText('');
  };
  return (
    <form class="pin-add" onSubmit={(event) => void add(event)}>
      <input
        class="field grow"
        aria-label={t('mustKeepAddLabel')}
        placeholder={t('mustKeepAddHint')}
        maxLength={MAX_PIN_CHARS}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <select
        class="field"
        aria-label={t('mustKeepScope')}
        value={scope}
        onChange={(event) => setScope(event.currentTarget.value === 'profile' ? 'profile' : 'conversation')}
      >
        <option value="conversation">{t('mustKeepHere')}</option>
        <option value="profile">{t('mustKeepProfile')}</option>
      </select>
      <button type="submit" class="btn icon" aria-label={t('mustKeepAdd')} title={t('mustKeepAdd')}>
        <Icon node={Plus} size={13} />
      </button>
    </form>
  );
}
