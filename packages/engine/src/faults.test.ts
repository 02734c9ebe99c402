import { DEDICATED_BASES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planWithSeats } from './assign.ts';
import { classify } from './classify.ts';
import { type CoverageIndex, coverageOf } from './coverage.ts';
import { factCellsOf } from './fact-cells.ts';
import type { AssignmentPlan } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import type { RuleId } from './rules/rule.ts';
import { seatSubjects } from './seat.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';
import { verify } from './verify.ts';
import { worklists } from './worklist.ts';

/**
 * Engines with a fault, each of which the named rule must notice on generated problems. They prove that the generator makes the contention
 * that the rules are about: a fault that no generated problem shows is a fault that the suite would let through.
 */
type Fault = { readonly fault: string; readonly rule: RuleId; plan(problem: AssignmentProblem): AssignmentPlan };

type Seats = (problem: AssignmentProblem, coverage: CoverageIndex, tier: Uint8Array) => Int32Array;

const withSeats = (seats: Seats) => (problem: AssignmentProblem) => {
  const coverage = coverageOf(problem);
  const tier = classify(problem);
  return planWithSeats(problem, coverage, tier, factCellsOf(problem, tier), seats(problem, coverage, tier));
};

/** Seats subjects one by one in the given order, each with the first candidate that has room; nobody is ever moved. */
const greedy =
  (order: (problem: AssignmentProblem, tier: Uint8Array) => number[], keep: boolean, respectLimits = true): Seats =>
  (problem, coverage, tier) => {
    const seat = new Int32Array(tier.length).fill(NOBODY);
    const load = new Map<number, number>();
    for (const subject of order(problem, tier)) {
      const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
      const candidates = problem.policy.primaryPreference.flatMap((basis) => [...coverage.optionsOn(subject, basis).rahyars]);
      const previous = problem.subjects.previous[subject] as number;
      if (keep && candidates.includes(previous)) candidates.unshift(previous);
      const limit = (staff: number): number =>
        problem.rahyars[staff]?.service.caseload[(['person', 'collective', 'organization'] as const)[subjectClass] ?? 'person'] ?? 0;
      const chosen = candidates.find((staff) => !respectLimits || (load.get(staff * 3 + subjectClass) ?? 0) < limit(staff));
      if (chosen === undefined) continue;
      seat[subject] = chosen;
      load.set(chosen * 3 + subjectClass, (load.get(chosen * 3 + subjectClass) ?? 0) + 1);
    }
    return seat;
  };

const byTier = (_problem: AssignmentProblem, tier: Uint8Array): number[] =>
  [...tier.keys()].sort((a, b) => (tier[a] as number) - (tier[b] as number) || a - b);
const byId = (_problem: AssignmentProblem, tier: Uint8Array): number[] => [...tier.keys()];
const bestSeats: Seats = (problem, coverage, tier) => seatSubjects(problem, coverage, tier).seat;
const honest = withSeats(bestSeats);

const FAULTS: readonly Fault[] = [
  { fault: 'seats greedily by tier and moves nobody', rule: 'R14', plan: withSeats(greedy(byTier, false)) },
  { fault: 'seats by id, whatever the tier', rule: 'R14', plan: withSeats(greedy(byId, false)) },
  { fault: 'forgets yesterday', rule: 'R16', plan: withSeats(greedy(byTier, false)) },
  { fault: 'ignores caseload limits', rule: 'R13', plan: withSeats(greedy(byTier, true, false)) },
  { fault: 'seats nobody', rule: 'R14', plan: withSeats((_problem, _coverage, tier) => new Int32Array(tier.length).fill(NOBODY)) },
  {
    fault: 'seats nobody by work',
    rule: 'R14',
    plan: withSeats((problem, coverage, tier) =>
      bestSeats(
        problem,
        { ...coverage, optionsOn: (subject, basis) => (basis === 'work' ? coverage.optionsOf(0, 0) : coverage.optionsOn(subject, basis)) },
        tier,
      ),
    ),
  },
  {
    fault: 'looks for the primary in a fixed order instead of the policy’s',
    rule: 'R17',
    plan: (problem) => honest({ ...problem, policy: { ...problem.policy, primaryPreference: [...DEDICATED_BASES] } }),
  },
  {
    fault: 'takes rahyars on leave for available',
    rule: 'R12',
    plan: (problem) =>
      honest({ ...problem, rahyars: problem.rahyars.map((rahyar) => rahyar && { ...rahyar, service: { ...rahyar.service, leave: [] } }) }),
  },
  {
    fault: 'asks no mastery',
    rule: 'R11',
    plan: (problem) => honest({ ...problem, policy: { ...problem.policy, requiredMastery: [] } }),
  },
  {
    fault: 'counts activity one day too long',
    rule: 'R18',
    plan: (problem) => {
      const { activity } = problem.policy;
      return honest({ ...problem, policy: { ...problem.policy, activity: { ...activity, windowDays: activity.windowDays + 1 } } });
    },
  },
  {
    fault: 'orders worklists without regard to follow-ups that are due',
    rule: 'R6',
    plan: (problem) => {
      const plan = honest(problem);
      const blind = { ...problem, subjects: { ...problem.subjects, dueOn: new Int32Array(plan.tier.length).fill(-2_147_483_648) } };
      return { ...plan, worklists: worklists(blind, plan) };
    },
  },
  {
    fault: 'lists people who asked not to be contacted',
    rule: 'R7',
    plan: (problem) => {
      const plan = honest(problem);
      return {
        ...plan,
        worklists: worklists({ ...problem, subjects: { ...problem.subjects, flags: new Uint8Array(plan.tier.length) } }, plan),
      };
    },
  },
  {
    fault: 'tells of gaps only where nobody covers the place',
    rule: 'R8',
    plan: (problem) => {
      const plan = honest(problem);
      return { ...plan, gapCause: plan.gapCause.map((cause) => (cause === 2 ? cause : 0)) };
    },
  },
  {
    fault: 'takes any channel of an online rahyar for the right one',
    rule: 'R19',
    plan: (problem) =>
      honest({
        ...problem,
        rahyars: problem.rahyars.map((rahyar) =>
          rahyar?.kind === 'online' && rahyar.service.channels.length > 0
            ? { ...rahyar, service: { ...rahyar.service, channels: ['phoneCounselling'] } }
            : rahyar,
        ),
      }),
  },
];

const problems = fc.sample(arbitraryProblem, { numRuns: 500, seed: 1405 });

describe('a faulty engine is noticed', () => {
  it.each(FAULTS.map((row) => [row.rule, row.fault, row] as const))('%s notices an engine that %s', (rule, _fault, { plan }) => {
    const isNoticed = (problem: AssignmentProblem): boolean =>
      verify(problem, plan(problem)).some((finding) => finding.rule === rule && finding.count > 0);
    expect(problems.some(isNoticed)).toBe(true);
  });
});
