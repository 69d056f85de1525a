/**
 * The script that runs in the inspected page; its value is the scan's result, as plain data. Where the page has
 * broken what the script needs, the bundle's frame (scripts/page-scan-plugin.ts) gives an empty result. A PDF's text is
 * in a viewer of the browser's own, which no extension may read.
 */
import { scanPage } from './scan.ts';

// The value of a script, not the export of a module: a named one would be wrapped in an object.
// oxlint-disable-next-line import/no-default-export
export default document.contentType === 'application/pdf' ? { pdf: true } : scanPage();
