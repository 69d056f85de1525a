import { setTranslator } from '../../../src/ui/format/i18n.ts';
import { translate } from './fakes/translate.ts';

/** The English texts, for what is tested without a browser. */
setTranslator(translate);
