/** Where in its source something stands. */
export interface Place {
  line: number | null;
  path: string | null;
}

/** A path into the list of lines is a line. */
export function inLines(place: Place, lines: readonly number[] | null): Place {
  const match = lines && place.path !== null ? /^\$\[(\d+)\](.*)$/.exec(place.path) : null;
  if (!match || !lines) return place;
  return { line: lines[Number(match[1])] ?? null, path: match[2] === '' ? null : `$${match[2]}` };
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
