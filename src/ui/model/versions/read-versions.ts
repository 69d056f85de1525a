import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import type { Part } from '../../../core/conversation/part.ts';
import type { ConversationModel } from '../conversation-model.ts';

export const versionPart = (version: number) =>
  ({ kind: 'summary', format: 'structured', version }) as const satisfies Part;

const held = new WeakMap<ConversationModel, { epoch: number; versions: Map<number, CompactedSummary> }>();

/**
 * Those of the versions that were read, newest first. A version never changes, so what was read of one stays when a new
 * run empties the model's slots. `epoch` is the store's: another profile may have other versions.
 */
export function readVersions(
  model: ConversationModel,
  epoch: number,
  versions: readonly number[],
): Map<number, CompactedSummary> {
  const known = held.get(model);
  const kept = known?.epoch === epoch ? known.versions : new Map<number, CompactedSummary>();
  held.set(model, { epoch, versions: kept });
  const read = new Map<number, CompactedSummary>();
  for (const version of versions) {
    const data = model.slot(versionPart(version)).value.answer?.data ?? kept.get(version);
    if (!data) continue;
    kept.set(version, data);
    read.set(version, data);
  }
  return read;
}
