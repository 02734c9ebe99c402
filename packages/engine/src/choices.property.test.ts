import { DEDICATED_BASES, SubjectId } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choicesOf } from './choices.ts';
import { classify } from './classify.ts';
import { coveringOf } from './covering.ts';
import type { AssignmentProblem } from './problem.ts';
import type { SubjectInput } from './problem-of.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { arbitraryParts, type ProblemParts, problemFrom } from './testing/arbitrary-problem.ts';
import { seatedPlan } from './testing/certified-seats.ts';
import { PINNED_STANDING } from './weights.ts';

const FACTS = ['home', 'work', 'relations', 'socialLinks', 'needs', 'languages', 'channels'] as const;

/** Beside each subject one for each fact that differs from it in this fact alone, taken from the next subject. */
function withNearTwins({ subjects, ...parts }: ProblemParts): ProblemParts {
  const twins = subjects.flatMap((input, index) => {
    const next = subjects[(index + 1) % subjects.length] ?? input;
    const named = (position: number): SubjectId => SubjectId.parse(`${input.subject.id}x${position}`);
    const twinsOf = FACTS.map((fact, position): SubjectInput => {
      const { [fact]: _own, ...others } = input.subject;
      const other = next.subject[fact];
      return { ...input, subject: { ...others, ...(other === undefined ? {} : { [fact]: other }), id: named(position) } };
    });
    const { previousRahyar: _previous, ...without } = input;
    const parted = next.previousRahyar === undefined ? without : { ...without, previousRahyar: next.previousRahyar };
    return [input, ...twinsOf, { ...parted, subject: { ...input.subject, id: named(FACTS.length) } }];
  });
  return { ...parts, subjects: twins };
}

/** One subject's choice as text, by the rules' definitions alone. */
function choiceText(problem: AssignmentProblem, seat: readonly number[]): (subject: number) => string {
  const covering = coveringOf(problem);
  const tier = classify(problem);
  return (subject) => {
    const previous = problem.subjects.previous[subject] as number;
    return JSON.stringify({
      subjectClass: CLASS_OF_KIND[problem.subjects.kind[subject] as number],
      standing: problem.directives.get(subject)?.pin === undefined ? tier[subject] : PINNED_STANDING,
      former: previous !== NOBODY && covering.costOf(subject, previous) !== undefined ? previous : NOBODY,
      seat: seat[subject],
      options: DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff, cost }) => [staff, cost])),
    });
  };
}

describe('choicesOf', () => {
  it('takes subjects together only where everything that counts is the same', () => {
    fc.assert(
      fc.property(arbitraryParts, (parts) => {
        const problem = problemFrom(withNearTwins({ ...parts, subjects: parts.subjects.slice(0, 8) }));
        const count = problem.subjects.ids.count;
        const seat = Array.from({ length: count }, (_, subject) => (subject % 5 === 0 || problem.staff.length === 0 ? NOBODY : 0));
        const { choices, openingsOf } = choicesOf(problem, seatedPlan(problem, seat));
        const counted = new Map<string, number>();
        choices.forEach(({ count: here, ...choice }, index) => {
          const { staff, cost } = openingsOf(index);
          const text = JSON.stringify({
            subjectClass: choice.subjectClass,
            standing: choice.standing,
            former: choice.former,
            seat: choice.seat,
            options: staff.map((one, at) => [one, cost[at]]),
          });
          counted.set(text, (counted.get(text) ?? 0) + here);
        });
        const expected = new Map<string, number>();
        const textOf = choiceText(problem, seat);
        for (let subject = 0; subject < count; subject++) expected.set(textOf(subject), (expected.get(textOf(subject)) ?? 0) + 1);
        expect(new Map([...counted].sort())).toEqual(new Map([...expected].sort()));
      }),
      { numRuns: 150 },
    );
  });
});
