import { BASES, DEDICATED_BASES, type DedicatedBasis } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';
import { coveringOf, type Option } from './covering.ts';
import { basisCost, MAX_OPTION_COST } from './option-cost.ts';
import type { AssignmentProblem } from './problem.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';

const eachSubject = (problem: AssignmentProblem): number[] => [...problem.subjects.kind.keys()];

describe('the index of coverage', () => {
  it('holds the options and companions that the definition gives, at the same cost', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const coverage = coverageOf(problem);
        const covering = coveringOf(problem);
        const asOptions = (basis: DedicatedBasis, { rahyars, costs }: ReturnType<typeof coverage.optionsOn>): Option[] =>
          Array.from(rahyars, (staff, position) => ({ staff, cost: (costs[position] as number) + basisCost(problem.policy, basis) }));
        for (const subject of eachSubject(problem)) {
          for (const basis of DEDICATED_BASES) {
            expect(asOptions(basis, coverage.optionsOn(subject, basis))).toEqual(covering.options(subject, basis));
            expect(asOptions(basis, coverage.companionsOn(subject, basis))).toEqual(covering.companions(subject, basis));
          }
          const profile = problem.subjects.profile[subject] as number;
          const vetoes = problem.directives.get(subject)?.vetoes ?? [];
          expect(Array.from(coverage.onlineOf(profile)).filter((staff) => !vetoes.includes(staff))).toEqual(covering.online(subject));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('never costs more than the greatest cost, and tells bases apart by it', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const covering = coveringOf(problem);
        for (const subject of eachSubject(problem)) {
          for (const basis of DEDICATED_BASES) {
            for (const { cost } of covering.options(subject, basis)) {
              expect(cost).toBeGreaterThanOrEqual(0);
              expect(cost).toBeLessThanOrEqual(MAX_OPTION_COST);
            }
          }
        }
        expect(new Set(DEDICATED_BASES.map((basis) => basisCost(problem.policy, basis))).size).toBe(BASES.length - 1);
      }),
    );
  });
});
