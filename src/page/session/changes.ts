/** What has changed in the page since it was read. */

/** Of a page that changes more than this between two scans, the whole is read again. */
const MAX_RECORDS = 2000;
/** Nobody looks any more. */
const FORGOTTEN_AFTER_MS = 60_000;
/** Some things change without a record, as a shadow root that comes late, or the heading that names what is below it. */
const MAX_AGE_MS = 60_000;
const AGE_PER_COST = 200;

export interface Changes {
  observe(root: Node): void;
  /** The records since the last call; null when the whole page must be read. */
  take(): MutationRecord[] | null;
  /** The page was read as a whole, which took so long. */
  wasRead(tookMs: number): void;
  isStopped(): boolean;
  stop(): void;
}

export function createChanges(onStop: () => void): Changes {
  let records: MutationRecord[] = [];
  let isStopped = false;
  let lookedAt = Date.now();
  let renewAt = Infinity;
  const stop = (): void => {
    if (isStopped) return;
    isStopped = true;
    records = [];
    observer.disconnect();
    onStop();
  };
  const keep = (next: readonly MutationRecord[]): void => {
    const isForgotten = Date.now() - lookedAt > FORGOTTEN_AFTER_MS;
    if (isForgotten || records.length + next.length > MAX_RECORDS) stop();
    else records.push(...next);
  };
  const observer = new MutationObserver(keep);
  return {
    observe: (root) => {
      if (!isStopped) observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    },
    take: () => {
      lookedAt = Date.now();
      keep(observer.takeRecords());
      if (lookedAt > renewAt) stop();
      const taken = records;
      records = [];
      return isStopped ? null : taken;
    },
    wasRead: (tookMs) => void (renewAt = Date.now() + Math.max(MAX_AGE_MS, AGE_PER_COST * tookMs)),
    isStopped: () => isStopped,
    stop,
  };
}
