import { MAX_NAME_CHARS, PROFILE_COLOURS, type Profile, type ProfileColour } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import { ProfileDot } from '../../ui/components/basics/ProfileDot.tsx';
import { t, type TextKey } from '../../ui/format/i18n.ts';
import { Check, Field } from '../form/Field.tsx';
import type { OptionsModel } from '../form/options-model.ts';
import { forgetsKey, type DraftFaults } from '../form/profile-draft.ts';

interface Props {
  model: OptionsModel;
  overview: Overview;
  profile: Profile;
  faults: DraftFaults;
}

const COLOUR_NAMES: Readonly<Record<ProfileColour, TextKey>> = {
  orange: 'optionsOrange',
  blue: 'optionsBlue',
  green: 'optionsGreen',
  red: 'optionsRed',
  purple: 'optionsPurple',
  grey: 'optionsGrey',
};

export function ProfileFields({ model, overview, profile, faults }: Props) {
  const draft = model.draft(profile);
  const forgets = forgetsKey(draft, profile, overview);
  return (
    <>
      <div class="opt-pair">
        <Field label={t('optionsName')} fault={faults.name}>
          {(wiring) => (
            <input
              {...wiring}
              class="field"
              type="text"
              maxLength={MAX_NAME_CHARS}
              autocomplete="off"
              value={draft.name}
              onInput={(event) => model.edit(profile, { name: event.currentTarget.value })}
            />
          )}
        </Field>
        <Colour model={model} profile={profile} />
      </div>
      <Field label={t('optionsBaseUrl')} fault={faults.baseUrl} hint={t('optionsBaseUrlHint')}>
        {(wiring) => (
          <input
            {...wiring}
            class="field mono"
            type="text"
            inputMode="url"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            value={draft.baseUrl}
            onInput={(event) => model.edit(profile, { baseUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <div role="status">
        {forgets && <p class="note tone-warn">{t(draft.key === '' ? 'optionsForgetsKey' : 'optionsReplacesKey')}</p>}
      </div>
      <Budget model={model} profile={profile} faults={faults} />
      <Check
        label={t('optionsLock')}
        hint={t('optionsLockHint')}
        checked={draft.lockCompact}
        onChange={(lockCompact) => model.edit(profile, { lockCompact })}
      />
      <Check
        label={t('optionsKeepMessages')}
        hint={t('optionsKeepMessagesHint')}
        checked={draft.keepMessages}
        onChange={(keepMessages) => model.edit(profile, { keepMessages })}
      />
    </>
  );
}

function Colour({ model, profile }: Pick<Props, 'model' | 'profile'>) {
  const draft = model.draft(profile);
  return (
    <Field label={t('optionsColour')}>
      {(wiring) => (
        <div class="row">
          <ProfileDot colour={draft.colour} />
          <select
            {...wiring}
            class="field grow"
            value={draft.colour}
            onChange={(event) => model.edit(profile, { colour: colourOf(event.currentTarget.value) })}
          >
            {PROFILE_COLOURS.map((colour) => (
              <option key={colour} value={colour}>
                {t(COLOUR_NAMES[colour])}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}

function Budget({ model, profile, faults }: Omit<Props, 'overview'>) {
  const draft = model.draft(profile);
  return (
    <div class="opt-pair">
      <Field label={t('optionsPerMinute')} fault={faults.requestsPerMinute} hint={t('optionsPerMinuteHint')}>
        {(wiring) => (
          <input
            {...wiring}
            class="field opt-number"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            value={draft.requestsPerMinute}
            onInput={(event) => model.edit(profile, { requestsPerMinute: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t('optionsBurst')} fault={faults.burst} hint={t('optionsBurstHint')}>
        {(wiring) => (
          <input
            {...wiring}
            class="field opt-number"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            value={draft.burst}
            onInput={(event) => model.edit(profile, { burst: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}

function colourOf(value: string): ProfileColour {
  return PROFILE_COLOURS.find((colour) => colour === value) ?? 'grey';
}
