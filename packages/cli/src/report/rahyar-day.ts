import { type Basis, epochDayOf, type SubjectKind } from '@rahyar/domain';
import {
  type AssignmentPlan,
  type AssignmentProblem,
  COVERAGE_GROUPS,
  type CoverageGroup,
  classOfKind,
  NO_DAY,
  NO_PLACE,
  primaryBasis,
  SUBJECT_KINDS,
  type TierReason,
  tierReason,
  unavailability,
  worklistPage,
} from '@rahyar/engine';
import { placeName } from './place-name.ts';

/** One row of a worklist, with why it stands where it stands. */
export type WorklistRow = {
  readonly subject: string;
  readonly kind: SubjectKind;
  readonly group: CoverageGroup;
  readonly because: TierReason;
  readonly basis?: Basis;
  /** How many days ago the follow-up fell due, 0 for today; `undefined` when none is due yet. */
  readonly dueDaysAgo?: number;
  /** Days since the last contact or, if that is later, since the day from which a contact is owed; `undefined` when neither is known. */
  readonly waitingDays?: number;
  readonly home?: string;
};

export type RahyarDay = {
  readonly rahyar: string;
  readonly jurisdiction: readonly string[];
  readonly caseloadPersons: number;
  readonly contactsPerDay: number;
  /** Follow-ups due today or before. */
  readonly due: number;
  /** How many subjects of each group stand on the list, in the order of the list. */
  readonly groups: readonly { readonly group: CoverageGroup; readonly subjects: number }[];
  readonly rows: readonly WorklistRow[];
};

const ROWS_SHOWN = 12;

/**
 * The day of the area rahyar whose worklist is of median length among the available ones who have any work; `undefined` when there is none.
 */
export function rahyarDay(problem: AssignmentProblem, plan: AssignmentPlan): RahyarDay | undefined {
  const staff = medianAreaRahyar(problem, plan);
  const rahyar = staff === undefined ? undefined : problem.rahyars[staff];
  if (staff === undefined || rahyar?.kind !== 'area') return undefined;
  const { subjects } = problem;
  const today = epochDayOf(problem.on);
  const list = worklistPage(plan, staff, 0, Number.MAX_SAFE_INTEGER);
  const counts = new Map<CoverageGroup, number>();
  for (const subject of list) {
    const group = groupOf(problem, plan, subject);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const isDue = (subject: number): boolean => subjects.dueOn[subject] !== NO_DAY && (subjects.dueOn[subject] as number) <= today;
  return {
    rahyar: rahyar.id,
    jurisdiction: rahyar.jurisdiction.map(placeName),
    caseloadPersons: rahyar.service.caseload.person,
    contactsPerDay: rahyar.service.contactsPerDay,
    due: list.reduce((due, subject) => due + Number(isDue(subject)), 0),
    groups: [...counts].map(([group, count]) => ({ group, subjects: count })),
    rows: Array.from(list.subarray(0, ROWS_SHOWN), (subject) => worklistRow(problem, plan, subject, today)),
  };
}

function medianAreaRahyar(problem: AssignmentProblem, plan: AssignmentPlan): number | undefined {
  const lengthOf = (staff: number): number => (plan.worklists.start[staff + 1] ?? 0) - (plan.worklists.start[staff] ?? 0);
  const candidates = problem.rahyars
    .flatMap((rahyar, staff) =>
      rahyar?.kind === 'area' && lengthOf(staff) > 0 && unavailability(rahyar, problem.on, problem.policy) === undefined ? [staff] : [],
    )
    .sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
  return candidates[Math.floor((candidates.length - 1) / 2)];
}

function worklistRow(problem: AssignmentProblem, plan: AssignmentPlan, subject: number, today: number): WorklistRow {
  const { subjects, places } = problem;
  const basis = primaryBasis(plan, subject);
  const dueOn = subjects.dueOn[subject] as number;
  const since = Math.max(subjects.contactedOn[subject] as number, subjects.waitingSince[subject] as number);
  const home = places[subjects.home[subject] === NO_PLACE ? -1 : (subjects.home[subject] as number)];
  return {
    subject: subjects.ids.at(subject),
    kind: SUBJECT_KINDS[subjects.kind[subject] as number] as SubjectKind,
    group: groupOf(problem, plan, subject),
    because: tierReason(subjects, subject, today, problem.policy.activity),
    ...(basis === undefined ? {} : { basis }),
    ...(dueOn === NO_DAY || dueOn > today ? {} : { dueDaysAgo: today - dueOn }),
    ...(since === NO_DAY ? {} : { waitingDays: today - since }),
    ...(home === undefined ? {} : { home: placeName(home) }),
  };
}

function groupOf(problem: AssignmentProblem, plan: AssignmentPlan, subject: number): CoverageGroup {
  const subjectClass = classOfKind(problem.subjects.kind[subject] as number);
  return subjectClass === 'person' ? (COVERAGE_GROUPS[(plan.tier[subject] as number) - 1] as CoverageGroup) : subjectClass;
}
