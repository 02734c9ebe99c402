import { BASES, type Basis, DEDICATED_BASES } from '@rahyar/domain';
import type { SeatedPlan } from '../check-certificate.ts';
import { classify } from '../classify.ts';
import { coverageOf } from '../coverage.ts';
import { coveringOf } from '../covering.ts';
import { basisBit } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { type Seating, seatSubjects } from '../seat.ts';
import { NOBODY } from '../subject-columns.ts';

/** The seats that the solver gives, and its certificate. */
export const certifiedSeats = (problem: AssignmentProblem): Seating => seatSubjects(problem, coverageOf(problem), classify(problem));

/** As much of a plan as says who has a seat where; a seat that is not open to the subject stands under residence. */
export function seatedPlan(problem: AssignmentProblem, seat: ArrayLike<number>): SeatedPlan {
  const covering = coveringOf(problem);
  const nobody = (): Int32Array => new Int32Array(seat.length).fill(NOBODY);
  const responsible = Object.fromEntries(BASES.map((basis) => [basis, nobody()])) as Record<Basis, Int32Array>;
  const primary = new Uint8Array(seat.length);
  for (let subject = 0; subject < seat.length; subject++) {
    const staff = seat[subject] as number;
    if (staff === NOBODY) continue;
    const basis = DEDICATED_BASES.find((one) => covering.options(subject, one).some((option) => option.staff === staff)) ?? 'residence';
    responsible[basis][subject] = staff;
    primary[subject] = basisBit(basis);
  }
  return { responsible, primary };
}
