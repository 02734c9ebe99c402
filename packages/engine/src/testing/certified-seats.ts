import { BASES, type Basis, DEDICATED_BASES } from '@rahyar/domain';
import { type Certificate, certificateOf, NO_RELIEF } from '../certificate.ts';
import type { SeatedPlan } from '../check-certificate.ts';
import { classify } from '../classify.ts';
import { coverageOf } from '../coverage.ts';
import { coveringOf } from '../covering.ts';
import { dealOut, runsOf } from '../deal-out.ts';
import { factCellsOf } from '../fact-cells.ts';
import { balanceLeafFlow } from '../kernel/balance-leaves.ts';
import { leafFlow } from '../kernel/leaf-flow.ts';
import { basisBit } from '../plan.ts';
import type { AssignmentProblem } from '../problem.ts';
import { deskArc, deskNode, seatNetworkOf } from '../seat-network.ts';
import { NOBODY } from '../subject-columns.ts';

/** The seats that the kernel finds, levelled, and the certificate that its prices make. */
export function certifiedSeats(problem: AssignmentProblem): { seat: Int32Array; certificate: Certificate } {
  const tier = classify(problem);
  const facts = factCellsOf(problem, tier);
  const network = seatNetworkOf(problem, coverageOf(problem), tier, facts);
  const outcome = leafFlow(network.flow, { dearestPath: network.weights.dearestPath });
  if (outcome.status !== 'optimal') throw new Error('invariant: everyone can stay without a seat');
  const relief = balanceLeafFlow(network.flow, outcome);

  const seat = new Int32Array(tier.length);
  const runs = runsOf(network, outcome);
  dealOut(runs, network.leafOf, facts.cellOf, new Int32Array(runs.start.length - 1), 0, seat.length, seat);
  const { desks } = network;
  const nodes = Int32Array.from({ length: desks.count }, (_, desk) => deskNode(network, desk));
  const certificate = certificateOf(problem.staff.length, network.weights, {
    rahyar: desks.rahyar,
    subjectClass: desks.subjectClass,
    price: Float64Array.from(nodes, (node) => -(outcome.potential[node] as number)),
    relief: nodes.map((node) => {
      const arc = relief[node] as number;
      return arc === NO_RELIEF ? NO_RELIEF : arc - deskArc(network, 0);
    }),
  });
  return { seat, certificate };
}

/** As much of a plan as says who has a seat where; a seat that is not open to the subject stands under residence. */
export function seatedPlan(problem: AssignmentProblem, seat: ArrayLike<number>): SeatedPlan {
  const covering = coveringOf(problem);
  const nobody = (): Int32Array => new Int32Array(seat.length).fill(NOBODY);
  const responsible = Object.fromEntries(BASES.map((basis) => [basis, nobody()])) as Record<Basis, Int32Array>;
  const primary = new Uint8Array(seat.length);
  for (let subject = 0; subject < seat.length; subject++) {
    const staff = seat[subject] as number;
    if (staff === NOBODY) continue;
    const basis = DEDICATED_BASES.find((one) => covering.options(subject, one).some((option) => option.staff === staff)) ?? 'residence';
    responsible[basis][subject] = staff;
    primary[subject] = basisBit(basis);
  }
  return { responsible, primary };
}
