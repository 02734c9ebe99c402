import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { coveringOf } from './covering.ts';
import { movesOf } from './moves.ts';
import { isDedicated, primaryOf } from './plan.ts';
import { freeSeats } from './seats.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';

describe('movesOf', () => {
  it('tells of everyone who had a rahyar and has another or none, and of nobody else, with a cause that is true', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const covering = coveringOf(problem);
        const free = freeSeats(problem, plan);
        const moves = [...movesOf(problem, plan)];
        const parted = Array.from(problem.subjects.previous.keys()).filter((subject) => {
          const previous = problem.subjects.previous[subject] as number;
          return (
            previous !== NOBODY &&
            problem.rahyars[previous]?.kind !== 'online' &&
            !(isDedicated(plan, subject) && primaryOf(plan, subject) === previous)
          );
        });
        expect(moves.map((move) => move.subject)).toEqual(parted);
        for (const { subject, from, cause } of moves) {
          const mayKeep = covering.costOf(subject, from) !== undefined;
          expect(cause === 'madeRoom').toBe(mayKeep);
          expect(cause === 'noLongerARahyar').toBe(problem.rahyars[from] === undefined);
          if (cause === 'notAvailable') expect(covering.isAvailable[from]).toBe(false);
          const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
          if (cause === 'madeRoom') expect(free(from, subjectClass)).toBe(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is empty while the world stays as it is', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const plan = assign(problem);
        const previous = problem.subjects.previous.map((_, subject) => (isDedicated(plan, subject) ? primaryOf(plan, subject) : NOBODY));
        const again = { ...problem, subjects: { ...problem.subjects, previous } };
        expect([...movesOf(again, assign(again))]).toEqual([]);
      }),
    );
  });
});
