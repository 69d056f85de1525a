import { PROMPT, STATUS, SUMMARY, type Part } from '../../core/conversation/part.ts';
import { useEffect, useMemo } from 'preact/hooks';
import type { ConversationModel } from '../../ui/model/conversation-model.ts';

/** The parts that the card shows. */
const SHOWN = [STATUS, SUMMARY, PROMPT];

/**
 * Shows the cache at once, then asks Synap where `ask` allows. In this order, because a cached answer that came after a
 * fresh failure would hide it. A new `turn` asks again.
 */
export function useAnswer(model: ConversationModel, ask: boolean, turn: number): void {
  // Asked as the card is drawn, and not by an effect: effects wait until the popup can be seen.
  const peeked = useMemo(() => SHOWN.map((part) => model.load(part, 'peek')), [model]);
  useEffect(() => {
    const hides = SHOWN.map((part) => model.show(part));
    return () => hides.forEach((hide) => hide());
  }, [model]);
  useEffect(() => {
    let wanted = ask;
    // The popup asks at once when it opens, which is no click.
    const read = (part: Part) => (wanted ? model.load(part, 'fresh', turn > 0 ? 'user' : 'view') : undefined);
    SHOWN.forEach((part, at) => void peeked[at]?.then(() => read(part)));
    return () => {
      wanted = false;
    };
  }, [model, ask, turn]);
}
