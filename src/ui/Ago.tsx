import { useNow } from './app.ts';
import { agoText, exactTime } from './times.ts';

/** A time of our clock, relative, with the exact local time on hover. */
export function Ago({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={isoTime(at)} title={exactTime(at)}>
      {agoText(at, now)}
    </time>
  );
}

function isoTime(at: number): string | undefined {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : undefined;
}
