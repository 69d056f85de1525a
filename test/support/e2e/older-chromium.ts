import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKER_FILE } from '../../../scripts/worker-plugin.ts';

const FILE = 'no-browser.js';
/** `browser` came with Chromium 152, and cannot be switched off any more. */
const TAKE_AWAY = `
globalThis.takenAway = globalThis.browser;
Object.defineProperty(globalThis, 'browser', { value: undefined, writable: true, configurable: true });
`;

/** The build as a Chromium before 152 runs it: its pages and its worker begin without a `browser`. */
export function forOlderChromium(): { dist: string; remove(): void } {
  const dist = mkdtempSync(join(tmpdir(), 'synap-older-'));
  cpSync(process.env['SYNAP_DIST'] ?? 'dist/chrome', dist, { recursive: true });
  writeFileSync(join(dist, FILE), TAKE_AWAY);
  for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.html')) continue;
    const html = readFileSync(join(dist, path), 'utf8');
    // A classic script runs before every module of its page.
    writeFileSync(join(dist, path), html.replace('<head>', `<head><script src="/${FILE}"></script>`));
  }
  const worker = join(dist, WORKER_FILE);
  writeFileSync(worker, `${TAKE_AWAY}${readFileSync(worker, 'utf8')}`);
  return { dist, remove: () => rmSync(dist, { recursive: true, force: true }) };
}
