import { useState } from 'preact/hooks';
import { useApp } from '../../../../src/ui/model/app.ts';
import { EmptyState } from '../../../../src/ui/components/basics/EmptyState.tsx';
import { ErrorNote } from '../../../../src/ui/components/notices/ErrorNote.tsx';
import { SafeText } from '../../../../src/ui/components/basics/SafeText.tsx';
import { StatusChip } from '../../../../src/ui/components/basics/StatusChip.tsx';
import { ConnectionNotice } from '../../../../src/ui/components/notices/ConnectionNotice.tsx';
import { CopyButton } from '../../../../src/ui/components/basics/CopyButton.tsx';
import { DemoBanner } from '../../../../src/ui/components/notices/DemoBanner.tsx';
import { WatchButton } from '../../../../src/ui/components/controls/WatchButton.tsx';
import { defaultSettings } from '../../../../src/core/profile/settings.ts';
import { ERRORS } from '../error-fixtures.ts';
import { ID, overview } from '../fixtures.ts';
import type { Stories } from '../story.ts';

const STATES = ['completed', 'in_progress', 'failed', 'none', 'unknown', 'error', 'loading', null] as const;
const gap = { display: 'grid', gap: '8px', padding: '12px', maxWidth: '720px' };

/** A limit that is there again whenever it is asked. */
function LimitedAgain() {
  const { shell } = useApp();
  const [retryAt, setRetryAt] = useState(shell.now() + 10_000);
  const retry = () => {
    document.body.append('retried ');
    setRetryAt(shell.now() + 10_000);
  };
  return <ErrorNote error={{ ...ERRORS['rate-limited'], retryAt }} onRetry={retry} />;
}

export const stories: Stories = {
  chips: {
    render: () => (
      <div style={{ ...gap, justifyItems: 'start' }}>
        {STATES.map((state) => (
          <StatusChip key={state ?? 'null'} status={state} word={null} />
        ))}
        <StatusChip status="unknown" word={'arch\u202Eived'} />
      </div>
    ),
  },
  errors: {
    render: () => (
      <div style={gap}>
        {Object.values(ERRORS).map((error) => (
          <ErrorNote key={error.kind} error={error} onRetry={() => {}} />
        ))}
      </div>
    ),
  },
  compactErrors: {
    render: () => (
      <div style={gap}>
        {Object.values(ERRORS).map((error) => (
          <ErrorNote key={error.kind} error={error} onRetry={() => {}} compact />
        ))}
      </div>
    ),
  },
  rateLimited: {
    render: () => <ErrorNote error={ERRORS['rate-limited']} onRetry={() => document.body.append('retried ')} />,
  },
  limitedAgain: { render: () => <LimitedAgain /> },
  trialLimit: {
    render: () => (
      <ErrorNote
        error={{ ...ERRORS['rate-limited'], reason: 'trial_limit_reached', upgradeUrl: 'https://synap.example/plans' }}
        onRetry={() => document.body.append('retried ')}
      />
    ),
  },
  noCredits: {
    render: () => <ErrorNote error={ERRORS['no-credits']} onRetry={() => document.body.append('retried ')} />,
  },
  permission: {
    overview: overview({ profiles: overview().profiles.map((profile) => ({ ...profile, originGranted: false })) }),
    render: () => <ErrorNote error={ERRORS['permission-missing']} onRetry={() => document.body.append('retried ')} />,
  },
  others: {
    overview: overview({ settings: { ...defaultSettings(), demo: true }, activeProfileId: 'demo' }),
    render: (store) => (
      <div style={gap}>
        <DemoBanner />
        <ConnectionNotice />
        <WatchButton model={store.conversation(ID)} label="Studio renovation" />
        <CopyButton text={() => 'copied text'} label="Copy the text" />
        <p id="text">
          <SafeText text={'<b>not bold</b> \u202Eevil\u200B'} />
        </p>
        <EmptyState
          title="Nothing here"
          body="There is nothing to show."
          actions={<button class="btn">Do it</button>}
        />
      </div>
    ),
  },
};
