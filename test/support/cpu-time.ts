/** Linear work on a megabyte stays far below it, on a slow machine too; quadratic work takes many minutes. */
export const LINEAR_CPU_MS = 10_000;

/** Processor time: unlike the clock on the wall, it does not hang on what else the machine does. */
export function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
