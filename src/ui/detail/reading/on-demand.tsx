import type { ComponentType } from 'preact';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import { Skeleton } from './Skeleton.tsx';

/** A component whose code is loaded on first use. */
export interface OnDemand<P> {
  component: ComponentType<P>;
  /** Loads the code; resolves at once when it is already loaded, and never rejects. */
  prepare(): Promise<void>;
}

export function onDemand<P extends object>(load: () => Promise<ComponentType<P>>): OnDemand<P> {
  let Loaded: ComponentType<P> | null = null;
  let hasFailed = false;
  return {
    component: (props: P) => {
      if (Loaded) return <Loaded {...props} />;
      // The code is part of the extension: it is missing only if the extension was replaced under this view.
      if (hasFailed) return <ErrorNote error={{ kind: 'outdated' }} onRetry={() => location.reload()} />;
      return <Skeleton cards={3} />;
    },
    prepare: async () => {
      try {
        Loaded ??= await load();
      } catch {
        hasFailed = true;
      }
    },
  };
}
