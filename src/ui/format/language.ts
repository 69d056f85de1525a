import type { Translate } from '../../core/texts.ts';
import { setTranslator } from './i18n.ts';

/** Gives this page its texts, and their language and direction. Called once by each page's main before it renders. */
export function speak(translate: Translate): void {
  const { locale, direction } = setTranslator(translate);
  Object.assign(document.documentElement, { lang: locale, dir: direction });
}
