import german from '../../../../public/_locales/de/messages.json';
import english from '../../../../public/_locales/en/messages.json';
import { type Language, translatorOf } from './translate.ts';

/** In which languages stories are shown. */
export type LanguageName = keyof typeof LANGUAGES;

type Texts = Language['texts'];

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const HEBREW = 'אבצדעפגהיחכלמנוקרשסתטזשםןך';

/** English in Hebrew letters: nobody can read it, and browsers lay it out as Hebrew. */
const inHebrewLetters = (text: string): string =>
  text.replaceAll(/[A-Za-z]/g, (letter) => HEBREW[LATIN.indexOf(letter.toLowerCase())] ?? letter).replaceAll('→', '←');

const fromRight = (change: (text: string) => string, localeTag: string): Texts => ({
  ...Object.fromEntries(Object.entries(english).map(([key, { message }]) => [key, { message: change(message) }])),
  localeTag: { message: localeTag },
  textDirection: { message: 'rtl' },
});

const LANGUAGES = {
  en: { texts: english, browser: 'en_GB' },
  de: { texts: german, browser: 'de' },
  /** English boxes from right to left: each is exactly as wide as in English. */
  mirrored: { texts: fromRight((text) => text.replaceAll('→', '←'), 'en'), browser: 'en_GB' },
  hebrew: { texts: fromRight(inHebrewLetters, 'he'), browser: 'he' },
} as const satisfies Record<string, Language>;

export const translateTo = (name: LanguageName) => translatorOf(LANGUAGES[name]);
