import { CELLS, type Measured, SHARDS } from './measured.ts';
import { type Job, type QueueTerms, simulateQueue } from './queue.ts';

export type PlanTime = {
  /** From the order to publication. */
  readonly seconds: number;
  /** Of these, what one host does by itself while all workers wait. */
  readonly alone: number;
  readonly repeated: number;
};

type Workers = Pick<QueueTerms, 'workers' | 'deaths' | 'random'>;

/** How long a distributed plan for so many million members takes; its shards are cut as the command cuts them by itself. */
export function planTime(
  { plan, databaseMegabytes }: Pick<Measured, 'plan' | 'databaseMegabytes'>,
  millions: number,
  workers: Workers,
): PlanTime {
  const count = Math.ceil((millions * plan.file) / SHARD_MEGABYTES);
  const settled: Job = { own: plan.settle * cellsOf(millions), shared: 0 };
  // What a shard took one worker includes that the database took up what it made.
  const cut = ({ seconds, kept }: Measured['plan']['read'], parts = count): Job[] => {
    const shared = kept / databaseMegabytes;
    return Array<Job>(parts).fill({ own: (Math.max(0, seconds - shared) * millions) / parts, shared: (shared * millions) / parts });
  };
  const stages = [cut(plan.read), cut(plan.gather), [settled], cut(plan.deal), cut(plan.list, Math.ceil(Math.sqrt(count)))];
  const alone = (plan.handOver + plan.publish) * millions;
  const times = stages.map((jobs) => simulateQueue({ ...workers, jobs, idle: SHARDS.idle }));
  return {
    seconds: times.reduce((sum, { seconds }) => sum + seconds, alone),
    alone: alone + (times[2]?.seconds ?? 0),
    repeated: times.reduce((sum, { repeated }) => sum + repeated, 0),
  };
}

const SHARD_MEGABYTES = (16 * 2 ** 20) / 1e6;

/** Millions of cells for so many million members: between two measured sizes by a power, and beyond the last as between the last two. */
export function cellsOf(millions: number): number {
  const [[fromSize, fromCells], [toSize, toCells]] = STRETCHES.findLast(([[size]]) => size <= millions) ?? STRETCHES[0];
  return fromCells * (millions / fromSize) ** (Math.log(toCells / fromCells) / Math.log(toSize / fromSize));
}

type Point = readonly [millions: number, cells: number];
const [first, second, third, fourth] = CELLS;
const STRETCHES: readonly [readonly [Point, Point], ...(readonly [Point, Point])[]] = [
  [first, second],
  [second, third],
  [third, fourth],
];
