import { type ComponentChildren, createContext } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { PROMPT } from '../../../core/conversation/part.ts';
import { completenessOf } from '../../facts/content/message-facts.ts';
import { type ChangeSource, diffSources, type DiffSources, sourceOf } from '../../facts/versions/change-sources.ts';
import type { Change, VersionDiff } from '../../facts/versions/version-diff.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { keptPlace } from '../../model/kept-place.ts';
import { messagesOf } from '../../model/messages/messages.ts';
import { useSlices } from '../../model/versions/use-slices.ts';
import type { TabProps } from '../reading/detail-view.ts';
import { useDemoMessages } from '../reading/messages/use-demo-messages.ts';
import { useSame } from '../reading/messages/use-same.ts';

interface Sources {
  of(change: Change): ChangeSource | undefined;
  /** Shows the message among what was kept and lost. */
  open(messageId: string): void;
}

/** Where the statements came from that were removed or added. */
export const SourcesContext = createContext<Sources>({ of: () => undefined, open: () => undefined });

interface SourcesProps extends Pick<TabProps, 'model' | 'onTab'> {
  /** Null while there is none to find sources for. */
  diff: VersionDiff | null;
  before: CompactedSummary | null;
  after: CompactedSummary | null;
  children: ComponentChildren;
}

/** Finds the sources for what is in it, once messages are known. */
export function Sources({ model, onTab, diff, before, after, children }: SourcesProps) {
  const found = useDiffSources(model, diff, before, after);
  const sources = useMemo(
    (): Sources => ({
      of: (change) => sourceOf(change, found),
      open: (messageId) => {
        keptPlace(model).value = messageId;
        onTab('kept');
      },
    }),
    [found, model],
  );
  return <SourcesContext.Provider value={sources}>{children}</SourcesContext.Provider>;
}

/** Null while they are sought, and as long as no messages are known. */
function useDiffSources(
  model: ConversationModel,
  diff: VersionDiff | null,
  before: CompactedSummary | null,
  after: CompactedSummary | null,
): DiffSources | null {
  const known = messagesOf(useApp(), model.id);
  useDemoMessages(model.id, known);
  const transcript = known.transcript.value;
  const prompt = useSame(model.slot(PROMPT).value.answer?.data ?? null);
  return useSlices(() => {
    if (!diff || !before || !after || !prompt || transcript.messages.length === 0) return null;
    const { counted } = completenessOf(transcript, prompt);
    return diffSources(diff, before, after, { messages: transcript.messages, prompt, counted });
  }, [diff, before, after, prompt, transcript]);
}
