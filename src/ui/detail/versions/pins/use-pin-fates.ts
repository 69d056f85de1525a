import { useMemo } from 'preact/hooks';
import { checkPins, type PinFate, pinFates } from '../../../facts/versions/pin-fates.ts';
import type { ConversationModel } from '../../../model/conversation-model.ts';
import { versionPart } from '../../../model/versions/read-versions.ts';
import type { Pins } from '../../../model/versions/use-pins.ts';
import { useSlices } from '../../../model/versions/use-slices.ts';
import type { Versions } from '../use-versions.ts';

/** What every version that was read does with the pinned texts. */
export function usePinFates(pins: Pins, { read, comparison }: Versions): readonly PinFate[] {
  const inputs = [pins.all, ...read.values()];
  const checked = useSlices(() => (pins.all ? checkPins(pins.all, read) : null), inputs);
  return useMemo(
    () => pinFates(pins.all ?? [], read, comparison),
    [checked, comparison.before, comparison.after, ...inputs],
  );
}

/** The versions that were not read, newest first: neither those on show, which say so themselves, nor what Synap lacks. */
export function unreadOf(model: ConversationModel, { line, read, comparison }: Versions): number[] {
  return (line ?? [])
    .flatMap(({ version }) => version ?? [])
    .filter((version) => !read.has(version) && version !== comparison.before && version !== comparison.after)
    .filter((version) => model.slot(versionPart(version)).value.answer === null);
}
