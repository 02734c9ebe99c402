import { type Certificate, certificateOf } from './certificate.ts';
import type { CoverageIndex } from './coverage.ts';
import { dealOut, runsOf, type SeatFlow } from './deal-out.ts';
import { type FactCells, factCellsOf } from './fact-cells.ts';
import { balanceLeafFlow } from './kernel/balance-leaves.ts';
import { leafFlow } from './kernel/leaf-flow.ts';
import type { LeafFlowStart } from './kernel/leaf-flow-problem.ts';
import type { AssignmentProblem } from './problem.ts';
import { deskArc, deskNode, type SeatNetwork, seatNetworkOf } from './seat-network.ts';

/**
 * Gives seats to subjects: a seat is a place in the caseload of an area, organisation or social rahyar.
 *
 * The objective is lexicographic and reached exactly: (1) whoever a person has given to a rahyar; (2) as many of tier 1 as possible, then of
 * tier 2, of tier 3, of tier 4; (3) as few as possible parted from yesterday's rahyar; (4) the policy's preferences; (5) loads as even as
 * they can be, the highest first. Levels 1 to 4 are one cheapest flow over cells of subjects, see {@link SeatNetwork} and {@link weightsFor};
 * level 5 moves that flow where moving costs nothing. `docs/proof.md` says why this is the optimum.
 */
export function seatSubjects(problem: AssignmentProblem, coverage: CoverageIndex, tier: Uint8Array): Seating {
  const facts = factCellsOf(problem, tier);
  const network = seatNetworkOf(problem, coverage, tier, facts);
  const flow = seatFlow(network);
  const seat = new Int32Array(tier.length);
  dealOut(runsOf(network, flow), network.leafOf, facts.cellOf, new Int32Array(network.flow.supply.length), 0, seat.length, seat);
  return { seat, facts, certificate: certify(problem, network, flow) };
}

/** For each subject the rahyar whose seat it has, or NOBODY, and the proof that no other seating is better. */
export type Seating = { readonly seat: Int32Array; readonly facts: FactCells; readonly certificate: Certificate };

/** A flow that is best on every level, with what proves it. */
export type SolvedFlow = SeatFlow & {
  /** Of the network's nodes. */
  readonly potential: Float64Array;
  /** For each node the arc of the desk at which one more subject there would end, or -1: see {@link balanceLeafFlow}. */
  readonly relief: Int32Array;
  readonly pivots: number;
};

/** The best flow on the network. Yesterday's prices make the way there short; they change nothing about the levels that it reaches. */
export function seatFlow(network: SeatNetwork, start?: LeafFlowStart): SolvedFlow {
  const { dearestPath } = network.weights;
  const outcome = leafFlow(network.flow, start === undefined ? { dearestPath } : { dearestPath, start });
  if (outcome.status !== 'optimal')
    throw new Error(`invariant: everyone can stay without a seat, and weights are bounded (${outcome.status})`);
  return { ...outcome, relief: balanceLeafFlow(network.flow, outcome) };
}

/** The proof of a best flow, desk by desk. */
export function certify(
  problem: AssignmentProblem,
  network: SeatNetwork,
  { potential, relief }: Pick<SolvedFlow, 'potential' | 'relief'>,
): Certificate {
  const { desks, weights } = network;
  const nodes = new Int32Array(desks.count).map((_, desk) => deskNode(network, desk));
  return certificateOf(problem.staff.length, weights, {
    rahyar: desks.rahyar,
    subjectClass: desks.subjectClass,
    price: Float64Array.from(nodes, (node) => 0 - (potential[node] as number)),
    relief: nodes.map((node) => (relief[node] === -1 ? -1 : (relief[node] as number) - deskArc(network, 0))),
  });
}
