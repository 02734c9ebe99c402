import { DEDICATED_BASES, SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import { coverageOf } from './coverage.ts';
import { coveringOf } from './covering.ts';
import { MAX_OPTION_COST } from './option-cost.ts';
import type { AssignmentProblem } from './problem.ts';
import { seatSubjects } from './seat.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { arbitraryParts, problemFrom } from './testing/arbitrary-problem.ts';
import { weightsFor } from './weights.ts';

/** Few enough to try every seating, and so tight that most have to give way to somebody. */
const tiny = arbitraryParts.map((parts) =>
  problemFrom({ ...parts, community: parts.community.slice(0, 4), subjects: parts.subjects.slice(0, 6) }),
);

/** Pins, coverage by tier, fewest parted, preference: greater is better, the first difference decides. */
type Standing = readonly number[];

const isBetter = (a: Standing, b: Standing): boolean => {
  const first = a.findIndex((value, level) => value !== b[level]);
  return first !== -1 && (a[first] as number) > (b[first] as number);
};

const judge = (problem: AssignmentProblem) => {
  const covering = coveringOf(problem);
  const tier = classify(problem);
  const candidatesOf = (subject: number): number[] => [
    ...new Set(DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff }) => staff))),
  ];
  const standingOf = (seat: ArrayLike<number>): Standing => {
    const standing = [0, 0, 0, 0, 0, 0, 0, 0];
    const count = (level: number, by: number): void => {
      standing[level] = (standing[level] as number) + by;
    };
    for (let subject = 0; subject < seat.length; subject++) {
      const previous = problem.subjects.previous[subject] as number;
      const isKept = seat[subject] === previous;
      if (candidatesOf(subject).includes(previous) && !isKept) count(6, -1);
      if (seat[subject] === NOBODY) continue;
      count(problem.directives.get(subject)?.pin === undefined ? (tier[subject] as number) + 1 : 0, 1);
      if (!isKept) count(7, -(covering.costOf(subject, seat[subject] as number) ?? 0));
    }
    return standing;
  };
  return { candidatesOf, standingOf };
};

/** The best standing among all seatings that keep the caseload limits, by trying every one. */
function bestStanding(problem: AssignmentProblem): Standing {
  const { candidatesOf, standingOf } = judge(problem);
  const count = problem.subjects.ids.count;
  const seat = new Array<number>(count).fill(NOBODY);
  const load = new Map<number, number>();
  let best = standingOf(seat);
  const place = (subject: number): void => {
    if (subject === count) {
      const standing = standingOf(seat);
      if (isBetter(standing, best)) best = standing;
      return;
    }
    const classIndex = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
    const subjectClass = SUBJECT_CLASSES[classIndex] ?? 'person';
    place(subject + 1);
    for (const staff of candidatesOf(subject)) {
      const key = staff * SUBJECT_CLASSES.length + classIndex;
      const taken = load.get(key) ?? 0;
      if (taken >= (problem.rahyars[staff]?.service.caseload[subjectClass] ?? 0)) continue;
      load.set(key, taken + 1);
      seat[subject] = staff;
      place(subject + 1);
      seat[subject] = NOBODY;
      load.set(key, taken);
    }
  };
  place(0);
  return best;
}

describe('seatSubjects', () => {
  it('reaches what trying every seating reaches: coverage by tier, then fewest parted, then preference', () => {
    fc.assert(
      fc.property(tiny, (problem) => {
        const { seat } = seatSubjects(problem, coverageOf(problem), classify(problem));
        expect(judge(problem).standingOf(seat)).toEqual(bestStanding(problem));
      }),
      { numRuns: 600 },
    );
  });
});

describe('weightsFor', () => {
  it('puts one unit of a level above all that lower levels can gain on a cycle', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (stops) => {
        const { move, out, dearestPath } = weightsFor(stops, MAX_OPTION_COST);
        const arcs = 2 * (stops + 1);
        const [, first, second, third, fourth, pinned] = out as [number, number, number, number, number, number];
        expect(move).toBeGreaterThan(arcs * MAX_OPTION_COST);
        for (const gap of [pinned - first, first - second, second - third, third - fourth, fourth])
          expect(gap).toBeGreaterThan(arcs * (move + MAX_OPTION_COST));
        const lastStep = Math.max(...out) + move;
        expect(dearestPath).toBeGreaterThan(arcs * (move + MAX_OPTION_COST) + lastStep);
        expect(dearestPath).toBeLessThan(2 ** 50);
      }),
    );
  });
});
