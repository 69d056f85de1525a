import type { Translate } from '../../core/texts.ts';
import { setTranslator, t } from './i18n.ts';

/** Gives this page its texts, and their language and direction. Called once by each page's main before it renders. */
export function speak(translate: Translate): void {
  const { locale } = setTranslator(translate);
  Object.assign(document.documentElement, { lang: locale, dir: t('textDirection') });
}
