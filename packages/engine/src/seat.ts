import type { CoverageIndex } from './coverage.ts';
import { dealOut, runsOf, type SeatFlow } from './deal-out.ts';
import { type FactCells, factCellsOf } from './fact-cells.ts';
import { balance } from './kernel/balance.ts';
import { type LeafFlowStart, leafFlow } from './kernel/leaf-flow.ts';
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
  return { seat, facts, network, ...flow };
}

/** For each subject the rahyar whose seat it has, or NOBODY; and the network with the flow that says so. */
export type Seating = SolvedFlow & { readonly seat: Int32Array; readonly facts: FactCells; readonly network: SeatNetwork };

/** A flow that is best on every level, with what proves it. */
export type SolvedFlow = SeatFlow & {
  /** Of the network's nodes. */
  readonly potential: Float64Array;
  /** For each node the desk at which one more subject there would end, or NOWHERE: see {@link balance}. */
  readonly relief: Int32Array;
  readonly pivots: number;
};

/** The best flow on the network. Yesterday's prices make the way there short; they change nothing about the levels that it reaches. */
export function seatFlow(network: SeatNetwork, start?: LeafFlowStart): SolvedFlow {
  const { dearestPath } = network.weights;
  const outcome = leafFlow(network.flow, start === undefined ? { dearestPath } : { dearestPath, start });
  if (outcome.status !== 'optimal')
    throw new Error(`invariant: everyone can stay without a seat, and weights are bounded (${outcome.status})`);
  return { ...outcome, relief: balanceLoads(network, outcome) };
}

/** Level 5: moves flow on tight arcs, those whose reduced cost is zero, until the loads are even. Only desks whose price is zero may change. */
function balanceLoads(
  network: SeatNetwork,
  { arcFlow, optionFlow, potential }: Pick<SolvedFlow, 'arcFlow' | 'optionFlow' | 'potential'>,
): Int32Array {
  const { flow: problem, desks } = network;
  const { supply, start, optionHead, optionCost } = problem;
  const from: number[] = [];
  const to: number[] = [];
  const most: number[] = [];
  /** Where the flow of each arc here stands: hub arcs first, then options from `firstOption`. */
  const origin: number[] = [];
  const add = (tail: number, head: number, capacity: number, index: number): void => {
    from.push(tail);
    to.push(head);
    most.push(capacity);
    origin.push(index);
  };
  for (let arc = 0; arc < deskArc(network, 0); arc++) {
    const tail = problem.tail[arc] as number;
    const head = problem.head[arc] as number;
    if ((problem.cost[arc] as number) + (potential[tail] as number) === potential[head])
      add(tail, head, problem.capacity[arc] as number, arc);
  }
  const hubArcs = from.length;
  let nodeCount = problem.nodeCount;
  for (let leaf = 0; leaf < supply.length; leaf++) {
    const first = start[leaf] as number;
    const last = start[leaf + 1] as number;
    let least = Number.POSITIVE_INFINITY;
    let ties = 0;
    for (let option = first; option < last; option++) {
      const price = (optionCost[option] as number) - (potential[optionHead[option] as number] as number);
      ties = price < least ? 1 : ties + Number(price === least);
      least = Math.min(least, price);
    }
    if (ties < 2) continue;
    for (let option = first; option < last; option++) {
      const head = optionHead[option] as number;
      if ((optionCost[option] as number) - (potential[head] as number) === least) add(nodeCount, head, supply[leaf] as number, option);
    }
    nodeCount++;
  }
  const flow = Int32Array.from(origin, (index, arc) => (arc < hubArcs ? arcFlow[index] : optionFlow[index]) as number);
  const levelled = Array.from({ length: desks.count }, (_, desk) => desk).filter((desk) => potential[deskNode(network, desk)] === 0);
  const terminals = {
    node: Int32Array.from(levelled, (desk) => deskNode(network, desk)),
    limit: Int32Array.from(levelled, (desk) => desks.limit[desk] as number),
    load: Int32Array.from(levelled, (desk) => arcFlow[deskArc(network, desk)] as number),
  };
  const arcs = { tail: Int32Array.from(from), head: Int32Array.from(to), capacity: Int32Array.from(most) };
  const relief = balance({ nodeCount, ...arcs, flow, terminals });
  origin.forEach((index, arc) => {
    if (arc < hubArcs) arcFlow[index] = flow[arc] as number;
    else optionFlow[index] = flow[arc] as number;
  });
  levelled.forEach((desk, terminal) => {
    arcFlow[deskArc(network, desk)] = terminals.load[terminal] as number;
  });
  return Int32Array.from(relief.subarray(0, problem.nodeCount), (terminal) => (terminal < 0 ? terminal : (levelled[terminal] as number)));
}
