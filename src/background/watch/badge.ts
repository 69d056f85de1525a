import type { WatchRecord } from './watch-record.ts';

export interface Badge {
  text: string;
  tone: 'run' | 'bad';
}

/** Runs in progress as a number; red with a mark when a watched one failed and nobody has looked yet. */
export function badgeOf(watches: readonly WatchRecord[]): Badge {
  const running = watches.filter((watch) => watch.state === 'running').length;
  const failed = watches.some((watch) => watch.starred && watch.unseen);
  const text = running > 0 ? (running > 99 ? '99+' : String(running)) : failed ? '!' : '';
  return { text, tone: failed ? 'bad' : 'run' };
}
