import { DEDICATED_BASES, type DedicatedBasis, epochDayOf } from '@rahyar/domain';
import { alike } from './alike.ts';
import { TIER_OF_REASON, tierReason } from './classify.ts';
import { createOpenings, type Openings } from './openings.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY, PINNED, VETOED } from './subject-columns.ts';
import { PINNED_STANDING } from './weights.ts';

/** As much of a plan as says who has a seat where. */
export type SeatedPlan = Pick<AssignmentPlan, 'primary' | 'responsible'>;

/** What subjects to whom the same seats are open, at the same cost, have chosen. */
export type Choice = {
  readonly subjectClass: number;
  /** The tier, 0 for none, or PINNED_STANDING. */
  readonly standing: number;
  /** Yesterday's rahyar, if the subject may stay, or NOBODY. */
  readonly former: number;
  /** The rahyar with whom the seat is, or NOBODY. */
  readonly seat: number;
  readonly count: number;
};

/**
 * What was chosen in a plan, and by how many, read by the definitions that rules read the problem by: one pass over all subjects, who are told apart by
 * who covers them, not by the facts that say so.
 */
export function choicesOf(problem: AssignmentProblem, plan: SeatedPlan): { choices: Choice[]; openingsOf(index: number): Openings } {
  const { subjects, directives } = problem;
  const { previous, profile } = subjects;
  const tierOf = tiersOf(problem);
  const openings = createOpenings(problem);
  const covered = new Int32Array(DEDICATED_BASES.length);
  const found = alike(subjects.ids.count, LISTS + DEDICATED_BASES.length, (subject, into, offset) => {
    const directive = isDirected(problem, subject) ? directives.get(subject) : undefined;
    const former = previous[subject] as number;
    for (let position = 0; position < covered.length; position++) {
      covered[position] = openings.listOn(subject, DEDICATED_BASES[position] as DedicatedBasis);
      into[offset + LISTS + position] = covered[position] as number;
    }
    into[offset + CLASS] = CLASS_OF_KIND[subjects.kind[subject] as number] as number;
    into[offset + STANDING] = directive?.pin === undefined ? tierOf(subject) : PINNED_STANDING;
    into[offset + PROFILE] = profile[subject] as number;
    into[offset + FORMER] =
      former !== NOBODY && openings.includes(covered, profile[subject] as number, directive, former) ? former : NOBODY;
    into[offset + SEAT] = isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY;
    into[offset + DIRECTED] = directive === undefined ? NOBODY : subject;
    return 1;
  });
  const choices = Array.from({ length: found.count }, (_, kind) => ({
    subjectClass: found.at(kind, CLASS),
    standing: found.at(kind, STANDING),
    former: found.at(kind, FORMER),
    seat: found.at(kind, SEAT),
    count: found.weight[kind] as number,
  }));
  const openingsOf = (kind: number): Openings => {
    for (let position = 0; position < covered.length; position++) covered[position] = found.at(kind, LISTS + position);
    const directed = found.at(kind, DIRECTED);
    return openings.of(covered, found.at(kind, PROFILE), directed === NOBODY ? undefined : directives.get(directed));
  };
  return { choices, openingsOf };
}

const CLASS = 0;
const STANDING = 1;
const FORMER = 2;
const SEAT = 3;
const PROFILE = 4;
const DIRECTED = 5;
const LISTS = 6;

const isDirected = ({ subjects }: AssignmentProblem, subject: number): boolean =>
  ((subjects.flags[subject] as number) & (PINNED | VETOED)) !== 0;

function tiersOf({ subjects, on, policy }: AssignmentProblem): (subject: number) => number {
  const today = epochDayOf(on);
  return (subject) => TIER_OF_REASON[tierReason(subjects, subject, today, policy.activity)];
}
