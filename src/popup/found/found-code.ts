/** The code that the popup loads for the page's ids. */
export { FoundIds } from './FoundIds.tsx';
export { demoFound, joined, rescan } from './rescan-page.ts';
