import { MEASURED } from './measured.ts';
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
export function planTime(millions: number, workers: Workers): PlanTime {
  const { plan, settle, shards } = MEASURED;
  const count = Math.ceil((millions * plan.file) / SHARD_MEGABYTES);
  const settled: Job = { own: settle * cellsOf(millions), shared: 0 };
  const cut = (own: number, share: number, parts = count): Job[] =>
    Array<Job>(parts).fill({ own: (own * millions) / parts, shared: (plan.kept * share * millions) / MEASURED.database / parts });
  // What is kept is nearly all of the first two stages and the dealing; a third each.
  const stages = [
    cut(plan.read, 1 / 3),
    cut(plan.gather, 1 / 3),
    [settled],
    cut(plan.deal, 1 / 3),
    cut(plan.list, 0, Math.ceil(Math.sqrt(count))),
  ];
  const alone = (plan.handOver + plan.publish) * millions;
  const times = stages.map((jobs) => simulateQueue({ ...workers, jobs, idle: shards.idle }));
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
const [first, second, third, fourth] = MEASURED.cells;
const STRETCHES: readonly [readonly [Point, Point], ...(readonly [Point, Point])[]] = [
  [first, second],
  [second, third],
  [third, fourth],
];
