/**
 * The script that runs in the inspected page, in the extension's own world: reads the page once, and lets it go on now
 * and then. Its value is the scan's answer, or a promise of it, as plain data. If the page has broken something that the
 * script needs, the bundle's wrapper (scripts/page-scan-plugin.ts) returns an empty result. A PDF's text is in the
 * browser's own viewer, which no extension may read.
 */
import { scanOnce } from './session/once.ts';

// The value of a script, not the export of a module: a named export would be wrapped in an object.
export default document.contentType === 'application/pdf' ? { pdf: true } : scanOnce();
