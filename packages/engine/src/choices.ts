import { DEDICATED_BASES, epochDayOf } from '@rahyar/domain';
import { alike } from './alike.ts';
import { TIER_OF_REASON, tierReason } from './classify.ts';
import { createOpenings, type Openings } from './openings.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
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
  const kinds = alike(subjects.ids.count, LISTS + DEDICATED_BASES.length, (subject, into, offset) => {
    const directive = directives.get(subject);
    const former = previous[subject] as number;
    for (const [position, basis] of DEDICATED_BASES.entries()) covered[position] = openings.listOn(subject, basis);
    const mayStay = former !== NOBODY && openings.includes(covered, profile[subject] as number, directive, former);
    into[offset + CLASS] = CLASS_OF_KIND[subjects.kind[subject] as number] as number;
    into[offset + STANDING] = directive?.pin === undefined ? tierOf(subject) : PINNED_STANDING;
    into[offset + PROFILE] = profile[subject] as number;
    into[offset + FORMER] = mayStay ? former : NOBODY;
    into[offset + SEAT] = isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY;
    into[offset + DIRECTED] = directive === undefined ? NOBODY : subject;
    into.set(covered, offset + LISTS);
  });
  const choices = kinds.sizes.map((count, kind) => ({
    subjectClass: kinds.at(kind, CLASS),
    standing: kinds.at(kind, STANDING),
    former: kinds.at(kind, FORMER),
    seat: kinds.at(kind, SEAT),
    count,
  }));
  const openingsOf = (kind: number): Openings => {
    const lists = DEDICATED_BASES.map((_, position) => kinds.at(kind, LISTS + position));
    return openings.of(lists, kinds.at(kind, PROFILE), directives.get(kinds.at(kind, DIRECTED)));
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

function tiersOf({ subjects, on, policy }: AssignmentProblem): (subject: number) => number {
  const today = epochDayOf(on);
  return (subject) => TIER_OF_REASON[tierReason(subjects, subject, today, policy.activity)];
}
