import { SUBJECT_CLASSES } from '@rahyar/domain';
import { deskOf } from '../certificate.ts';
import { coveringOf } from '../covering.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { CLASS_OF_KIND, NOBODY } from '../subject-columns.ts';
import { PINNED_STANDING } from '../weights.ts';

/** The levels of the objective that a plan reaches, by the definitions: who goes without, parted, preference, and the heights of all seats. */
export function planLevels(problem: AssignmentProblem, plan: AssignmentPlan) {
  const covering = coveringOf(problem);
  const { kind, previous } = problem.subjects;
  const without = [0, 0, 0, 0, 0, 0];
  const loads = new Map<number, number>();
  let [parted, cost] = [0, 0];
  for (let subject = 0; subject < plan.tier.length; subject++) {
    const seat = isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY;
    const mayStay = covering.costOf(subject, previous[subject] as number) !== undefined;
    const stays = mayStay && seat === previous[subject];
    if (mayStay && !stays) parted++;
    if (seat === NOBODY) {
      const standing = problem.directives.get(subject)?.pin === undefined ? (plan.tier[subject] as number) : PINNED_STANDING;
      without[standing] = (without[standing] as number) + 1;
      continue;
    }
    if (!stays) cost += covering.costOf(subject, seat) as number;
    const desk = deskOf(seat, CLASS_OF_KIND[kind[subject] as number] as number);
    loads.set(desk, (loads.get(desk) ?? 0) + 1);
  }
  const limitOf = (desk: number): number =>
    problem.rahyars[Math.floor(desk / SUBJECT_CLASSES.length)]?.service.caseload[
      SUBJECT_CLASSES[desk % SUBJECT_CLASSES.length] ?? 'person'
    ] ?? 0;
  const heights = [...loads].flatMap(([desk, load]) => Array.from({ length: load }, (_, index) => (index + 1) / limitOf(desk)));
  return { without, parted, cost, heights: heights.sort((a, b) => b - a) };
}
