import { useState } from 'preact/hooks';
import { CompactButton } from '../../ui/compact/CompactButton.tsx';
import { onDemand } from '../../ui/detail/reading/on-demand.tsx';
import { useApp } from '../../ui/model/app.ts';
import type { ConversationModel } from '../../ui/model/conversation-model.ts';

/** Loaded on its first use, because few open it from a popup. */
const dialog = onDemand(() => import('../../ui/compact/CompactDialog.tsx').then((module) => module.CompactDialog));

/** A first compaction can be started from here. */
export function FirstCompaction({ model }: { model: ConversationModel }) {
  const { store } = useApp();
  const [isOpen, setOpen] = useState(false);
  const profileId = store.overview.value?.activeProfileId;
  return (
    <>
      <CompactButton model={model} onCompact={() => void dialog.prepare().then(() => setOpen(true))} />
      {isOpen && profileId !== undefined ? (
        <dialog.component model={model} profileId={profileId} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
