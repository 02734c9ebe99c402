import { DEDICATED_BASES, holdsOn, NO_DIRECTIVES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';
import { coveringOf } from './covering.ts';
import { withDirectives } from './directives.ts';
import { primaryOf } from './plan.ts';
import { problemOf } from './problem-of.ts';
import { PINNED, VETOED } from './subject-columns.ts';
import { arbitraryParts, ON } from './testing/arbitrary-problem.ts';

const arbitraryBuilt = arbitraryParts.map((parts) => ({ parts, ...problemOf({ on: ON, ...parts }) }));

describe('laws of directives', () => {
  it('keep or name every directive that holds on the day: none is dropped in silence', () => {
    fc.assert(
      fc.property(arbitraryBuilt, ({ parts, problem, contradictions }) => {
        const indexOf = (id: string): number => problem.staff.findIndex((member) => member.id === id);
        const isNamed = (subject: number, rahyar: string): boolean =>
          contradictions.some(
            ({ staff, subjects }) =>
              staff.some((id) => id === rahyar) && (subject === -1 ? subjects.length === 0 : subjects.includes(subject)),
          );
        for (const { subject: id, rahyar, ...period } of parts.directives.pins.filter((pin) => holdsOn(pin, ON))) {
          const subject = problem.subjects.ids.indexOf(id);
          const isKept = subject !== -1 && problem.directives.get(subject)?.pin === indexOf(rahyar);
          expect({ ...period, isKept: isKept || isNamed(subject, rahyar) }).toEqual({ ...period, isKept: true });
        }
        for (const { subject: id, rahyar } of parts.directives.vetoes.filter((veto) => holdsOn(veto, ON))) {
          const subject = problem.subjects.ids.indexOf(id);
          const isKept = problem.directives.get(subject)?.vetoes.includes(indexOf(rahyar)) ?? false;
          expect(isKept || isNamed(subject, rahyar)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('pin to somebody with whom a seat is open, within the caseloads, and every pinned subject has that seat', () => {
    fc.assert(
      fc.property(arbitraryBuilt, ({ problem }) => {
        const covering = coveringOf(problem);
        const plan = assign(problem);
        for (const [subject, { pin }] of problem.directives) {
          if (pin === undefined) continue;
          expect(new Set(DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff }) => staff)))).toEqual(
            new Set([pin]),
          );
          expect(primaryOf(plan, subject)).toBe(pin);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('mark exactly the subjects that they concern', () => {
    fc.assert(
      fc.property(arbitraryBuilt, ({ problem }) => {
        problem.subjects.flags.forEach((flags, subject) => {
          const directive = problem.directives.get(subject);
          expect((flags & PINNED) !== 0).toBe(directive?.pin !== undefined);
          expect((flags & VETOED) !== 0).toBe((directive?.vetoes.length ?? 0) > 0);
        });
      }),
    );
  });

  it('do not depend on their order, nor on what the problem held before', () => {
    fc.assert(
      fc.property(arbitraryBuilt, ({ parts, problem, contradictions }) => {
        const turned = { ...parts.directives, pins: parts.directives.pins.toReversed(), vetoes: parts.directives.vetoes.toReversed() };
        const again = withDirectives(problem, turned);
        expect(again.contradictions).toEqual(contradictions);
        expect([...again.problem.directives]).toEqual([...problem.directives]);
        expect(again.problem.subjects.flags).toEqual(problem.subjects.flags);
        const free = withDirectives(problem, NO_DIRECTIVES);
        const undirected = problemOf({ on: ON, ...parts, directives: NO_DIRECTIVES });
        expect(free.problem.subjects.flags).toEqual(undirected.problem.subjects.flags);
      }),
    );
  });
});
