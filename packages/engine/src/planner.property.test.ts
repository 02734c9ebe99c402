import { BASES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, planWithSeats } from './assign.ts';
import { checkCertificate } from './check-certificate.ts';
import { classify } from './classify.ts';
import { coverageOf } from './coverage.ts';
import { factCellsOf } from './fact-cells.ts';
import { type AssignmentPlan, isDedicated, primaryOf } from './plan.ts';
import { planDiff } from './plan-diff.ts';
import { createPlanner } from './planner.ts';
import type { AssignmentProblem } from './problem.ts';
import { NOBODY } from './subject-columns.ts';
import { arbitraryHappening, problemOfWorld, worldFrom } from './testing/arbitrary-changes.ts';
import { arbitraryParts, arbitraryProblem, partsOfSize } from './testing/arbitrary-problem.ts';
import { planLevels } from './testing/plan-levels.ts';
import { verify } from './verify.ts';

const happenings = fc.array(arbitraryHappening, { minLength: 1, maxLength: 8 });
const course = fc.tuple(arbitraryParts, happenings);
/** So many subjects that a change may concern many of them, who are then all named anew, or few. */
const longCourse = fc.tuple(partsOfSize(30, 300, true), happenings);

/** The planner changes its columns in place: what is to be compared later is copied. */
const copied = <T>(value: T): T =>
  ArrayBuffer.isView(value)
    ? ((value as unknown as Int32Array).slice() as unknown as T)
    : Array.isArray(value)
      ? (value.map(copied) as T)
      : value instanceof Map
        ? (new Map(value) as T)
        : typeof value === 'object' && value !== null
          ? (Object.fromEntries(
              Object.entries(value).map(([key, field]) => [key, typeof field === 'function' ? field : copied(field)]),
            ) as T)
          : value;

const seatsOf = (plan: AssignmentPlan): Int32Array =>
  Int32Array.from(plan.tier, (_, subject) => (isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY));

/** Everything that follows from the seats, worked out for all subjects. */
const anew = (problem: AssignmentProblem, plan: AssignmentPlan): AssignmentPlan => {
  const tier = classify(problem);
  return planWithSeats(problem, coverageOf(problem), tier, factCellsOf(problem, tier), seatsOf(plan));
};

const previousById = ({ subjects, staff }: AssignmentProblem) => {
  const indexes = new Map(Array.from(subjects.previous, (_, index) => [subjects.ids.at(index), subjects.previous[index] as number]));
  return (id: string): string | undefined => staff[indexes.get(id) ?? NOBODY]?.id;
};

describe('a plan kept up to date', () => {
  it.each([
    ['small', course, 150],
    ['large', longCourse, 12],
  ])(
    'is proven, keeps the rules, is as good as a plan made at once, and all that follows from its seats is the same, in a %s world',
    (_size, courses, numRuns) => {
      fc.assert(
        fc.property(courses, ([parts, happened]) => {
          let world = worldFrom(parts);
          const planner = createPlanner(problemOfWorld(world, () => undefined));
          for (const { happen } of happened) {
            const before = copied(planner.present());
            const step = happen(world);
            world = step.world;
            const { problem, plan, certificate, diff } = planner.replan(step.changes);
            expect(checkCertificate(problem, plan, certificate)).toEqual([]);
            expect(verify(problem, plan).filter(({ count }) => count > 0)).toEqual([]);
            expect(plan).toEqual(anew(problem, plan));
            expect(diff).toEqual(planDiff(before, { problem, plan }));
            const other = problemOfWorld(world, previousById(problem));
            const atOnce = assign(other);
            expect(plan.tier).toEqual(atOnce.tier);
            expect(planLevels(problem, plan)).toEqual(planLevels(other, atOnce));
          }
        }),
        { numRuns },
      );
    },
  );

  it('changes nothing while the world stays as it is', () => {
    fc.assert(
      fc.property(arbitraryProblem, fc.nat({ max: 3 }), (problem, days) => {
        const planner = createPlanner(problem);
        const { responsible } = copied(planner.present().plan);
        for (let day = 0; day <= days; day++) {
          const { diff, plan } = planner.replan({});
          expect(diff.counts.changed).toBe(0);
          for (const basis of BASES) expect(plan.responsible[basis]).toEqual(responsible[basis]);
        }
      }),
    );
  });
});
