import { SUBJECT_CLASSES } from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { type Runs, runsOf } from './deal-out.ts';
import { FACTS, FORMER } from './fact-cells.ts';
import type { LeafFlowStart } from './kernel/leaf-flow-problem.ts';
import { MAX_OPTION_COST } from './option-cost.ts';
import type { LiveCells } from './planner-cells.ts';
import { type PlannerState, type Touched, touch } from './planner-state.ts';
import type { AssignmentProblem } from './problem.ts';
import { certify, seatFlow } from './seat.ts';
import { deskNode, keptBy, networkOf, type SeatNetwork } from './seat-network.ts';
import { NOBODY } from './subject-columns.ts';
import { weightsFor } from './weights.ts';

/** The seats of each leaf, and the proof that none are better. With yesterday's prices everyone begins where they are. */
export type LeafSeats = { readonly network: SeatNetwork; readonly runs: Runs; readonly certificate: Certificate };

export function seatLeaves(problem: AssignmentProblem, cells: LiveCells, price: Float64Array | undefined): LeafSeats {
  const count = cells.table.size();
  const network = networkOf(problem, cells.book, cells.leafOf.subarray(0, count), cells.size.subarray(0, count), lastingWeights);
  const flow = seatFlow(network, price === undefined ? undefined : startFrom(network, cells, price));
  return { network, runs: runsOf(network, flow), certificate: certify(problem, network, flow) };
}

/** Prices are told in the unit of the weights: these stay as they are while the desks come to less than the next power of two. */
const lastingWeights = (deskCount: number) => weightsFor(2 ** Math.ceil(Math.log2(deskCount + 1)), MAX_OPTION_COST);

function startFrom(network: SeatNetwork, { book }: LiveCells, price: Float64Array): LeafFlowStart {
  const { flow, hubCount, hubArc, desks } = network;
  const potential = new Float64Array(flow.nodeCount);
  for (let desk = 0; desk < desks.count; desk++) {
    const position = (desks.rahyar[desk] as number) * SUBJECT_CLASSES.length + (desks.subjectClass[desk] as number);
    potential[deskNode(network, desk)] = 0 - (price[position] as number);
  }
  for (let hub = 0; hub < hubCount; hub++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let arc = hubArc[hub] as number; arc < (hubArc[hub + 1] as number); arc++)
      highest = Math.max(highest, (potential[flow.head[arc] as number] as number) - (flow.cost[arc] as number));
    potential[1 + hub] = highest;
  }
  const option = flow.supply.map((_, leaf) => (flow.start[leaf] as number) + (keptBy(book, leaf) === NOBODY ? 0 : 1));
  return { potential, option };
}

/**
 * Deals the seats of leaves to their subjects where they are others than before. Whoever has one of the leaf's seats, or none where some go
 * without, stays so, in the order of ids; the others take what is left, in that order. Cells of which every subject stays as it is, known without
 * looking at the subjects, are passed over; unless there are only such, one pass over the column of cells finds the subjects of the others.
 * @param isOther cells for whose subjects others may be named: they are touched, whatever becomes of their seats.
 */
export function dealAnew(state: PlannerState, touched: Touched, { network, runs }: LeafSeats, isOther: Uint8Array | undefined): void {
  const { cells } = state;
  const { cellOf } = cells;
  const isDealt = dealtCells(state, network, runs);
  if (!isDealt.includes(1) && isOther === undefined) return;
  const members: number[] = [];
  for (let subject = 0; subject < cellOf.length; subject++) {
    const cell = cellOf[subject] as number;
    if (isDealt[cell] === 1) members.push(subject);
    if (isOther?.[cell] === 1) touch(state, touched, subject);
  }
  deal(state, touched, { network, runs }, members);
}

const SEVERAL = -2;

/** The cells in which somebody's seat may be another than before: 1 for each. */
function dealtCells({ cells, waiting }: PlannerState, { flow }: SeatNetwork, runs: Runs): Uint8Array {
  const uniform = flow.supply.map((supply, leaf) => {
    const from = runs.start[leaf] as number;
    if (from === runs.start[leaf + 1]) return NOBODY;
    return runs.count[from] === supply ? (runs.rahyar[from] as number) : SEVERAL;
  });
  const { table, size, leafOf } = cells;
  const facts = table.tuples();
  const isDealt = new Uint8Array(table.size());
  for (let cell = 0; cell < isDealt.length; cell++) {
    if (size[cell] !== 0 && uniform[leafOf[cell] as number] !== facts[cell * FACTS + FORMER]) isDealt[cell] = 1;
  }
  for (const subject of waiting) isDealt[cells.cellOf[subject] as number] = 1;
  return isDealt;
}

function deal(
  state: PlannerState,
  touched: Touched,
  { network, runs }: Pick<LeafSeats, 'network' | 'runs'>,
  members: readonly number[],
): void {
  const { cells, seat } = state;
  const left = runs.count.slice();
  const out = network.flow.supply.map(
    (supply, leaf) => supply - sumOf(runs.count, runs.start[leaf] as number, runs.start[leaf + 1] as number),
  );
  const leafAt = (subject: number): number => cells.leafOf[cells.cellOf[subject] as number] as number;
  const others: number[] = [];
  for (const subject of members) {
    const leaf = leafAt(subject);
    const present = seat[subject] as number;
    if (present === NOBODY) {
      if ((out[leaf] as number) > 0) out[leaf] = (out[leaf] as number) - 1;
      else others.push(subject);
      continue;
    }
    const run = runWith(runs, left, leaf, present);
    if (run === NO_RUN) others.push(subject);
    else left[run] = (left[run] as number) - 1;
  }
  const next = runs.start.slice();
  for (const subject of others) {
    const leaf = leafAt(subject);
    const end = runs.start[leaf + 1] as number;
    let run = next[leaf] as number;
    while (run < end && left[run] === 0) run++;
    next[leaf] = run;
    touch(state, touched, subject);
    if (run < end) left[run] = (left[run] as number) - 1;
    seat[subject] = run < end ? (runs.rahyar[run] as number) : NOBODY;
  }
}

const NO_RUN = -1;

/** A run of a leaf in which a seat with the rahyar is left. The same rahyar may come in several. */
function runWith({ start, rahyar }: Runs, left: Int32Array, leaf: number, wanted: number): number {
  for (let run = start[leaf] as number; run < (start[leaf + 1] as number); run++) if (rahyar[run] === wanted && left[run] !== 0) return run;
  return NO_RUN;
}

function sumOf(values: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += values[index] as number;
  return sum;
}
