/** For what no feature tells, because the same call exists in both browsers and behaves differently. */
export function inFirefox(): boolean {
  return globalThis.location?.protocol === 'moz-extension:';
}
