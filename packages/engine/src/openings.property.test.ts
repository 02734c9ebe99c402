import { DEDICATED_BASES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveringOf } from './covering.ts';
import { createOpenings } from './openings.ts';
import { arbitraryProblem } from './testing/arbitrary-problem.ts';

describe('createOpenings', () => {
  it('opens to each subject what the rules call its options, at the same cost', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const covering = coveringOf(problem);
        const openings = createOpenings(problem);
        for (let subject = 0; subject < problem.subjects.ids.count; subject++) {
          const covered = DEDICATED_BASES.map((basis) => openings.listOn(subject, basis));
          const profile = problem.subjects.profile[subject] as number;
          const directive = problem.directives.get(subject);
          const { staff, cost } = openings.of(covered, profile, directive);
          const options = DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis));
          expect(staff.map((index, at) => ({ staff: index, cost: cost[at] }))).toEqual(options);
          for (let index = 0; index < problem.staff.length; index++) {
            expect(openings.includes(covered, profile, directive, index)).toBe(options.some((option) => option.staff === index));
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
