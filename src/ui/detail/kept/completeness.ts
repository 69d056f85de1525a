import type { Transcript, TranscriptSource } from '../../../core/transcript/message.ts';
import { t, tn, type TextKey } from '../../format/i18n.ts';

const SOURCES: Readonly<Record<TranscriptSource, TextKey>> = {
  synap: 'keptFromSynap',
  traffic: 'keptFromTraffic',
  file: 'keptFromFile',
  paste: 'keptFromPaste',
};

/** `412 of 419 messages · from Synap, traffic`. */
export function completenessText({ messages, sources }: Transcript, counted: number | null): string {
  const known = messages.length;
  const count =
    counted === null || counted < known
      ? tn('keptKnown', known)
      : t('keptKnownOf', known.toLocaleString('en'), counted.toLocaleString('en'));
  // All that Synap returned is what one expects: any other source is worth a word.
  const isSynapAlone = sources.every((source) => source === 'synap');
  return [
    count,
    ...(!isSynapAlone ? [t('keptFrom', sources.map((source) => t(SOURCES[source])).join(', '))] : []),
  ].join(' · ');
}
