import type { Language } from '../../words/language.ts';
import { numberPattern, readNumber } from '../../words/number-forms.ts';
import type { Recogniser } from './recogniser.ts';

const isOneInWords = (text: string, value: string | null): boolean => value === '1' && !/\d/u.test(text);

export const quantities = (language: Language): readonly Recogniser[] => [
  {
    kind: 'amount',
    pattern: new RegExp(`(${numberPattern(language)}) ?(%|€|EUR|USD|GBP)(?!\\p{L})`, 'gu'),
    read: (match) => {
      const unit = match[2] === '€' ? 'EUR' : match[2];
      const value = readNumber(match[1] ?? '', language);
      return value === null ? null : `${value} ${unit}`;
    },
  },
  {
    kind: 'number',
    pattern: new RegExp(numberPattern(language), 'giu'),
    read: ([text]) => {
      const value = readNumber(text, language);
      return isOneInWords(text, value) ? null : value;
    },
  },
];
