import { BASES, DEDICATED_BASES, DEFAULT_POLICY } from '@rahyar/domain';
import { coveringOf } from '../covering.ts';
import { cellsAsGroups, factCellsOf } from '../fact-cells.ts';
import { findGaps } from '../gaps.ts';
import { type AssignmentPlan, basisBit, GAP_CAUSES, type GapCause, isDedicated } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { DO_NOT_CONTACT, NO_DAY, NOBODY } from '../subject-columns.ts';
import { type Engine, type Fault, fault, fingerprinting, listing, planning } from './faulty-engine.ts';

/** The gap causes of a plan, told anew by whoever is asked about subjects without a seat. */
const retellingGaps = (causeOf: (problem: AssignmentProblem, cause: GapCause, subject: number) => GapCause | 'none'): Engine =>
  planning((plan, problem) => ({
    ...plan,
    gapCause: plan.gapCause.map((cause, subject) => {
      const told = GAP_CAUSES[cause];
      return told === undefined || told === 'none' ? cause : GAP_CAUSES.indexOf(causeOf(problem, told, subject));
    }),
  }));

/** The addressees of gaps, looked up in a problem that is read otherwise. */
const readdressing = (read: (problem: AssignmentProblem) => AssignmentProblem): Engine =>
  planning((plan, problem, coverage) => {
    const facts = factCellsOf(problem, plan.tier);
    const seat = plan.primary.reduce(
      (seats, _, subject) => seats.fill(isDedicated(plan, subject) ? 0 : NOBODY, subject, subject + 1),
      new Int32Array(plan.primary.length),
    );
    return { ...plan, gapAddressee: findGaps(read(problem), coverage, facts, seat, cellsAsGroups(facts)).gapAddressee };
  });

export const withNames = (
  plan: AssignmentPlan,
  basis: (typeof BASES)[number],
  nameOf: (name: number, subject: number) => number,
): AssignmentPlan => ({
  ...plan,
  responsible: { ...plan.responsible, [basis]: plan.responsible[basis].map(nameOf) },
});

const withoutFlag = (flags: Uint8Array, flag: number): Uint8Array => flags.map((bits) => bits & ~flag);

/** Engines that say something else than what they have found: names, gaps, worklists, the policy. */
export const FAULTS_OF_TELLING: readonly Fault[] = [
  // Names beside the seat.
  fault(
    'R4',
    'makes everybody who is named primary',
    planning((plan) => ({
      ...plan,
      primary: plan.primary.map((bits, subject) =>
        BASES.reduce((all, basis) => (plan.responsible[basis][subject] === NOBODY ? all : all | basisBit(basis)), bits),
      ),
    })),
  ),
  fault(
    'R4',
    'leaves whoever has only an online rahyar without a primary',
    planning((plan) => ({ ...plan, primary: withoutFlag(plan.primary, basisBit('online')) })),
  ),
  fault(
    'R8',
    'names an online rahyar only where nobody else is',
    planning((plan) => withNames(plan, 'online', (name, subject) => (isDedicated(plan, subject) ? NOBODY : name))),
  ),
  fault(
    'R10',
    'names one rahyar twice, by home and by work',
    planning((plan, problem) => {
      const covering = coveringOf(problem);
      return withNames(plan, 'work', (name, subject) => {
        const atHome = plan.responsible.residence[subject] as number;
        return name === NOBODY && covering.companions(subject, 'work').some(({ staff }) => staff === atHome) ? atHome : name;
      });
    }),
  ),
  fault(
    'R10',
    'names only the primary',
    planning((plan) =>
      DEDICATED_BASES.reduce(
        (less, basis) => withNames(less, basis, (name, subject) => (plan.primary[subject] === basisBit(basis) ? name : NOBODY)),
        plan,
      ),
    ),
  ),
  // Gaps.
  fault(
    'R8',
    'takes an online rahyar for the end of a gap',
    retellingGaps((_problem, cause) => (cause === 'allFull' ? 'none' : cause)),
  ),
  fault(
    'R15',
    'says that nobody is reachable where others do not suit',
    retellingGaps((problem, cause, subject) =>
      cause === 'noneSuitable' && coveringOf(problem).someoneUnavailable(subject) ? 'noneReachable' : cause,
    ),
  ),
  fault(
    'R15',
    'takes whoever does not suit for full',
    retellingGaps((_problem, cause) => (cause === 'noneSuitable' ? 'allFull' : cause)),
  ),
  fault(
    'R15',
    'tells the secretary of the workplace before that of the home',
    readdressing((problem) => ({
      ...problem,
      subjects: { ...problem.subjects, home: problem.subjects.work, work: problem.subjects.home },
    })),
  ),
  fault(
    'R15',
    'tells no secretary of an organisation',
    readdressing((problem) => ({ ...problem, subjects: { ...problem.subjects, relationSet: problem.subjects.relationSet.map(() => 0) } })),
  ),
  // Worklists.
  fault(
    'R6',
    'lists follow-ups that are due before higher tiers',
    listing((plan, problem) => ({
      plan: { ...plan, tier: plan.tier.map((tier, subject) => ((problem.subjects.dueOn[subject] as number) === NO_DAY ? tier : 0)) },
    })),
  ),
  fault(
    'R6',
    'lists without regard to follow-ups that are due',
    listing((_plan, problem) => ({
      problem: { ...problem, subjects: { ...problem.subjects, dueOn: problem.subjects.dueOn.map(() => NO_DAY) } },
    })),
  ),
  fault(
    'R6',
    'lists without regard to how long people wait',
    listing((_plan, problem) => ({
      problem: { ...problem, subjects: { ...problem.subjects, contactedOn: problem.subjects.contactedOn.map(() => NO_DAY) } },
    })),
  ),
  fault(
    'R6',
    'lets nobody rise who waits too long',
    listing((_plan, problem) => {
      const { ageing: _, ...policy } = problem.policy;
      return { problem: { ...problem, policy } };
    }),
  ),
  fault(
    'R7',
    'lists people who asked not to be contacted',
    listing((_plan, problem) => ({
      problem: { ...problem, subjects: { ...problem.subjects, flags: withoutFlag(problem.subjects.flags, DO_NOT_CONTACT) } },
    })),
  ),
  fault(
    'R7',
    'lists nobody without a tier',
    listing((plan, problem) => ({
      problem: {
        ...problem,
        subjects: {
          ...problem.subjects,
          flags: problem.subjects.flags.map((bits, subject) => (plan.tier[subject] === 0 ? bits | DO_NOT_CONTACT : bits)),
        },
      },
    })),
  ),
  // The policy.
  fault(
    'R24',
    'leaves the order of preferences out of the fingerprint',
    fingerprinting((policy) => ({ ...policy, preferenceOrder: DEFAULT_POLICY.preferenceOrder })),
  ),
  fault(
    'R24',
    'names the version of the default policy’s mastery',
    fingerprinting((policy) => ({ ...policy, requiredMastery: DEFAULT_POLICY.requiredMastery })),
  ),
];
