import { useNow } from '../../model/app.ts';
import { agoText, exactTime, isoTime } from '../../format/times.ts';

/** A time on our clock, shown as relative, with the exact local time on hover. */
export function Ago({ at }: { at: number }) {
  const now = useNow();
  return (
    <time dateTime={isoTime(at) ?? undefined} title={exactTime(at)}>
      {agoText(at, now)}
    </time>
  );
}
