/** A zip of these files, which is the same bytes wherever and whenever it is made. Names are paths with slashes. */
export function zip(files: ReadonlyMap<string, Uint8Array>): Uint8Array;
export function unzip(bytes: Uint8Array): Map<string, Uint8Array>;
/** Every file below a folder, by its path in it. */
export function filesIn(folder: string): Map<string, Uint8Array>;
/** The files that git tracks or would, or, where there is no git, all that .gitignore does not name. */
export function sourcesIn(root: string): Map<string, Uint8Array>;
