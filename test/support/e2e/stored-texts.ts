import { storedRecords } from '../browser/stored.ts';
import type { Rig } from './rig.ts';

/** Everything that the extension has stored, as one text for each kind of place. */
export async function storedTexts({ extension }: Rig): Promise<{ local: string; session: string; databases: string }> {
  const records = await storedRecords(await extension.worker());
  const all = (kind: string) =>
    records
      .filter(({ place }) => place.startsWith(kind))
      .map(({ text }) => text)
      .join('\n');
  return { local: all('storage.local'), session: all('storage.session'), databases: all('indexedDB') };
}
