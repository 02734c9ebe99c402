import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { coveringOf, covers } from './covering.ts';
import { createExplainer } from './explain.ts';
import { explanationText } from './explain-text.ts';
import { findMyRahyar } from './find.ts';
import { isDedicated, primaryOf } from './plan.ts';
import { type AssignmentProblem, unavailability } from './problem.ts';
import { profileAt } from './profile.ts';
import { freeSeats } from './seats.ts';
import { CLASS_OF_KIND } from './subject-columns.ts';
import { unsuitability } from './suitability.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';

const eachSubject = (problem: AssignmentProblem): { id: string; subject: number }[] =>
  Array.from({ length: problem.subjects.ids.count }, (_, subject) => ({ id: problem.subjects.ids.at(subject), subject }));

describe('findMyRahyar', () => {
  it('tells what the plan holds: the primary first, a gap exactly where nobody is dedicated', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        for (const { id, subject } of eachSubject(problem)) {
          const found = findMyRahyar(problem, plan, id);
          const primary = problem.staff[primaryOf(plan, subject)]?.id;
          expect(found?.responsible.filter((row) => row.isPrimary).map((row) => row.rahyar)).toEqual(
            primary === undefined ? [] : [primary],
          );
          if (primary !== undefined) expect(found?.responsible[0]?.rahyar).toBe(primary);
          expect(found?.gap === undefined).toBe(isDedicated(plan, subject));
        }
        expect(findMyRahyar(problem, plan, 'nobody')).toBeUndefined();
      }),
    );
  });
});

describe('createExplainer', () => {
  it('gives for everyone else who covers the subject a true reason why not', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const free = freeSeats(problem, plan);
        const covering = coveringOf(problem);
        const explain = createExplainer(problem, plan);
        for (const { id, subject } of eachSubject(problem)) {
          for (const { rahyar, basis, why } of explain(id)?.alternatives ?? []) {
            const staff = problem.staff.findIndex((member) => member.id === rahyar);
            const seats = free(staff, CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number);
            expect(covers(problem, staff, subject, basis)).toBe(true);
            expect(staff).not.toBe(primaryOf(plan, subject));
            const cause = unavailabilityOf(problem, staff);
            if (why === 'caseloadFull') expect(seats).toBeLessThanOrEqual(0);
            else if (why === 'continuity') expect(problem.subjects.previous[subject]).toBe(primaryOf(plan, subject));
            else if (why === 'vetoed') expect(problem.directives.get(subject)?.vetoes).toContain(staff);
            else if (why === 'pinnedToAnother') expect(problem.directives.get(subject)?.pin).toBe(primaryOf(plan, subject));
            else if (why === 'lessPreferred' || why === 'equal') {
              const paid = covering.costOf(subject, primaryOf(plan, subject)) ?? Number.NaN;
              expect(seats).toBeGreaterThan(0);
              if (why === 'equal') expect(covering.costOf(subject, staff)).toBe(paid);
              else expect(covering.costOf(subject, staff)).toBeGreaterThan(paid);
            } else expect(cause ?? unsuitabilityOf(problem, staff, subject)).toBe(why);
          }
        }
      }),
    );
  });

  it('prints one sentence for each reason and each sort of alternative in both languages', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const explain = createExplainer(problem, plan);
        for (const { id } of eachSubject(problem)) {
          const explanation = explain(id);
          if (explanation === undefined) throw new Error('every subject has an explanation');
          const groups = new Set(explanation.alternatives.map((row) => `${row.basis} ${row.why}`));
          const remedies = new Set(explanation.remedies.map(({ what }) => what));
          const expected = explanation.reasons.length + groups.size + remedies.size;
          expect(explanationText(explanation, 'fa').split('\n')).toHaveLength(expected);
          expect(explanationText(explanation, 'en').split('\n')).toHaveLength(expected);
          expect(explanationText(explanation, 'fa')).toMatch(/[\u0600-\u06FF]/u);
        }
      }),
    );
  });
});

const unavailabilityOf = (problem: AssignmentProblem, staff: number): string | undefined => {
  const rahyar = problem.rahyars[staff];
  return rahyar === undefined ? undefined : unavailability(rahyar, problem.on, problem.policy);
};

const unsuitabilityOf = (problem: AssignmentProblem, staff: number, subject: number): string | undefined => {
  const rahyar = problem.rahyars[staff];
  return rahyar === undefined ? undefined : unsuitability(rahyar, profileAt(problem, subject), problem.policy);
};
