import { useState } from 'preact/hooks';
import type { Pause } from '../protocol/overview.ts';
import { useApp } from '../ui/model/app.ts';
import { ConnectionNotice } from '../ui/components/notices/ConnectionNotice.tsx';
import { ErrorNote } from '../ui/components/notices/ErrorNote.tsx';

/** A shorter wait is over before its notice is read: the rows that wait say so. */
const LEAST_WAIT_MS = 5_000;

/** Notices that apply to all conversations. They stand below everything, so that nothing moves when one comes. */
export function Notices() {
  const { store } = useApp();
  const pause = store.overview.value?.pause ?? null;
  return (
    <div class="panel-notices">
      <ConnectionNotice />
      {pause && <PauseNotice key={`${pause.reason} ${pause.until}`} pause={pause} />}
    </div>
  );
}

function PauseNotice({ pause }: { pause: Pause }) {
  const { store, shell } = useApp();
  const [isShort] = useState(() => pause.until !== null && pause.until - shell.now() < LEAST_WAIT_MS);
  if (isShort) return null;
  return <ErrorNote error={pause.error} onRetry={() => void store.mutate('resume', {})} compact />;
}
