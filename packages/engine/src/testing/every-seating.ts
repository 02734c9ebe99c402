import { DEDICATED_BASES, SUBJECT_CLASSES } from '@rahyar/domain';
import { type Certificate, deskOf } from '../certificate.ts';
import { classify } from '../classify.ts';
import { coveringOf } from '../covering.ts';
import type { AssignmentProblem } from '../problem.ts';
import { CLASS_OF_KIND, NOBODY } from '../subject-columns.ts';
import { PINNED_STANDING } from '../weights.ts';

/** The least objective over all seatings, and over those in which a subject has its seat with a member of staff. */
export type EverySeating = { readonly best: number; bestWith(subject: number, staff: number): number };

/** Tries every seating of a tiny problem within its caseloads, `more` seats added to one desk, and weighs each by the definition. */
export function everySeating(problem: AssignmentProblem, weights: Certificate['weights'], more?: { readonly desk: number }): EverySeating {
  const covering = coveringOf(problem);
  const tier = classify(problem);
  const { kind, previous } = problem.subjects;
  const count = problem.subjects.ids.count;
  const choices = Array.from({ length: count }, (_, subject) => {
    const former = previous[subject] as number;
    const staff = [...new Set(DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map((option) => option.staff)))];
    const parting = staff.includes(former) ? weights.move : 0;
    const standing = problem.directives.get(subject)?.pin === undefined ? (tier[subject] as number) : PINNED_STANDING;
    return [
      { staff: NOBODY, desk: NOBODY, cost: (weights.out[standing] as number) + parting },
      ...staff.map((index) => ({
        staff: index,
        desk: deskOf(index, CLASS_OF_KIND[kind[subject] as number] as number),
        cost: index === former ? 0 : (covering.costOf(subject, index) ?? 0) + parting,
      })),
    ];
  });
  const limitOf = (desk: number): number =>
    (problem.rahyars[Math.floor(desk / SUBJECT_CLASSES.length)]?.service.caseload[
      SUBJECT_CLASSES[desk % SUBJECT_CLASSES.length] ?? 'person'
    ] ?? 0) + (more?.desk === desk ? 1 : 0);

  const bests = new Map<string, number>();
  const seats: number[] = [];
  const loads = new Map<number, number>();
  let best = Number.POSITIVE_INFINITY;
  const place = (subject: number, cost: number): void => {
    if (subject === count) {
      best = Math.min(best, cost);
      seats.forEach((staff, index) => {
        const key = `${index} ${staff}`;
        bests.set(key, Math.min(bests.get(key) ?? cost, cost));
      });
      return;
    }
    for (const choice of choices[subject] ?? []) {
      const load = loads.get(choice.desk) ?? 0;
      if (choice.staff !== NOBODY && load >= limitOf(choice.desk)) continue;
      loads.set(choice.desk, load + 1);
      seats[subject] = choice.staff;
      place(subject + 1, cost + choice.cost);
      loads.set(choice.desk, load);
    }
  };
  place(0, 0);
  return { best, bestWith: (subject, staff) => bests.get(`${subject} ${staff}`) ?? Number.POSITIVE_INFINITY };
}
