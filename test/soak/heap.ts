/** What is held after a collection; null without `--expose-gc`. */
export function heapBytes(): (() => number) | null {
  const { gc } = globalThis;
  if (gc === undefined) return null;
  return () => {
    // The second round takes what the first one's finalisers let go.
    gc();
    gc();
    return process.memoryUsage().heapUsed;
  };
}
