import type { ImportFault, SettingChange } from '../../core/profile/settings-transfer.ts';
import type { GeneralSettings } from '../../core/profile/settings.ts';
import { CONTROLS } from '../form/setting-controls.ts';
import { t, type TextKey } from '../../ui/format/i18n.ts';

const FAULTS: Readonly<Record<ImportFault, TextKey>> = {
  'too-large': 'optionsImportTooLarge',
  'not-json': 'optionsImportNotJson',
  'not-settings': 'optionsImportNotSettings',
  'newer-version': 'optionsImportNewer',
  'no-profile': 'optionsImportNoProfile',
};

/** The labels of fields that are not general settings. */
const FIELDS: Readonly<Record<Exclude<SettingChange['field'], keyof GeneralSettings>, TextKey>> = {
  profile: 'optionsFieldProfile',
  activeProfileId: 'optionsFieldActive',
  name: 'optionsName',
  baseUrl: 'optionsBaseUrl',
  colour: 'optionsColour',
  requestsPerMinute: 'optionsPerMinute',
  burst: 'optionsBurst',
  lockCompact: 'optionsLock',
  keepMessages: 'optionsKeepMessages',
};

export function faultText(fault: ImportFault): string {
  return t(FAULTS[fault]);
}

/** `Staging · Base URL: a → b (its key will be forgotten)`. */
export function changeText({ profile, field, before, after, forgetsKey }: SettingChange): string {
  const name = t(isGeneral(field) ? CONTROLS[field].label : FIELDS[field]);
  const value = (text: string | null) =>
    text === 'true' ? t('optionsOn') : text === 'false' ? t('optionsOff') : (text ?? t('optionsNothing'));
  const change = t('optionsChange', name, value(before), value(after));
  const sentence = profile === null ? change : t('optionsChangeOf', profile, change);
  return forgetsKey ? t('optionsChangeForgets', sentence) : sentence;
}

function isGeneral(field: SettingChange['field']): field is keyof GeneralSettings {
  return Object.hasOwn(CONTROLS, field);
}
