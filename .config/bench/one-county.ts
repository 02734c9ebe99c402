import { DEFAULT_POLICY, IsoDate } from '@rahyar/domain';
import { type AssignmentProblem, assign, NO_PLACE, problemOf } from '@rahyar/engine';
import { subjectAt } from '../../packages/cli/src/population/subject-at.ts';
import type { Comparison, Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';
import { greedyCover, populationOf } from './whole-plan.ts';

const COUNTRY = 1_000_000;
/** The most that a county may take in a process that has planned before. */
const LIMIT_MS = 10;
const WARM_UPS = 300;
/** So many are measured together: cleaning up memory beforehand takes some of the compiled code along. */
const TOGETHER = 50;

const warmPlan: Side = {
  name: 'one county, warm',
  unit: 'people',
  measure: async (people) => {
    const problem = countyOf(people);
    const cpuMs = await warmCpuMs(() => assign(problem));
    return {
      cpuMs,
      answer: assign(problem).tier.length,
      remark: `${problem.subjects.ids.count.toLocaleString('en')} subjects, ${cpuMs < LIMIT_MS ? 'below' : 'above'} ${LIMIT_MS} ms`,
    };
  },
};

const warmGreedyLoop: Side = {
  name: 'greedy loop over objects, warm',
  unit: 'people',
  measure: async (people) => {
    return { cpuMs: await warmCpuMs(greedyCover(countyOf(people))) };
  },
};

async function warmCpuMs(run: () => unknown): Promise<number> {
  const repeat = (times: number): void => {
    for (let round = 0; round < times; round++) run();
  };
  repeat(WARM_UPS);
  return (await leastCpuMs(() => repeat(TOGETHER))) / TOGETHER;
}

export const oneCountyAgainstGreedyLoop: Comparison = {
  name: 'one county, warm / greedy loop',
  ours: warmPlan,
  peer: warmGreedyLoop,
  target: 1,
  sizes: { short: [10_000], night: [10_000] },
  judge: (ours) => ({ isWrong: ours.answer === 0, remarks: [] }),
};

/** The people of the county of the generated country that has about so many, with the whole community: as a service holds them. */
function countyOf(people: number): AssignmentProblem {
  const country = populationOf(COUNTRY);
  const { home, ids } = country.subjects;
  const county = (place: number): string => (place === NO_PLACE ? '' : (country.places[place] ?? '').slice(0, 4));
  const counts = new Map<string, number>();
  for (const place of home) counts.set(county(place), (counts.get(county(place)) ?? 0) + 1);
  const distance = ([code, count]: readonly [string, number]): number =>
    code === '' ? Number.POSITIVE_INFINITY : Math.abs(count - people);
  const [chosen] = [...counts].toSorted((a, b) => distance(a) - distance(b))[0] ?? [''];
  const subjects = Array.from({ length: ids.count }, (_, index) => index)
    .filter((index) => county(home[index] as number) === chosen)
    .map((index) => ({ subject: subjectAt(country, index) }));
  return problemOf({ on: IsoDate.parse('2026-11-24'), policy: DEFAULT_POLICY, community: country.staff, subjects }).problem;
}
