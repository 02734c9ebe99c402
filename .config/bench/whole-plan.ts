import { DEFAULT_POLICY, IsoDate, type Rahyar } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  assign,
  checkCertificate,
  classify,
  classOfKind,
  isDedicated,
  profileOf,
  SUBJECT_KINDS,
  unavailability,
  verify,
} from '@rahyar/engine';
import { generatePopulation } from '../../packages/cli/src/population/population.ts';
import { subjectAt } from '../../packages/cli/src/population/subject-at.ts';
import { unsuitability } from '../../packages/engine/src/suitability.ts';
import { agreed, type Comparison, type Measure, type Side } from './comparison.ts';
import { leastCpuMs } from './cpu-time.ts';

export const PEOPLE = { short: [200_000], night: [10_000_000] } as const;

/** By the generator alone: through the door of `cli` come drivers and plots, and lie in memory beside the plan. */
export const populationOf = (people: number): AssignmentProblem =>
  generatePopulation({ people, seed: 1405, on: IsoDate.parse('2026-11-24'), policy: DEFAULT_POLICY }).problem;

export const wholePlan: Side = {
  name: 'whole plan',
  unit: 'people',
  measure: async (people) => {
    const problem = populationOf(people);
    let plan: AssignmentPlan | undefined;
    const cpuMs = await leastCpuMs(() => {
      plan = undefined;
      plan = assign(problem);
    });
    return { cpuMs, answer: plan === undefined ? [] : coveredByTier(plan) };
  },
};

export const verifying: Side = {
  name: 'verifying every rule',
  unit: 'people',
  measure: async (people) => {
    const problem = populationOf(people);
    const plan = assign(problem);
    let violations = 0;
    const cpuMs = await leastCpuMs(() => {
      violations = verify(problem, plan).reduce((sum, { count }) => sum + count, 0);
    });
    return { cpuMs, answer: violations };
  },
};

const checking: Side = {
  name: 'checking the certificate',
  unit: 'people',
  measure: async (people) => {
    const problem = populationOf(people);
    const plan = assign(problem);
    let faults = 0;
    const cpuMs = await leastCpuMs(() => {
      faults = checkCertificate(problem, plan, plan.certificate).length;
    });
    return { cpuMs, answer: faults };
  },
};

export const pass: Side = {
  name: 'reading every column once',
  unit: 'people',
  measure: async (people) => {
    const { subjects } = populationOf(people);
    const columns = Object.values(subjects).filter((column) => ArrayBuffer.isView(column));
    let sum = 0;
    const cpuMs = await leastCpuMs(() => {
      sum = 0;
      for (const column of columns) sum += sumOf(column);
    });
    return { cpuMs, answer: sum, remark: `${columns.length} columns` };
  },
};

export const greedyLoop: Side = {
  name: 'greedy loop over objects',
  unit: 'people',
  measure: async (people) => {
    const cover = greedyCover(populationOf(people));
    let covered: readonly number[] = [];
    const cpuMs = await leastCpuMs(() => {
      covered = cover();
    });
    return { cpuMs, answer: covered };
  },
};

/**
 * What one writes first: persons as objects, by tier, each to the first rahyar with room who covers the home or else the work, and suits.
 * Nobody is moved, and organisations and social links are not asked. The objects are there before the loop begins; it returns how many of each
 * tier it has covered.
 */
export function greedyCover(problem: AssignmentProblem): () => readonly number[] {
  const tiers = classify(problem);
  const byCode = new Map<string, Rahyar[]>();
  for (const rahyar of problem.rahyars) {
    if (rahyar?.kind !== 'area' || unavailability(rahyar, problem.on, problem.policy) !== undefined) continue;
    for (const code of rahyar.jurisdiction) byCode.set(code, [...(byCode.get(code) ?? []), rahyar]);
  }
  const covering = (place = ''): Rahyar[] =>
    [2, 4, 6, 10].flatMap((length) => (length <= place.length ? (byCode.get(place.slice(0, length)) ?? []) : []));
  const rows = Array.from(tiers, (tier, index) => {
    const subject = subjectAt(problem, index);
    return { subject, profile: profileOf(subject), tier };
  }).filter(({ tier }) => tier > 0);
  return () => {
    const load = new Map<string, number>();
    const covered = [0, 0, 0, 0, 0];
    for (const { subject, profile, tier } of rows.toSorted((a, b) => a.tier - b.tier)) {
      const free = [...covering(subject.home), ...covering(subject.work)].find(
        (rahyar) =>
          (load.get(rahyar.id) ?? 0) < rahyar.service.caseload.person && unsuitability(rahyar, profile, problem.policy) === undefined,
      );
      if (free === undefined) continue;
      load.set(free.id, (load.get(free.id) ?? 0) + 1);
      covered[tier] = (covered[tier] ?? 0) + 1;
    }
    return covered;
  };
}

export const againstGreedyLoop: Comparison = {
  name: 'plan / greedy loop',
  ours: wholePlan,
  peer: greedyLoop,
  target: 1 / 5,
  sizes: PEOPLE,
  judge: coversNoTierLess,
};

export const againstPass: Comparison = {
  name: 'plan / pass',
  ours: wholePlan,
  peer: pass,
  target: 60,
  sizes: PEOPLE,
  judge: agreed,
};

export const verifyingAgainstPlanning: Comparison = {
  name: 'verify / plan',
  ours: verifying,
  peer: wholePlan,
  target: 1,
  sizes: PEOPLE,
  judge: (ours) => ({ isWrong: ours.answer !== 0, remarks: ours.answer === 0 ? [] : [`${String(ours.answer)} violations of the rules`] }),
};

const GROUPS = 100_000;

/** The same people, but that so many of them are cores and hubs of the four kinds. */
const planWithGroups: Side = {
  name: 'whole plan with 100,000 groups',
  unit: 'people',
  measure: async (people) => {
    const given = populationOf(people);
    const stride = Math.floor(given.subjects.ids.count / GROUPS);
    const kind = given.subjects.kind.map((own, subject) => (subject % stride === 0 ? groupKind(subject / stride) : own));
    const problem = { ...given, subjects: { ...given.subjects, kind } };
    let plan = assign(problem);
    const cpuMs = await leastCpuMs(() => {
      plan = assign(problem);
    });
    return { cpuMs, answer: checkCertificate(problem, plan, plan.certificate).length };
  },
};

const GROUP_KINDS = [...SUBJECT_KINDS.keys()].filter((kind) => classOfKind(kind) === 'collective');
const groupKind = (position: number): number => GROUP_KINDS[position % GROUP_KINDS.length] as number;

export const groupsAgainstPeople: Comparison = {
  name: 'plan with 100,000 groups / plan',
  ours: planWithGroups,
  peer: wholePlan,
  target: 1.25,
  sizes: { short: [200_000], night: [10_000_000] },
  judge: (ours) => ({ isWrong: ours.answer !== 0, remarks: [ours.answer === 0 ? 'proven on every level' : 'not proven'] }),
};

/** The checker reads every subject by the definitions; the solver only saw cells of them. */
export const checkingAgainstPlanning: Comparison = {
  name: 'check certificate / plan',
  ours: checking,
  peer: wholePlan,
  target: 0.02,
  sizes: PEOPLE,
  judge: (ours) => ({ isWrong: ours.answer !== 0, remarks: [ours.answer === 0 ? 'no gap: proven on every level' : 'not proven'] }),
};

export const growth: Comparison = {
  name: 'plan / plan for a fifth',
  ours: wholePlan,
  peer: wholePlan,
  target: 4,
  sizes: { short: [], night: [50_000_000] },
  peerSize: (people) => people / 5,
  judge: agreed,
};

/** Later tiers may give way to earlier ones, never the other way round. */
function coversNoTierLess(ours: Measure, peer: Measure): { isWrong: boolean; remarks: string[] } {
  const [mine, theirs] = [ours.answer as number[], peer.answer as number[]];
  const tiers = [1, 2, 3, 4];
  const at = (covered: readonly number[], tier: number): number => covered[tier] ?? 0;
  return {
    isWrong: tiers.some((tier) => at(mine, tier) < at(theirs, tier)),
    remarks: tiers.map(
      (tier) => `tier ${tier}: ${at(mine, tier).toLocaleString('en')} covered, greedy loop ${at(theirs, tier).toLocaleString('en')}`,
    ),
  };
}

function coveredByTier(plan: AssignmentPlan): number[] {
  const covered = [0, 0, 0, 0, 0];
  plan.tier.forEach((tier, subject) => {
    if (isDedicated(plan, subject)) covered[tier] = (covered[tier] ?? 0) + 1;
  });
  return covered;
}

/** One loop for each kind of array, so that each is as fast as it can be. */
function sumOf(column: ArrayBufferView): number {
  let sum = 0;
  if (column instanceof Uint8Array) for (let row = 0; row < column.length; row++) sum += column[row] as number;
  else if (column instanceof Int32Array) for (let row = 0; row < column.length; row++) sum += column[row] as number;
  else if (column instanceof Uint16Array) for (let row = 0; row < column.length; row++) sum += column[row] as number;
  else if (column instanceof Uint32Array) for (let row = 0; row < column.length; row++) sum += column[row] as number;
  else throw new Error('invariant: a column is of bytes or of integers');
  return sum;
}
