/**
 * Where several ids, or none, were found: what was right-clicked, or typed into the address bar, or the runs that a
 * notification told of. `around`: the page around a frame, in which nothing was found.
 */
export const CLICK_PLACES = ['selection', 'link', 'page', 'frame', 'around', 'typed', 'notice'] as const;
export type ClickPlace = (typeof CLICK_PLACES)[number];
