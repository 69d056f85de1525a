/** Linear work on a megabyte stays far below this on slow machines too; quadratic work takes many minutes. */
export const LINEAR_CPU_MS = 10_000;

/** The processor time of `work`, which does not depend on what else the machine is doing. */
export function cpuMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
