import { useEffect, useState } from 'preact/hooks';
import type { Answer, CompactionStarted } from '../../core/conversation/conversation.ts';
import { STATUS } from '../../core/conversation/part.ts';
import { fail, type AppError, type Outcome } from '../../core/errors.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import { useApp } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { UNSURE } from './CompactFailure.tsx';

export type Choice = Pick<RequestInput<'compact'>, 'strategy' | 'targetTokens' | 'force'>;

/**
 * One compaction, under the profile and key that were active when the dialog opened: the user confirmed their credits.
 */
export function useCompaction(model: ConversationModel, active: string, close: () => void) {
  const { store } = useApp();
  const [profileId] = useState(active);
  const [epoch] = useState(store.epoch.value);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  // The dialog closes on another profile or key, unless it has a compaction's outcome to report.
  const over = epoch !== store.epoch.value && !sending && !error;
  useEffect(() => (over ? close() : undefined), [over]);
  /** Another profile's status would not be this conversation's. */
  const isOurs = () => store.overview.value?.activeProfileId === profileId;
  const send = async (choice: Choice) => {
    setSending(true);
    setError(null);
    const outcome = begun(await store.backend.ask('compact', { profileId, conversationId: model.id, ...choice }));
    setSending(false);
    // A run was started, found running, or may have begun: the status needs a refresh.
    const isNews = outcome.ok || outcome.error.kind === 'conflict' || UNSURE.has(outcome.error.kind);
    if (isNews && isOurs()) void model.load(STATUS, 'fresh');
    if (outcome.ok) close();
    else setError(outcome.error);
  };
  return { sending, error, send, isOurs: isOurs(), dismiss: () => setError(null) };
}

/** Synap may also accept the request and start nothing, because the conversation is too short. */
function begun(outcome: Outcome<Answer<CompactionStarted>>): Outcome<Answer<CompactionStarted>> {
  if (!outcome.ok || outcome.value.data.state !== 'none') return outcome;
  const { correlationId } = outcome.value.meta;
  const said = { status: 200, correlationId, serverWords: null, serverCode: null };
  return fail({ kind: 'too-short', tokens: null, thresholdTokens: null, ...said });
}
