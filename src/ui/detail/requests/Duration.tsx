import type { RequestLogEntry } from '../../../protocol/overview.ts';
import { joined, t } from '../../format/i18n.ts';

/** `128 ms · server 41`; the rest is the network's. */
export function Duration({ entry }: { entry: RequestLogEntry }) {
  const took = t('requestTook', entry.tookMs);
  if (entry.serverMs === null) return <>{took}</>;
  return (
    <span title={durationParts(entry) ?? undefined}>
      {took} <span class="mut">· {t('requestServer', entry.serverMs)}</span>
    </span>
  );
}

/** The server's part and the network's in words; null where Synap did not say. */
export function durationParts({ tookMs, serverMs }: RequestLogEntry): string | null {
  if (serverMs === null) return null;
  const server = t('requestServerLong', serverMs);
  // The clocks differ: the server may claim more than the whole.
  return serverMs > tookMs ? server : joined('sentences', [server, t('requestNetwork', tookMs - serverMs)]);
}
