import { DEDICATED_BASES, type DedicatedBasis, SUBJECT_CLASSES } from '@rahyar/domain';
import type { CoverageIndex, Options } from './coverage.ts';
import { isOptimal } from './kernel/certificate.ts';
import { type FlowProblem, minimumCostFlow } from './kernel/network-simplex.ts';
import { createTupleTable, type TupleTable } from './kernel/tuple-table.ts';
import { levelLoads } from './level-loads.ts';
import { basisCost, MAX_OPTION_COST } from './option-cost.ts';
import type { AssignmentProblem } from './problem.ts';
import type { Cell, CellArc, Desk, Hub, Seating } from './seating.ts';
import { CLASS_OF_KIND, NOBODY, PINNED } from './subject-columns.ts';

/**
 * Gives seats to subjects: a seat is a place in the caseload of an area, organisation or social rahyar.
 *
 * The objective is lexicographic and reached exactly: (1) everybody pinned, then as many of tier 1 as possible, then of tier 2, of tier 3, of
 * tier 4; (2) as few as possible parted from yesterday's rahyar; (3) the seats that the policy prefers. Among the seatings that are best by
 * these, loads are levelled inside each hub, step by step.
 *
 * Subjects with the same tier, options and rahyar of yesterday form a *cell*; options of one cost shared by cells form a *hub*. A cheapest flow
 * source -> cell -> hub -> rahyar -> sink is found, with arcs from a cell to yesterday's rahyar and, for whoever gets no seat, to the sink.
 * One integer cost says all levels at once: see {@link weightsFor}. Rahyars have one node, a *desk*, per class of subject, since caseloads are
 * limited per class.
 *
 * @returns for each subject the rahyar whose seat it has, or NOBODY.
 */
export function seatSubjects(problem: AssignmentProblem, coverage: CoverageIndex, tier: Uint8Array): Int32Array {
  const { cellOf, cells, options } = cellsOf(problem, coverage, tier);
  const layout = layOut(problem, cells, options, cellOf);
  const outcome = minimumCostFlow(layout.network, layout.dearestPath);
  if (outcome.status !== 'optimal')
    throw new Error(`invariant: everyone can stay without a seat, and weights are bounded (${outcome.status})`);
  if (!isOptimal(layout.network, outcome)) throw new Error('invariant: the solver’s potentials do not prove its flow');
  const seating = { ...layout, flow: outcome.flow };
  levelLoads(seating);
  return dealOut(seating, cellOf);
}

/** Positions in a cell's tuple. */
const CLASS = 0;
const STANDING = 1;
const PREVIOUS = 2;
const OPTIONS = 3;

/** Whoever is pinned comes before every tier. */
const PINNED_STANDING = 5;

function cellsOf(
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  tier: Uint8Array,
): { cellOf: Int32Array; cells: TupleTable; options: readonly Options[] } {
  const { kind, flags, previous } = problem.subjects;
  const cells = createTupleTable(OPTIONS + DEDICATED_BASES.length);
  const cellOf = new Int32Array(tier.length);
  const options: Options[] = [];
  const known = new Map<Options, number>();
  const numberOf = (some: Options): number => {
    const found = known.get(some);
    if (found !== undefined) return found;
    known.set(some, options.length);
    return options.push(some) - 1;
  };
  for (let index = 0; index < cellOf.length; index++) {
    const former = previous[index] as number;
    cells.key[CLASS] = CLASS_OF_KIND[kind[index] as number] as number;
    cells.key[STANDING] = ((flags[index] as number) & PINNED) === 0 ? (tier[index] as number) : PINNED_STANDING;
    cells.key[PREVIOUS] = NOBODY;
    for (let position = 0; position < DEDICATED_BASES.length; position++) {
      const open = coverage.optionsOn(index, DEDICATED_BASES[position] as DedicatedBasis);
      cells.key[OPTIONS + position] = numberOf(open);
      if (former !== NOBODY && contains(open.rahyars, former)) cells.key[PREVIOUS] = former;
    }
    cellOf[index] = cells.intern();
  }
  return { cellOf, cells, options };
}

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

/**
 * What one subject costs: the cost of its option; `move` more where it is parted from yesterday's rahyar; `tier[standing]` more where it gets
 * no seat.
 *
 * Why one sum is as good as one level after the other. Two seatings differ by cycles of moves; a cycle without repetition visits each of the
 * `stops` hubs and desks at most once, so it passes at most `stops + 1` cells, by two arcs each. What the lower levels can gain on it is
 * less than the weight of one unit of the level above. For tiers the sum over many people does no harm either: the sets of subjects that
 * can be seated together form a matroid, and there every strictly falling weight gives the lexicographically greatest set.
 */
export function weightsFor(stops: number): { move: number; tier: readonly number[]; dearestPath: number } {
  const arcsOnCycle = 2 * (stops + 1);
  const move = arcsOnCycle * MAX_OPTION_COST + 1;
  const step = arcsOnCycle * (move + MAX_OPTION_COST) + 1;
  const tier = [1, 4, 3, 2, 1, 5].map((times) => times * step);
  return { move, tier, dearestPath: 2 * Math.max(...tier) + 2 * step };
}

const SINK = 0;

type Layout = Omit<Seating, 'flow'> & { readonly network: FlowProblem; readonly dearestPath: number };

function layOut(problem: AssignmentProblem, cells: TupleTable, options: readonly Options[], cellOf: Int32Array): Layout {
  const hubKeys = createTupleTable(3);
  const hubsOfCells = Array.from({ length: cells.size() }, (_, cell) => hubsOfCell(problem, cells, options, hubKeys, cell));
  const deskKeys = createTupleTable(2);
  const deskOf = (subjectClass: number, rahyar: number): number => {
    deskKeys.key[0] = subjectClass;
    deskKeys.key[1] = rahyar;
    return deskKeys.intern();
  };
  const desksOfHubs = Array.from({ length: hubKeys.size() }, (_, hub) =>
    rahyarsAt(options[hubKeys.at(hub, 1)] as Options, hubKeys.at(hub, 2)).map((rahyar) => deskOf(hubKeys.at(hub, 0), rahyar)),
  );
  const keptDesks = Array.from({ length: cells.size() }, (_, cell) => {
    const previous = cells.at(cell, PREVIOUS);
    return previous === NOBODY ? NOBODY : deskOf(cells.at(cell, CLASS), previous);
  });

  const firstHub = 1;
  const firstDesk = firstHub + desksOfHubs.length;
  const firstCell = firstDesk + deskKeys.size();
  const { move, tier, dearestPath } = weightsFor(desksOfHubs.length + deskKeys.size());
  const arcs = createArcs(
    deskKeys.size() + desksOfHubs.reduce((sum, list) => sum + list.length, 0) + hubsOfCells.reduce((sum, list) => sum + list.length + 2, 0),
  );
  const supply = new Float64Array(firstCell + cells.size());

  const desks = Array.from({ length: deskKeys.size() }, (_, desk): Desk => {
    const rahyar = deskKeys.at(desk, 1);
    const subjectClass = SUBJECT_CLASSES[deskKeys.at(desk, 0)] ?? 'person';
    const limit = problem.rahyars[rahyar]?.service.caseload[subjectClass] ?? 0;
    return { arc: arcs.add(firstDesk + desk, SINK, limit, 0), rahyar, limit };
  });
  const hubs = desksOfHubs.map(
    (deskList, hub): Hub => ({
      desks: deskList,
      arcs: deskList.map((desk) => arcs.add(firstHub + hub, firstDesk + desk, cellOf.length, 0)),
    }),
  );
  const sizes = new Int32Array(cells.size());
  for (const cell of cellOf) sizes[cell] = (sizes[cell] as number) + 1;
  const laidOut = hubsOfCells.map((hubsOfThis, cell): Cell => {
    const size = sizes[cell] as number;
    const node = firstCell + cell;
    const kept = keptDesks[cell] as number;
    const parting = kept === NOBODY ? 0 : move;
    supply[node] = size;
    supply[SINK] = (supply[SINK] as number) - size;
    arcs.add(node, SINK, size, (tier[cells.at(cell, STANDING)] as number) + parting);
    const keptArcs: CellArc[] = kept === NOBODY ? [] : [{ arc: arcs.add(node, firstDesk + kept, size, 0), hub: -1, desk: kept }];
    const hubArcs = hubsOfThis.map(({ hub, cost }) => ({ arc: arcs.add(node, firstHub + hub, size, cost + parting), hub, desk: -1 }));
    return { size, arcs: [...keptArcs, ...hubArcs] };
  });
  return { network: { nodeCount: supply.length, ...arcs.columns(), supply }, dearestPath, cells: laidOut, hubs, desks };
}

/** The hubs of a cell with the least cost at which each is open to it. */
function hubsOfCell(
  problem: AssignmentProblem,
  cells: TupleTable,
  options: readonly Options[],
  hubKeys: TupleTable,
  cell: number,
): { hub: number; cost: number }[] {
  const hubs: { hub: number; cost: number }[] = [];
  for (const basis of problem.policy.primaryPreference) {
    const number = cells.at(cell, OPTIONS + DEDICATED_BASES.indexOf(basis));
    for (const cost of new Set((options[number] as Options).costs)) {
      hubKeys.key[0] = cells.at(cell, CLASS);
      hubKeys.key[1] = number;
      hubKeys.key[2] = cost;
      const hub = hubKeys.intern();
      if (!hubs.some((row) => row.hub === hub)) hubs.push({ hub, cost: basisCost(problem.policy, basis) + cost });
    }
  }
  return hubs;
}

const rahyarsAt = ({ rahyars, costs }: Options, cost: number): number[] =>
  Array.from(rahyars).filter((_rahyar, position) => costs[position] === cost);

/** Arcs as columns, filled one by one. */
function createArcs(most: number) {
  const tail = new Int32Array(most);
  const head = new Int32Array(most);
  const capacity = new Int32Array(most);
  const cost = new Float64Array(most);
  let count = 0;
  return {
    add: (from: number, to: number, limit: number, price: number): number => {
      tail[count] = from;
      head[count] = to;
      capacity[count] = limit;
      cost[count] = price;
      return count++;
    },
    columns: () => ({
      tail: tail.subarray(0, count),
      head: head.subarray(0, count),
      capacity: capacity.subarray(0, count),
      cost: cost.subarray(0, count),
    }),
  };
}

/** Turns flows into people: cells in order, subjects by id; the cells of a hub take its rahyars' seats one after the other. */
function dealOut({ flow, cells, hubs, desks }: Seating, cellOf: Int32Array): Int32Array {
  const runStart = new Int32Array(cells.length + 1);
  const runRahyar: number[] = [];
  const runLeft: number[] = [];
  const addRun = (desk: number, count: number): void => {
    runRahyar.push((desks[desk] as Desk).rahyar);
    runLeft.push(count);
  };
  const takenAt = hubs.map(() => ({ position: 0, taken: 0 }));
  cells.forEach((cell, index) => {
    for (const { arc, hub, desk } of cell.arcs) {
      let left = flow[arc] as number;
      if (left > 0 && hub === -1) addRun(desk, left);
      const at = takenAt[hub];
      const from = hubs[hub];
      while (left > 0 && at !== undefined && from !== undefined) {
        const here = Math.min(left, (flow[from.arcs[at.position] as number] as number) - at.taken);
        if (here > 0) addRun(from.desks[at.position] as number, here);
        at.taken += here;
        left -= here;
        if (left === 0) break;
        at.position++;
        at.taken = 0;
      }
    }
    runStart[index + 1] = runRahyar.length;
  });

  const seat = new Int32Array(cellOf.length).fill(NOBODY);
  const run = runStart.slice();
  for (let subject = 0; subject < seat.length; subject++) {
    const cell = cellOf[subject] as number;
    let position = run[cell] as number;
    while (position < (runStart[cell + 1] as number) && runLeft[position] === 0) position++;
    run[cell] = position;
    if (position === runStart[cell + 1]) continue;
    runLeft[position] = (runLeft[position] as number) - 1;
    seat[subject] = runRahyar[position] as number;
  }
  return seat;
}
