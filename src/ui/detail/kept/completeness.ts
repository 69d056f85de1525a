import type { Transcript, TranscriptSource } from '../../../core/transcript/message.ts';
import { listed, t, tn, type TextKey } from '../../format/i18n.ts';

const SOURCES: Readonly<Record<TranscriptSource, TextKey>> = {
  synap: 'keptFromSynap',
  traffic: 'keptFromTraffic',
  file: 'keptFromFile',
  paste: 'keptFromPaste',
};

/** `412 of 419 messages` and `from Synap, traffic`. */
export function completenessParts({ messages, sources }: Transcript, counted: number | null): string[] {
  const known = messages.length;
  const count = counted === null || counted < known ? tn('keptKnown', known) : t('keptKnownOf', known, counted);
  return [count, ...(sources.length > 0 ? [t('keptFrom', listed(sources.map((source) => t(SOURCES[source]))))] : [])];
}
