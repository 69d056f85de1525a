/** The same for the panel, which runs it in the page's own world again and again, and cannot await a promise. */
import { watchPage } from './session/watch.ts';

export default document.contentType === 'application/pdf' ? { pdf: true } : watchPage();
