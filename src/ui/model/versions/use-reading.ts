import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import type { ConversationModel } from '../conversation-model.ts';
import { versionPart } from './read-versions.ts';

/** So many are asked for at a time: the budget is for other requests too. */
const AT_ONCE = 3;
/** After so many failures in a row the rest would fail as well. */
const MAX_FAILED = 3;

export interface VersionReading {
  /** Null while nothing is read. */
  progress: { done: number; of: number } | null;
  /** Reads each of them once; `onEnd` is called at the end, unless it was stopped. */
  start(versions: readonly number[], onEnd: () => void): void;
  /** Begins no further read. */
  stop(): void;
}

/** Reads versions from Synap, a few at a time. */
export function useReading(model: ConversationModel): VersionReading {
  const epoch = useApp().store.epoch.value;
  const [progress, setProgress] = useState<VersionReading['progress']>(null);
  const current = useRef<AbortController | null>(null);
  const stop = () => {
    current.current?.abort();
    current.current = null;
    setProgress(null);
  };
  // Another profile has other versions.
  useEffect(() => stop, [model, epoch]);
  const start = (versions: readonly number[], onEnd: () => void) => {
    stop();
    const { signal } = (current.current = new AbortController());
    let done = 0;
    setProgress({ done, of: versions.length });
    const onRead = () => {
      done += 1;
      if (!signal.aborted) setProgress({ done, of: versions.length });
    };
    void readAll(model, versions, signal, onRead).then(() => {
      if (signal.aborted) return;
      onEnd();
      stop();
    });
  };
  return { progress, start, stop };
}

async function readAll(
  model: ConversationModel,
  versions: readonly number[],
  signal: AbortSignal,
  onRead: () => void,
): Promise<void> {
  const waiting = [...versions];
  let failed = 0;
  const lane = async () => {
    while (!signal.aborted && failed < MAX_FAILED) {
      const version = waiting.shift();
      if (version === undefined) return;
      const part = versionPart(version);
      await model.load(part, 'cached');
      failed = model.slot(part).peek().error === null ? 0 : failed + 1;
      onRead();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
