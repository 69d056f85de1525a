import type { WatchRecord } from '../watch/watch-record.ts';

export interface Badge {
  text: string;
  tone: 'run' | 'bad';
}

/**
 * The number of runs in progress; red when a watched run failed and nobody has seen it, with a mark if none is running.
 */
export function badgeOf(watches: readonly WatchRecord[]): Badge {
  const running = watches.filter((watch) => watch.state === 'running').length;
  const failed = watches.some((watch) => watch.starred && watch.unseen);
  const text = running > 0 ? (running > 99 ? '99+' : String(running)) : failed ? '!' : '';
  return { text, tone: failed ? 'bad' : 'run' };
}
