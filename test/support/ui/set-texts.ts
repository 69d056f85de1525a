import { setTranslator } from '../../../src/ui/format/i18n.ts';
import { translate } from './fakes/translate.ts';

// Unit tests have no browser to translate texts.
setTranslator(translate);
