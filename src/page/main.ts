/**
 * The script that runs in the inspected page; its value is the scan's result, as plain data. If the page has broken
 * something the script needs, the bundle's wrapper (scripts/page-scan-plugin.ts) returns an empty result. A PDF's text
 * is in the browser's own viewer, which no extension may read.
 */
import { scanPage } from './scan.ts';

// The value of a script, not the export of a module: a named export would be wrapped in an object.
export default document.contentType === 'application/pdf' ? { pdf: true } : scanPage();
