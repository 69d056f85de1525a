import type { Language } from '../../words/language.ts';
import { having, type Recogniser } from './recogniser.ts';

const withQuarter = having(/quarter|viertel|cuarto/iu);

/** They are no number before a unit, and so have patterns of their own: what is ahead, what is past, and how many. */
const SOURCES: Partial<Record<Language, string>> = {
  en: '(?:(?<ahead>in) )?(?:(?:an? )?quarter|(?<three>three)[ -]quarters)(?: of an)?[ -]hour(?<ago> ago)?',
  de: '(?:(?:(?<ahead>in)|(?<ago>vor)) )?(?:eine[rn]? )?(?:(?<three>drei)|)viertelstunde',
  es: '(?:(?:(?<ahead>en|dentro de)|(?<ago>hace)) )?(?:un|(?<three>tres)) cuartos? de hora',
};

/** A quarter of an hour, and three. */
export function quarterHours(language: Language): readonly Recogniser[] {
  const source = SOURCES[language];
  if (source === undefined) return [];
  return (['time', 'duration'] as const).map((kind) =>
    withQuarter(kind, new RegExp(`(?<!\\p{L})${source}(?!\\p{L})`, 'giu'), ({ groups = {} }) => {
      const span = groups['three'] ? 'PT45M' : 'PT15M';
      const sign = groups['ago'] ? '-' : groups['ahead'] ? '+' : '';
      return (kind === 'time') === (sign !== '') ? (sign ? `relative:${sign}${span}` : span) : null;
    }),
  );
}
