import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, assign, type Memory } from '@rahyar/engine';
import { assignOn } from '../../packages/cli/src/parallel/plan-stages.ts';
import { sharedMemory } from '../../packages/cli/src/parallel/shared.ts';
import { withStagePool } from '../../packages/cli/src/parallel/stage-pool.ts';
import { generatePopulation } from '../../packages/cli/src/population/population.ts';
import type { Comparison, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';

const PEOPLE = { short: [1_000_000], night: [10_000_000] } as const;
const THREADS = 2;

const populationIn = (people: number, memory?: Memory): AssignmentProblem =>
  generatePopulation({
    people,
    seed: 1405,
    on: IsoDate.parse('2026-11-24'),
    policy: DEFAULT_POLICY,
    ...(memory === undefined ? {} : { memory }),
  }).problem;

/** Threads started within the measure: whoever plans a day starts them too. The processor time is that of all threads together. */
const onThreads: Side = {
  name: `whole plan on ${THREADS} threads`,
  unit: 'people',
  measure: async (people) => {
    const problem = populationIn(people, sharedMemory);
    let plan: AssignmentPlan | undefined;
    let wallMs = Number.POSITIVE_INFINITY;
    const cpuMs = await leastCpuMs(async () => {
      plan = undefined;
      const begun = performance.now();
      plan = await withStagePool(THREADS, (pool) => assignOn(pool, problem));
      wallMs = Math.min(wallMs, performance.now() - begun);
    });
    return { cpuMs, answer: { wallMs, sum: sumOf(plan) } };
  },
};

const onOne: Side = {
  name: 'whole plan on one thread',
  unit: 'people',
  measure: async (people) => {
    const problem = populationIn(people);
    let plan: AssignmentPlan | undefined;
    let wallMs = Number.POSITIVE_INFINITY;
    const cpuMs = await leastCpuMs(() => {
      plan = undefined;
      const begun = performance.now();
      plan = assign(problem);
      wallMs = Math.min(wallMs, performance.now() - begun);
    });
    return { cpuMs, answer: { wallMs, sum: sumOf(plan) } };
  },
};

/** Processor time against processor time says what threads cost; what they save is wall time, told beside it. */
export const threadsAgainstOne: Comparison = {
  name: 'plan on 2 threads / on one, processor time',
  ours: onThreads,
  peer: onOne,
  target: 1.25,
  sizes: PEOPLE,
  judge: (ours, peer) => {
    const [mine, theirs] = [ours.answer as Answer, peer.answer as Answer];
    const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
    return {
      isWrong: mine.sum !== theirs.sum,
      remarks: [
        `wall time ${seconds(mine.wallMs)} on ${THREADS} threads, ${seconds(theirs.wallMs)} on one (${(mine.wallMs / theirs.wallMs).toFixed(2)}x)`,
        ...(mine.sum === theirs.sum ? [] : ['the plans differ']),
      ],
    };
  },
};

type Answer = { readonly wallMs: number; readonly sum: number };

/** A number that hangs on every name and on the order of every worklist. */
function sumOf(plan: AssignmentPlan | undefined): number {
  let sum = 0;
  for (const column of plan === undefined ? [] : [...Object.values(plan.responsible), plan.worklists.order]) {
    for (let at = 0; at < column.length; at++) sum = (Math.imul(sum, 31) + (column[at] as number)) | 0;
  }
  return sum;
}
