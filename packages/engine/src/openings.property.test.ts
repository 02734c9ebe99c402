import { DEDICATED_BASES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alike } from './alike.ts';
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

describe('alike', () => {
  it('counts what is described alike, in the order first seen, however much there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: -40, max: 40 })), { maxLength: 3_000, size: 'max' }),
        (things) => {
          const found = alike(things.length, 2, (thing, into) => {
            into.set(things[thing] as [number, number]);
            return thing + 1;
          });
          const expected = new Map<string, number>();
          for (const [at, thing] of things.entries()) expected.set(thing.join(), (expected.get(thing.join()) ?? 0) + at + 1);
          expect(Array.from(found.first, (thing) => (things[thing] as [number, number]).join())).toEqual([...expected.keys()]);
          expect(Array.from({ length: found.count }, (_, kind) => `${found.at(kind, 0)},${found.at(kind, 1)}`)).toEqual([
            ...expected.keys(),
          ]);
          expect([...found.weight]).toEqual([...expected.values()]);
        },
      ),
      { numRuns: 30 },
    );
  });
});
