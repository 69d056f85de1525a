import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'), 'conversations');

/** Files with real conversations, which are not part of the project; none where they are missing. */
export const archives: readonly string[] = (() => {
  try {
    return readdirSync(FOLDER);
  } catch {
    return [];
  }
})();

export const readArchive = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
