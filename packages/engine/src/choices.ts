import { DEDICATED_BASES, type DedicatedBasis, epochDayOf } from '@rahyar/domain';
import { type Alike, alike } from './alike.ts';
import { TIER_OF_REASON, tierReason } from './classify.ts';
import { coveringOf, type Option } from './covering.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY, PINNED, VETOED } from './subject-columns.ts';
import { PINNED_STANDING } from './weights.ts';

/** As much of a plan as says who has a seat where. */
export type SeatedPlan = Pick<AssignmentPlan, 'primary' | 'responsible'>;

/** Subjects to whom the same seats are open at the same cost, and who have the same one. */
export type Choice = {
  readonly subjectClass: number;
  /** The tier, 0 for none, or PINNED_STANDING. */
  readonly standing: number;
  /** What is open, basis by basis; a rahyar may be open on several. */
  readonly options: readonly (readonly Option[])[];
  /** Yesterday's rahyar, if the subject may stay, or NOBODY. */
  readonly former: number;
  /** The rahyar with whom the seat is, or NOBODY. */
  readonly seat: number;
  readonly count: number;
};

/**
 * What was chosen in a plan, and by how many: read by the definitions that rules read the problem by, tiers by their reasons and options by
 * `coveringOf`. Facts are looked at once for all subjects that share them.
 */
export function choicesOf(problem: AssignmentProblem, plan: SeatedPlan): Choice[] {
  const { previous } = problem.subjects;
  const tierOf = tiersOf(problem);
  const cases = casesOf(problem, plan, tierOf);
  const lists = createLists(problem);
  const choices = alike(cases.count, LISTS + DEDICATED_BASES.length, (at, into) => {
    const subject = cases.first[at] as number;
    DEDICATED_BASES.forEach((basis, position) => {
      into[LISTS + position] = lists.indexOf(subject, basis);
    });
    into[CLASS] = classAt(problem, subject);
    into[STANDING] = problem.directives.get(subject)?.pin === undefined ? tierOf(subject) : PINNED_STANDING;
    const former = previous[subject] as number;
    into[FORMER] = former !== NOBODY && into.subarray(LISTS).some((list) => lists.has(list, former)) ? former : NOBODY;
    into[SEAT] = seatAt(plan, subject);
    return cases.weight[at] as number;
  });
  return Array.from({ length: choices.count }, (_, kind) => ({
    subjectClass: choices.at(kind, CLASS),
    standing: choices.at(kind, STANDING),
    options: DEDICATED_BASES.map((_basis, position) => lists.at(choices.at(kind, LISTS + position))),
    former: choices.at(kind, FORMER),
    seat: choices.at(kind, SEAT),
    count: choices.weight[kind] as number,
  }));
}

const CLASS = 0;
const STANDING = 1;
const FORMER = 2;
const SEAT = 3;
const LISTS = 4;

/** Subjects with the same facts and the same seat. */
function casesOf(problem: AssignmentProblem, plan: SeatedPlan, tierOf: (subject: number) => number): Alike {
  const { subjects } = problem;
  return alike(subjects.ids.count, 8, (subject, into) => {
    into[0] = classAt(problem, subject) * 8 + tierOf(subject);
    into[1] = ((subjects.home[subject] as number) << 16) | (subjects.work[subject] as number);
    into[2] = subjects.relationSet[subject] as number;
    into[3] = subjects.linkSet[subject] as number;
    into[4] = subjects.profile[subject] as number;
    into[5] = subjects.previous[subject] as number;
    into[6] = ((subjects.flags[subject] as number) & (PINNED | VETOED)) === 0 ? NOBODY : subject;
    into[7] = seatAt(plan, subject);
    return 1;
  });
}

const classAt = ({ subjects }: AssignmentProblem, subject: number): number => CLASS_OF_KIND[subjects.kind[subject] as number] as number;

/** The rahyar with whom a subject has its seat, or NOBODY. */
const seatAt = (plan: SeatedPlan, subject: number): number => (isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY);

function tiersOf({ subjects, on, policy }: AssignmentProblem): (subject: number) => number {
  const today = epochDayOf(on);
  return (subject) => TIER_OF_REASON[tierReason(subjects, subject, today, policy.activity)];
}

/** Lists of options by number; equal lists have the same one, and 0 is the empty list. */
function createLists(problem: AssignmentProblem) {
  const covering = coveringOf(problem);
  const values: (readonly Option[])[] = [[]];
  const members: ReadonlySet<number>[] = [new Set()];
  const known = new Map<readonly Option[], number>();
  const byText = new Map<string, number>([['', 0]]);
  const intern = (list: readonly Option[]): number => {
    const text = list.map(({ staff, cost }) => `${staff}:${cost}`).join();
    const index = byText.get(text) ?? values.push(list) - 1;
    if (index === members.length) members.push(new Set(list.map(({ staff }) => staff)));
    byText.set(text, index);
    known.set(list, index);
    return index;
  };
  return {
    indexOf: (subject: number, basis: DedicatedBasis): number => {
      const list = covering.options(subject, basis);
      return known.get(list) ?? intern(list);
    },
    at: (index: number): readonly Option[] => values[index] as readonly Option[],
    has: (index: number, staff: number): boolean => (members[index] as ReadonlySet<number>).has(staff),
  };
}
