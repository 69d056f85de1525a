const INSTANCE_CHARS = 6;
const UNKNOWN_INSTANCE = '000000';
const RANDOM_DIGITS = 6;

/**
 * Names one request end to end, in the form that Synap's own clients use: `syn_<first 6 characters of the instance
 * id>_<unix ms>_<6 hex>`. `random` is a number from 0 to 1, 1 excluded.
 */
export function makeCorrelationId(instanceId: string | null, nowMs: number, random: number): string {
  const instance = (instanceId ?? '').replace(/^inst_/, '').slice(0, INSTANCE_CHARS);
  // The id came from a server: only plain letters and digits of it go into a header.
  const known = /^[A-Za-z0-9]{6}$/.test(instance) ? instance : UNKNOWN_INSTANCE;
  const digits = Math.floor(random * 16 ** RANDOM_DIGITS)
    .toString(16)
    .padStart(RANDOM_DIGITS, '0');
  return `syn_${known}_${nowMs}_${digits}`;
}
