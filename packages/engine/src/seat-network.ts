import { DEDICATED_BASES, type DedicatedBasis, SUBJECT_CLASSES } from '@rahyar/domain';
import type { CoverageIndex, Options } from './coverage.ts';
import type { FactCells } from './fact-cells.ts';
import type { LeafFlowProblem } from './kernel/leaf-flow-problem.ts';
import { createTupleTable, type TupleTable } from './kernel/tuple-table.ts';
import { basisCost, MAX_OPTION_COST } from './option-cost.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY, PINNED } from './subject-columns.ts';
import { PINNED_STANDING, type Weights, weightsFor } from './weights.ts';

/**
 * The network on which seats are found. Leaves are cells of subjects for whom the same seats are open at the same cost; their options lead
 * out (to the sink: no seat), straight to the desk of yesterday's rahyar, and to hubs. A hub stands for options shared by many cells; a desk
 * is the caseload of one rahyar for one class of subjects, and its arc to the sink carries the limit.
 *
 * Nodes: the sink, the hubs, the desks. Arcs: hub to desk, hub by hub, then desk to sink, desk by desk. Every leaf's first option leads out.
 */
export type SeatNetwork = {
  readonly flow: LeafFlowProblem;
  readonly weights: Weights;
  /** The leaf of each fact cell. */
  readonly leafOf: Int32Array;
  readonly hubCount: number;
  /** The first arc of each hub, and after the last the first arc of the desks. */
  readonly hubArc: Int32Array;
  readonly desks: Desks;
};

/** The rahyar, class of subjects (an index into SUBJECT_CLASSES) and limit of each desk. */
export type Desks = { readonly count: number; readonly rahyar: Int32Array; readonly subjectClass: Uint8Array; readonly limit: Int32Array };

export const SINK = 0;
export const deskNode = (network: Pick<SeatNetwork, 'hubCount'>, desk: number): number => 1 + network.hubCount + desk;
export const deskArc = (network: Pick<SeatNetwork, 'hubCount' | 'hubArc'>, desk: number): number =>
  (network.hubArc[network.hubCount] as number) + desk;

export function seatNetworkOf(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  tier: Uint8Array,
  facts: Omit<FactCells, 'cellOf'>,
): SeatNetwork {
  const book = createLeafBook();
  const leafOf = new Int32Array(facts.count);
  const rows = new Int32Array(BLOCK * LEAF_WIDTH);
  for (let cell = 0; cell < facts.count; cell += BLOCK) {
    const cells = leafOf.subarray(cell, cell + BLOCK);
    for (let at = 0; at < cells.length; at++) {
      const subject = facts.first[cell + at] as number;
      const former = problem.subjects.previous[subject] as number;
      book.describe(problem, coverage, subject, tier[subject] as number, former, rows, at * LEAF_WIDTH);
    }
    book.leaves.internRows(rows, cells.length, cells);
  }
  return networkOf(problem, book, leafOf, facts.size);
}

/** The network for cells of these sizes, whose leaves are in the book; a leaf of which no cell is left sends nothing. */
export function networkOf(
  problem: AssignmentProblem,
  { leaves, hubs }: LeafBook,
  leafOf: Int32Array,
  size: Int32Array,
  weightsOf: (deskCount: number) => Weights = (deskCount) => weightsFor(deskCount, MAX_OPTION_COST),
): SeatNetwork {
  const { desks, deskOf } = desksOf(problem, hubs);
  const weights = weightsOf(desks.count);
  const firstDesk = 1 + hubs.length;

  const hubArc = new Int32Array(hubs.length + 1);
  hubs.forEach(({ options }, hub) => {
    hubArc[hub + 1] = (hubArc[hub] as number) + options.rahyars.length;
  });
  const firstDeskArc = hubArc[hubs.length] as number;
  const arcCount = firstDeskArc + desks.count;
  const tail = new Int32Array(arcCount);
  const head = new Int32Array(arcCount).fill(SINK);
  const capacity = new Int32Array(arcCount).fill(problem.subjects.ids.count);
  const cost = new Float64Array(arcCount);
  hubs.forEach(({ subjectClass, options }, hub) => {
    const from = hubArc[hub] as number;
    tail.fill(1 + hub, from, hubArc[hub + 1]);
    cost.set(options.costs, from);
    options.rahyars.forEach((rahyar, position) => {
      head[from + position] = firstDesk + deskOf(subjectClass, rahyar);
    });
  });
  for (let desk = 0; desk < desks.count; desk++) tail[firstDeskArc + desk] = firstDesk + desk;
  capacity.set(desks.limit, firstDeskArc);

  const supply = new Int32Array(leaves.size());
  for (let cell = 0; cell < leafOf.length; cell++) {
    const leaf = leafOf[cell] as number;
    supply[leaf] = (supply[leaf] as number) + (size[cell] as number);
  }
  const deskNodeOf = (subjectClass: number, rahyar: number): number => firstDesk + deskOf(subjectClass, rahyar);
  const options = leafOptions(problem, leaves, weights, deskNodeOf);
  const flow = { nodeCount: firstDesk + desks.count, sink: SINK, tail, head, capacity, cost, supply, ...options };
  return { flow, weights, leafOf, hubCount: hubs.length, hubArc, desks };
}

const BLOCK = 1 << 11;

/** Positions in a leaf's tuple. `KEPT` is yesterday's rahyar where a seat there is open, or NOBODY; a hub is -1 where there are no options. */
const CLASS_AND_STANDING = 0;
const KEPT = 1;
const HUBS = 2;
const LEAF_WIDTH = HUBS + DEDICATED_BASES.length;
const STANDINGS = 8;

type Hub = { readonly subjectClass: number; readonly options: Options };

/**
 * What is open to cells: the hubs of their bases, and the leaves that cells with the same openings make up. Grows as it is asked. Equal options are
 * one hub; but what is open to the pinned says nothing of who else may accompany them, so each of them has hubs of its own.
 */
export type LeafBook = {
  readonly leaves: TupleTable;
  readonly hubs: readonly Hub[];
  /** Writes the tuple of the leaf for a subject of this tier and this rahyar of yesterday into `into`, from `offset` on. */
  describe(
    problem: AssignmentProblem,
    coverage: CoverageIndex,
    subject: number,
    tier: number,
    former: number,
    into: Int32Array,
    offset: number,
  ): void;
};

export function createLeafBook(): LeafBook {
  const leaves = createTupleTable(LEAF_WIDTH);
  const hubs: Hub[] = [];
  const known = SUBJECT_CLASSES.map(() => new WeakMap<Options, number>());
  const alike = new Map<string, number>();
  const hubAt = (subjectClass: number, options: Options, pinned: string): number => {
    const found = known[subjectClass]?.get(options);
    if (found !== undefined) return found;
    const key = `${subjectClass} ${options.rahyars.join()} ${options.costs.join()}${pinned}`;
    const hub = alike.get(key) ?? hubs.push({ subjectClass, options }) - 1;
    alike.set(key, hub);
    known[subjectClass]?.set(options, hub);
    return hub;
  };
  const describe: LeafBook['describe'] = ({ subjects }, coverage, subject, tier, former, into, offset) => {
    const subjectClass = CLASS_OF_KIND[subjects.kind[subject] as number] as number;
    const isPinned = ((subjects.flags[subject] as number) & PINNED) !== 0;
    into[offset + CLASS_AND_STANDING] = subjectClass * STANDINGS + (isPinned ? PINNED_STANDING : tier);
    into[offset + KEPT] = NOBODY;
    for (let position = 0; position < DEDICATED_BASES.length; position++) {
      const options = coverage.optionsOn(subject, DEDICATED_BASES[position] as DedicatedBasis);
      if (former !== NOBODY && contains(options.rahyars, former)) into[offset + KEPT] = former;
      into[offset + HUBS + position] = options.rahyars.length === 0 ? -1 : hubAt(subjectClass, options, isPinned ? ` ${subject}` : '');
    }
  };
  return { leaves, hubs, describe };
}

/** The leaf for a subject of this tier and this rahyar of yesterday. */
export function leafFor(
  book: LeafBook,
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  subject: number,
  tier: number,
  former: number,
): number {
  book.describe(problem, coverage, subject, tier, former, book.leaves.key, 0);
  return book.leaves.intern();
}

/** Yesterday's rahyar of a leaf's subjects, where they may stay, or NOBODY; if they may, that is their second option. */
export const keptBy = ({ leaves }: LeafBook, leaf: number): number => leaves.at(leaf, KEPT);

function contains(ascending: Int32Array, value: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value;
}

/** A desk for each rahyar and class that some hub leads to, in the order of the staff and, within one rahyar, of the classes. */
function desksOf(
  problem: AssignmentProblem,
  hubs: readonly Hub[],
): { desks: Desks; deskOf: (subjectClass: number, rahyar: number) => number } {
  const at = new Int32Array(problem.staff.length * SUBJECT_CLASSES.length).fill(-1);
  for (const { subjectClass, options } of hubs) {
    for (const rahyar of options.rahyars) at[rahyar * SUBJECT_CLASSES.length + subjectClass] = 0;
  }
  const used: number[] = [];
  for (let key = 0; key < at.length; key++) if (at[key] === 0) at[key] = used.push(key) - 1;
  const rahyar = Int32Array.from(used, (key) => Math.floor(key / SUBJECT_CLASSES.length));
  const subjectClass = Uint8Array.from(used, (key) => key % SUBJECT_CLASSES.length);
  const limit = Int32Array.from(rahyar, (index, desk) => {
    const caseload = problem.rahyars[index]?.service.caseload;
    return caseload?.[SUBJECT_CLASSES[subjectClass[desk] as number] ?? 'person'] ?? 0;
  });
  const deskOf = (classIndex: number, index: number): number => at[index * SUBJECT_CLASSES.length + classIndex] as number;
  return { desks: { count: used.length, rahyar, subjectClass, limit }, deskOf };
}

/** Out first; then yesterday's rahyar; then the hubs, each once, by the basis that costs least. */
function leafOptions(
  problem: AssignmentProblem,
  leaves: TupleTable,
  weights: Weights,
  deskNodeOf: (subjectClass: number, rahyar: number) => number,
): { start: Int32Array; optionHead: Int32Array; optionCost: Float64Array } {
  const bases = problem.policy.primaryPreference.map((basis) => ({
    position: HUBS + DEDICATED_BASES.indexOf(basis),
    cost: basisCost(problem.policy, basis),
  }));
  const tuples = leaves.tuples();
  const start = new Int32Array(leaves.size() + 1);
  const optionHead = new Int32Array(leaves.size() * LEAF_WIDTH);
  const optionCost = new Float64Array(optionHead.length);
  let end = 0;
  const add = (head: number, cost: number): void => {
    optionHead[end] = head;
    optionCost[end] = cost;
    end++;
  };
  for (let leaf = 0; leaf < leaves.size(); leaf++) {
    const from = end;
    const classAndStanding = tuples[leaf * LEAF_WIDTH + CLASS_AND_STANDING] as number;
    const kept = tuples[leaf * LEAF_WIDTH + KEPT] as number;
    const parting = kept === NOBODY ? 0 : weights.move;
    add(SINK, (weights.out[classAndStanding % STANDINGS] as number) + parting);
    if (kept !== NOBODY) add(deskNodeOf(Math.floor(classAndStanding / STANDINGS), kept), 0);
    for (const { position, cost } of bases) {
      const hub = tuples[leaf * LEAF_WIDTH + position] as number;
      if (hub === -1) continue;
      let option = from;
      while (option < end && optionHead[option] !== 1 + hub) option++;
      if (option === end) add(1 + hub, cost + parting);
    }
    start[leaf + 1] = end;
  }
  return { start, optionHead: optionHead.subarray(0, end), optionCost: optionCost.subarray(0, end) };
}
