/** The API key in what was copied with it: quotes, `Bearer`, a variable of the shell, a line of YAML, JSON or Python. */

/** What may stand around a key, from the outside in. Each is taken off as often as it is there. */
const AROUND: readonly [pattern: RegExp, inner: string][] = [
  [/\s#.*$/s, ''],
  [/(?<=.)[;,]+$/, ''],
  [/^["'`“”„‘’«»]([^"'`“”„‘’«»]+)["'`“”„‘’«»]$/, '$1'],
  [/^(?:-H|--header|export|setx?|const|let|var)\s+(?=\S)/, ''],
  [/^\$env:(?=\w)/i, ''],
  // `SYNAP_API_KEY=…`, `api-key: …`, `"Authorization": …`: never the `=` at the end of a key.
  [/^(["']?)[\w.-]*(?:key|token|secret|authorization)\1\s*[:=]\s*(?=\S{4})/i, ''],
  [/^Bearer\s+(?=\S)/i, ''],
];

/** In more there is no key: to look for one could take as long as the square of its length. */
const MAX_CHARS = 2000;

export function keyInPasted(text: string): string {
  if (text.length > MAX_CHARS) return text.trim();
  let key = text;
  for (let before = null; before !== key;) {
    before = key;
    key = key.trim();
    for (const [pattern, inner] of AROUND) key = key.replace(pattern, inner);
  }
  return key;
}
