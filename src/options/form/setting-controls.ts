/** The control for each setting. A setting without a control is a compile error. */
import type { GeneralSettings, Theme } from '../../core/profile/settings.ts';
import type { TextKey } from '../../ui/format/i18n.ts';

type NamesOf<T> = { [K in keyof GeneralSettings]: GeneralSettings[K] extends T ? K : never }[keyof GeneralSettings];

interface Control {
  label: TextKey;
  hint: TextKey;
}

export const SWITCHES: Readonly<Record<NamesOf<boolean>, Control>> = {
  automaticLookups: { label: 'optionsLookups', hint: 'optionsLookupsHint' },
  backgroundPolling: { label: 'optionsPolling', hint: 'optionsPollingHint' },
  notifications: { label: 'optionsNotifications', hint: 'optionsNotificationsHint' },
  singleKeys: { label: 'optionsSingleKeys', hint: 'optionsSingleKeysHint' },
  demo: { label: 'optionsDemo', hint: 'optionsDemoHint' },
};

export const NUMBERS: Readonly<Record<NamesOf<number>, Control>> = {
  ttlSeconds: { label: 'optionsTtl', hint: 'optionsTtlHint' },
  cacheEntries: { label: 'optionsEntries', hint: 'optionsEntriesHint' },
  pricePerMillionTokens: { label: 'optionsPrice', hint: 'optionsPriceHint' },
  pricePerCredit: { label: 'optionsCreditPrice', hint: 'optionsCreditPriceHint' },
};

const THEME_NAMES: Readonly<Record<Theme, TextKey>> = {
  system: 'optionsThemeSystem',
  light: 'optionsThemeLight',
  dark: 'optionsThemeDark',
};

export const CHOICES: { [K in NamesOf<string>]: Control & { names: Readonly<Record<GeneralSettings[K], TextKey>> } } = {
  theme: { label: 'optionsTheme', hint: 'optionsThemeHint', names: THEME_NAMES },
};

export const CONTROLS: Readonly<Record<keyof GeneralSettings, Control>> = { ...SWITCHES, ...NUMBERS, ...CHOICES };

/** The keys of a table, typed. */
export const namesOf = <T extends object>(table: T) => Object.keys(table) as (keyof T)[];
