import { useRef, useState } from 'preact/hooks';
import type { Profile } from '../../core/profile/settings.ts';
import type { AppError } from '../../core/errors.ts';
import type { ProfileState } from '../../protocol/overview.ts';
import { useApp } from '../../ui/model/app.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { joined, t } from '../../ui/format/i18n.ts';
import { Check, Field } from '../form/Field.tsx';
import type { OptionsModel } from '../form/options-model.ts';
import { keyInPasted } from '../form/pasted-key.ts';

interface Props {
  model: OptionsModel;
  profile: Profile;
  fault: string | undefined;
}

/** A key goes in and never comes out: the field is empty unless the user is typing. */
export function ApiKeyField({ model, profile, fault }: Props) {
  const { store } = useApp();
  const [visible, setVisible] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const box = useRef<HTMLInputElement>(null);
  const draft = model.draft(profile);
  const hasMore = keyInPasted(draft.key) !== draft.key.trim();
  const stored = store.overview.value?.profiles.find((state) => state.profileId === profile.id)?.key ?? null;
  const remove = async () => {
    const outcome = await store.mutate('remove-key', { profileId: profile.id });
    setError(outcome.ok ? null : outcome.error);
    // The focused button disappears with the key.
    if (outcome.ok) box.current?.focus();
  };
  return (
    <div class="opt-key">
      <Field
        label={t('optionsKey')}
        fault={fault}
        hint={hasMore ? <span role="status">{t('optionsKeyInside')}</span> : stored ? undefined : t('optionsKeyHint')}
      >
        {(wiring) => (
          <div class="row">
            {/* Not a password input: that has no textbox role, and browsers would offer to save the key. */}
            <input
              {...wiring}
              ref={box}
              class={`field mono grow ${visible ? '' : 'opt-hidden'}`}
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              placeholder={stored ? t('optionsKeyReplaceWith') : ''}
              value={draft.key}
              onInput={(event) => model.edit(profile, { key: event.currentTarget.value })}
            />
            <button class="btn" type="button" aria-pressed={visible} onClick={() => setVisible(!visible)}>
              {t('optionsKeyShow')}
            </button>
          </div>
        )}
      </Field>
      {stored && <StoredKey stored={stored} onReplace={() => box.current?.focus()} onRemove={() => void remove()} />}
      {error && <ErrorNote error={error} onRetry={() => void remove()} compact />}
      <Check
        label={t('optionsRemember')}
        hint={
          stored && draft.key === ''
            ? joined('sentences', [t('optionsRememberHint'), t('optionsRememberLater')])
            : t('optionsRememberHint')
        }
        checked={draft.remember}
        onChange={(remember) => model.edit(profile, { remember })}
      />
    </div>
  );
}

/** Focuses the page's only key field. */
export function focusKeyField(): void {
  document.querySelector<HTMLInputElement>('.opt-key input')?.focus();
}

interface StoredKeyProps {
  stored: NonNullable<ProfileState['key']>;
  onReplace: () => void;
  onRemove: () => void;
}

/** The stored key's last characters, and how long it is kept. */
function StoredKey({ stored, onReplace, onRemove }: StoredKeyProps) {
  return (
    <div class="row wrap opt-stored">
      <span role="status">
        {stored.last4 === '' ? t('optionsKeyStored') : t('optionsKeyStoredEnds', stored.last4)}
        {' · '}
        {t(stored.remembered ? 'optionsKeyRemembered' : 'optionsKeySession')}
      </span>
      <button class="btn" type="button" onClick={onReplace}>
        {t('optionsKeyReplace')}
      </button>
      <button class="btn danger" type="button" onClick={onRemove}>
        {t('optionsKeyRemove')}
      </button>
    </div>
  );
}
