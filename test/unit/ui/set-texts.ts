import { setTranslator } from '../../../src/ui/text.ts';
import { translate } from '../../ui/translate.ts';

/** The English texts, for what is tested without a browser. */
setTranslator(translate);
