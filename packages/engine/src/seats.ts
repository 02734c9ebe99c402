import { SUBJECT_CLASSES, type SubjectClass } from '@rahyar/domain';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';

/** How many subjects of each class have each member of staff as dedicated primary rahyar: position staff * classes + class. */
export function loadsOf(problem: AssignmentProblem, plan: AssignmentPlan): Uint32Array {
  const loads = new Uint32Array(problem.staff.length * SUBJECT_CLASSES.length);
  for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
    if (!isDedicated(plan, subject)) continue;
    const staff = primaryOf(plan, subject);
    if (staff === NOBODY) continue;
    const seat = staff * SUBJECT_CLASSES.length + (CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number);
    loads[seat] = (loads[seat] as number) + 1;
  }
  return loads;
}

/** The number of free seats of a member of staff for a class of subjects; never negative for an honest plan. */
export function freeSeats(problem: AssignmentProblem, plan: AssignmentPlan): (staff: number, subjectClass: number) => number {
  const loads = loadsOf(problem, plan);
  return (staff, subjectClass) =>
    (problem.staff[staff]?.service?.caseload[SUBJECT_CLASSES[subjectClass] as SubjectClass] ?? 0) -
    (loads[staff * SUBJECT_CLASSES.length + subjectClass] as number);
}
