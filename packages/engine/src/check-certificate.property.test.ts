import { DEDICATED_BASES, SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskOf } from './certificate.ts';
import { checkCertificate } from './check-certificate.ts';
import { classify } from './classify.ts';
import { coveringOf } from './covering.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';
import { arbitraryParts, arbitraryProblem, problemFrom } from './testing/arbitrary-problem.ts';
import { certifiedSeats, seatedPlan } from './testing/certified-seats.ts';

/** Few enough to try every seating, and so tight that most have to give way to somebody. */
const tiny = arbitraryParts.map((parts) =>
  problemFrom({ ...parts, community: parts.community.slice(0, 5), subjects: parts.subjects.slice(0, 6) }),
);

/** The five levels of a seating; less is better. Without a seat: pinned, tier 1 to 4, without a tier. Loads: heights and desks of seats. */
type Standing = { readonly out: readonly number[]; readonly parted: number; readonly cost: number; readonly units: readonly Unit[] };
const UNTIERED = 5;
type Unit = { readonly seat: number; readonly limit: number; readonly desk: number };

const compareUnits = (a: Unit, b: Unit): number => a.seat * b.limit - b.seat * a.limit || a.desk - b.desk;

function compare(a: Standing, b: Standing): number {
  const levels = [...a.out.map((value, level) => value - (b.out[level] as number)), a.parted - b.parted, a.cost - b.cost];
  const first = levels.find((difference) => difference !== 0);
  return first ?? a.units.map((unit, index) => compareUnits(unit, b.units[index] as Unit)).find((difference) => difference !== 0) ?? 0;
}

function judgeOf(problem: AssignmentProblem) {
  const covering = coveringOf(problem);
  const tier = classify(problem);
  const { kind, previous } = problem.subjects;
  const classOf = (subject: number): number => CLASS_OF_KIND[kind[subject] as number] as number;
  const candidatesOf = (subject: number): number[] => [
    ...new Set(DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff }) => staff))),
  ];
  const limitOf = (staff: number, subjectClass: number): number =>
    problem.rahyars[staff]?.service.caseload[SUBJECT_CLASSES[subjectClass] ?? 'person'] ?? 0;
  const standingOf = (seat: ArrayLike<number>): Standing => {
    const out = [0, 0, 0, 0, 0, 0];
    const loads = new Map<number, number>();
    let [parted, cost] = [0, 0];
    for (let subject = 0; subject < seat.length; subject++) {
      const staff = seat[subject] as number;
      const mayStay = covering.costOf(subject, previous[subject] as number) !== undefined;
      const stays = mayStay && staff === previous[subject];
      if (mayStay && !stays) parted++;
      if (staff === NOBODY) {
        const level = problem.directives.get(subject)?.pin === undefined ? (tier[subject] as number) || UNTIERED : 0;
        out[level] = (out[level] as number) + 1;
        continue;
      }
      if (!stays) cost += covering.costOf(subject, staff) ?? 0;
      const desk = deskOf(staff, classOf(subject));
      loads.set(desk, (loads.get(desk) ?? 0) + 1);
    }
    const units = [...loads].flatMap(([desk, count]) =>
      Array.from({ length: count }, (_, index) => ({
        seat: index + 1,
        limit: limitOf(Math.floor(desk / SUBJECT_CLASSES.length), desk % SUBJECT_CLASSES.length),
        desk,
      })),
    );
    return { out, parted, cost, units: units.sort((a, b) => compareUnits(b, a)) };
  };
  /** The best standing of all seatings within the limits, by trying every one. */
  const best = (): Standing => {
    const count = problem.subjects.ids.count;
    const seat = new Array<number>(count).fill(NOBODY);
    const load = new Map<number, number>();
    let found = standingOf(seat);
    const place = (subject: number): void => {
      if (subject === count) {
        const standing = standingOf(seat);
        if (compare(standing, found) < 0) found = standing;
        return;
      }
      place(subject + 1);
      for (const staff of candidatesOf(subject)) {
        const desk = deskOf(staff, classOf(subject));
        const taken = load.get(desk) ?? 0;
        if (taken >= limitOf(staff, classOf(subject))) continue;
        load.set(desk, taken + 1);
        seat[subject] = staff;
        place(subject + 1);
        seat[subject] = NOBODY;
        load.set(desk, taken);
      }
    };
    place(0);
    return found;
  };
  return { best, standingOf, candidatesOf };
}

describe('checkCertificate', () => {
  it('finds no fault with an honest plan and its certificate', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const { seat, certificate } = certifiedSeats(problem);
        expect(checkCertificate(problem, seatedPlan(problem, seat), certificate)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('passes what is best on all five levels by trying every seating', () => {
    fc.assert(
      fc.property(tiny, (problem) => {
        const { seat } = certifiedSeats(problem);
        const judge = judgeOf(problem);
        expect(judge.standingOf(seat)).toEqual(judge.best());
      }),
      { numRuns: 200 },
    );
  });

  it('passes no seating that is worse than the best, whatever was changed in seats and certificate', () => {
    fc.assert(
      fc.property(
        tiny,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(-1, 0, 1)), { maxLength: 2 }),
        fc.boolean(),
        (problem, moves, tampering, hides) => {
          const { seat, certificate } = certifiedSeats(problem);
          const judge = judgeOf(problem);
          const changed = seat.slice();
          for (const [who, where] of seat.length === 0 ? [] : moves) {
            const subject = who % seat.length;
            const places = [NOBODY, ...judge.candidatesOf(subject)];
            changed[subject] = places[where % places.length] as number;
          }
          const price = certificate.price.slice();
          const relief = hides ? certificate.relief.map((_, desk) => desk) : certificate.relief.slice();
          for (const [where, by] of price.length === 0 ? [] : tampering) {
            const desk = where % price.length;
            price[desk] = Math.max(0, (price[desk] as number) + by);
            if (by === 0) relief[desk] = where % 7 === 0 ? NOBODY : Math.floor(where / price.length) % price.length;
          }
          const isPassed = checkCertificate(problem, seatedPlan(problem, changed), { ...certificate, price, relief }).length === 0;
          if (isPassed) expect(judge.standingOf(changed)).toEqual(judge.best());
        },
      ),
      { numRuns: 400 },
    );
  });
});
