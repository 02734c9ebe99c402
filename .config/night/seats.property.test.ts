import { DEDICATED_BASES, SUBJECT_CLASSES } from '@rahyar/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Certificate, deskOf } from '../../packages/engine/src/certificate.ts';
import { classify } from '../../packages/engine/src/classify.ts';
import { coveringOf } from '../../packages/engine/src/covering.ts';
import { type FlowProblem, minimumCostFlow } from '../../packages/engine/src/kernel/network-simplex.ts';
import type { AssignmentProblem } from '../../packages/engine/src/problem.ts';
import { CLASS_OF_KIND, NOBODY } from '../../packages/engine/src/subject-columns.ts';
import { partsOfSize, problemFrom } from '../../packages/engine/src/testing/arbitrary-problem.ts';
import { certifiedSeats } from '../../packages/engine/src/testing/certified-seats.ts';
import { PINNED_STANDING } from '../../packages/engine/src/weights.ts';
import { leastCost, load } from '../bench/highs.ts';
import { costOf } from '../bench/network-simplex.ts';

/** Of a few hundred subjects: too many to try every seating, few enough for a general solver of linear programs. */
const medium = fc
  .tuple(fc.integer({ min: 10, max: 40 }), fc.integer({ min: 200, max: 400 }), fc.boolean())
  .chain(([staffCount, subjectCount, isTight]) => partsOfSize(staffCount, subjectCount, isTight))
  .map(problemFrom);

describe('seatSubjects', () => {
  it('finds seats as cheap as the generic solver and HiGHS find on a network with a node for each subject', async () => {
    const highs = await load();
    fc.assert(
      fc.property(medium, (problem) => {
        const { seat, certificate } = certifiedSeats(problem);
        const network = networkBySubject(problem, certificate.weights);
        const cost = costOfSeats(problem, certificate.weights, seat);
        const generic = minimumCostFlow(network);
        expect(generic.status === 'optimal' && costOf(network, generic.flow)).toBe(cost);
        expect(leastCost(highs, network)).toBe(cost);
      }),
      { numRuns: 6 },
    );
  });
});

type Weights = Certificate['weights'];

/** What a subject adds to the cost of a seating with a member of staff, or with nobody, read straight from the definitions. */
function pricesOf(problem: AssignmentProblem, { move, out }: Weights) {
  const covering = coveringOf(problem);
  const tier = classify(problem);
  const standing = (subject: number): number =>
    problem.directives.get(subject)?.pin === undefined ? (tier[subject] as number) : PINNED_STANDING;
  const former = (subject: number): number => problem.subjects.previous[subject] as number;
  const parting = (subject: number): number => (covering.costOf(subject, former(subject)) === undefined ? 0 : move);
  return {
    openTo: (subject: number): readonly number[] => [
      ...new Set(DEDICATED_BASES.flatMap((basis) => covering.options(subject, basis).map(({ staff }) => staff))),
    ],
    without: (subject: number): number => parting(subject) + (out[standing(subject)] as number),
    having: (subject: number, staff: number): number =>
      staff === former(subject) ? 0 : parting(subject) + (covering.costOf(subject, staff) ?? Number.NaN),
  };
}

function costOfSeats(problem: AssignmentProblem, weights: Weights, seat: Int32Array): number {
  const prices = pricesOf(problem, weights);
  return seat.reduce((sum, staff, subject) => sum + (staff === NOBODY ? prices.without(subject) : prices.having(subject, staff)), 0);
}

/** From each subject to each desk that is open to it and to the sink, from each desk to the sink. */
function networkBySubject(problem: AssignmentProblem, weights: Weights): FlowProblem {
  const prices = pricesOf(problem, weights);
  const { count } = problem.subjects.ids;
  const deskCount = deskOf(problem.staff.length, 0);
  const sink = count + deskCount;
  const arcs: { tail: number; head: number; capacity: number; cost: number }[] = [];
  for (let subject = 0; subject < count; subject++) {
    const subjectClass = CLASS_OF_KIND[problem.subjects.kind[subject] as number] as number;
    arcs.push({ tail: subject, head: sink, capacity: 1, cost: prices.without(subject) });
    for (const staff of prices.openTo(subject))
      arcs.push({ tail: subject, head: count + deskOf(staff, subjectClass), capacity: 1, cost: prices.having(subject, staff) });
  }
  problem.rahyars.forEach((rahyar, staff) => {
    SUBJECT_CLASSES.forEach((name, subjectClass) => {
      arcs.push({ tail: count + deskOf(staff, subjectClass), head: sink, capacity: rahyar?.service.caseload[name] ?? 0, cost: 0 });
    });
  });
  const supply = new Float64Array(sink + 1).fill(1, 0, count);
  supply[sink] = -count;
  return {
    nodeCount: sink + 1,
    tail: Int32Array.from(arcs, ({ tail }) => tail),
    head: Int32Array.from(arcs, ({ head }) => head),
    capacity: Int32Array.from(arcs, ({ capacity }) => capacity),
    cost: Float64Array.from(arcs, ({ cost }) => cost),
    supply,
  };
}
