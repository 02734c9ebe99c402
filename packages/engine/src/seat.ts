import { DEDICATED_BASES, SUBJECT_CLASSES } from '@rahyar/domain';
import { type CoverageIndex, groupsOf } from './coverage.ts';
import { addArc, augment, createNetwork, flowOn, send } from './kernel/max-flow.ts';
import { createTupleTable, type TupleTable } from './kernel/tuple-table.ts';
import type { AssignmentProblem } from './problem.ts';
import type { Cell, CellArc, Desk, Hub, Seating } from './seating.ts';
import { settle } from './settle.ts';
import { CLASS_OF_KIND, NOBODY } from './subject-columns.ts';

/**
 * Gives seats to subjects: a seat is a place in the caseload of an area, organisation or social rahyar.
 *
 * Coverage is greatest tier by tier, 1 before 2 before 3 before 4, without exception: tiers are opened one after the other in a flow
 * network, and whoever has a seat keeps one (see the kernel's max-flow). Yesterday's seats are filled first within each tier, so an unchanged
 * world changes nothing. Afterwards {@link settle} undoes needless moves, honours the policy's preference and levels the loads,
 * without ever taking a seat away. Moves, preference and levelling are improved step by step, not to a proven optimum.
 *
 * Subjects with the same tier, candidates and rahyar of yesterday form a *cell*; candidates shared by cells form a *hub*:
 * source -> cell -> hub -> rahyar -> sink, and cell -> yesterday's rahyar. Rahyars have one node per class of subject, since
 * caseloads are limited per class.
 *
 * @returns for each subject the rahyar whose seat it has, or NOBODY.
 */
export function seatSubjects(problem: AssignmentProblem, coverage: CoverageIndex, tier: Uint8Array): Int32Array {
  const { cellOf, cells } = cellsOf(problem, coverage, tier);
  const seating = layOut(problem, coverage, cells, cellOf);
  for (const rank of [0, 1, 2, 3, 4]) openTier(seating, cells, rank);
  settle(seating);
  return dealOut(seating, cellOf);
}

/** Positions in a cell's tuple. */
const CLASS = 0;
const TIER = 1;
const PREVIOUS = 2;
const GROUPS = 3;

function cellsOf(problem: AssignmentProblem, coverage: CoverageIndex, tier: Uint8Array): { cellOf: Int32Array; cells: TupleTable } {
  const { subjects } = problem;
  const cells = createTupleTable(GROUPS + DEDICATED_BASES.length);
  const cellOf = new Int32Array(subjects.ids.count);
  const groups = cells.key.subarray(GROUPS);
  for (let index = 0; index < cellOf.length; index++) {
    cells.key[CLASS] = CLASS_OF_KIND[subjects.kind[index] as number] as number;
    cells.key[TIER] = tier[index] as number;
    groupsOf(coverage, index, groups);
    const previous = subjects.previous[index] as number;
    cells.key[PREVIOUS] =
      previous !== NOBODY && groups.some((group) => contains(coverage.candidatesOf(group), previous)) ? previous : NOBODY;
    cellOf[index] = cells.intern();
  }
  return { cellOf, cells };
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

const SOURCE = 0;
const SINK = 1;

function layOut(problem: AssignmentProblem, coverage: CoverageIndex, cells: TupleTable, cellOf: Int32Array): Seating {
  const sizes = new Int32Array(cells.size());
  for (const cell of cellOf) sizes[cell] = (sizes[cell] as number) + 1;
  const preference = problem.policy.primaryPreference.map((basis) => GROUPS + DEDICATED_BASES.indexOf(basis));
  const hubKeys = createTupleTable(2);
  const hubsOfCell = (cell: number): number[] => {
    const hubs: number[] = [];
    for (const position of preference) {
      const group = cells.at(cell, position);
      if (coverage.candidatesOf(group).length === 0) continue;
      hubKeys.key[0] = cells.at(cell, CLASS);
      hubKeys.key[1] = group;
      const hub = hubKeys.intern();
      if (!hubs.includes(hub)) hubs.push(hub);
    }
    return hubs;
  };
  const hubLists = Array.from({ length: cells.size() }, (_, cell) => hubsOfCell(cell));

  const rahyarCount = problem.rahyars.length;
  const firstHub = 2;
  const firstDesk = firstHub + hubKeys.size();
  const firstCell = firstDesk + rahyarCount * SUBJECT_CLASSES.length;
  const candidates = Array.from({ length: hubKeys.size() }, (_, hub) => coverage.candidatesOf(hubKeys.at(hub, 1)));
  const hubArcCount = candidates.reduce((sum, list) => sum + list.length, 0);
  const cellArcCount = hubLists.reduce((sum, list) => sum + list.length + 2, 0);
  const network = createNetwork(firstCell + cells.size(), cellArcCount + hubArcCount + rahyarCount * SUBJECT_CLASSES.length);

  const desks = SUBJECT_CLASSES.flatMap((subjectClass, classIndex) =>
    problem.rahyars.map((rahyar, index): Desk => {
      const limit = rahyar?.service.caseload[subjectClass] ?? 0;
      return { arc: addArc(network, firstDesk + classIndex * rahyarCount + index, SINK, limit), rahyar: index, limit };
    }),
  );
  const hubs = candidates.map((list, hub): Hub => {
    const offset = hubKeys.at(hub, 0) * rahyarCount;
    const deskIndexes = Array.from(list, (rahyar) => offset + rahyar);
    return { desks: deskIndexes, arcs: deskIndexes.map((desk) => addArc(network, firstHub + hub, firstDesk + desk, UNBOUNDED)) };
  });
  const laidOut = hubLists.map((hubList, cell): Cell => {
    const size = sizes[cell] as number;
    const arcs: CellArc[] = [];
    const previous = cells.at(cell, PREVIOUS);
    if (previous !== NOBODY) {
      const desk = cells.at(cell, CLASS) * rahyarCount + previous;
      arcs.push({ arc: addArc(network, firstCell + cell, firstDesk + desk, size), hub: -1, desk });
    }
    for (const hub of hubList) arcs.push({ arc: addArc(network, firstCell + cell, firstHub + hub, size), hub, desk: -1 });
    return { sourceArc: addArc(network, SOURCE, firstCell + cell, 0), size, arcs };
  });
  return { network, cells: laidOut, hubs, desks };
}

const UNBOUNDED = 0x3fffffff;

/** Lets the subjects of one tier in: first to the seats of yesterday, then along augmenting paths. */
function openTier(seating: Seating, table: TupleTable, rank: number): void {
  const { network, cells, desks } = seating;
  cells.forEach((cell, index) => {
    if (table.at(index, TIER) !== rank) return;
    network.residual[cell.sourceArc] = cell.size;
    const kept = cell.arcs[0];
    if (kept === undefined || kept.hub !== -1) return;
    const deskArc = (desks[kept.desk] as Desk).arc;
    const amount = Math.min(cell.size, network.residual[deskArc] as number);
    for (const arc of [cell.sourceArc, kept.arc, deskArc]) send(network, arc, amount);
  });
  augment(network, SOURCE, SINK);
}

/** Turns flows into people: cells in order, subjects by id; the cells of a hub take its rahyars' seats one after the other. */
function dealOut(seating: Seating, cellOf: Int32Array): Int32Array {
  const { network, cells, hubs, desks } = seating;
  const runStart = new Int32Array(cells.length + 1);
  const runRahyar: number[] = [];
  const runLeft: number[] = [];
  const hubPosition = new Int32Array(hubs.length);
  const hubTaken = new Int32Array(hubs.length);
  cells.forEach((cell, index) => {
    for (const { arc, hub, desk } of cell.arcs) {
      let amount = flowOn(network, arc);
      if (hub === -1 && amount > 0) {
        runRahyar.push((desks[desk] as Desk).rahyar);
        runLeft.push(amount);
        continue;
      }
      while (amount > 0) {
        const { arcs, desks: hubDesks } = hubs[hub] as Hub;
        const position = hubPosition[hub] as number;
        const here = Math.min(amount, flowOn(network, arcs[position] as number) - (hubTaken[hub] as number));
        if (here === 0) {
          hubPosition[hub] = position + 1;
          hubTaken[hub] = 0;
          continue;
        }
        runRahyar.push((desks[hubDesks[position] as number] as Desk).rahyar);
        runLeft.push(here);
        hubTaken[hub] = (hubTaken[hub] as number) + here;
        amount -= here;
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
