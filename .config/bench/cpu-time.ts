import { writeFileSync } from 'node:fs';

/**
 * The least processor time of up to ten runs, in milliseconds; the run that makes their sum pass two seconds is the last.
 * What lies in memory beforehand is cleaned up, and the peak counts from here on (where the system is Linux).
 */
export async function leastCpuMs(run: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let round = 0; round < 10 && spent < 2_000; round++) {
    globalThis.gc?.();
    if (round === 0) forgetPeak();
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    spent += (user + system) / 1_000;
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** MiB of this process at its highest, since the last `leastCpuMs` began. */
export const peakMiB = (): number => Math.round(process.resourceUsage().maxRSS / 1_024);

/** Linux counts the peak anew after this; elsewhere it stays the peak of the whole process. */
function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}
