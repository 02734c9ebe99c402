import type { CoverageIndex } from './coverage.ts';
import { APART, countFacts, FACTS, FORMER, writeFacts } from './fact-cells.ts';
import { createTupleTable, type TupleTable } from './kernel/tuple-table.ts';
import type { AssignmentProblem } from './problem.ts';
import { createLeafBook, type LeafBook, leafFor } from './seat-network.ts';

/**
 * Cells of subjects with the same facts that last from day to day: subjects go from cell to cell, and a cell that has become empty stays until
 * the cells are laid out anew. Yesterday's rahyar among the facts is tomorrow's yesterday: who is the subject's own after the plan that stands.
 */
export type LiveCells = {
  table: TupleTable;
  /** The cell of each subject, or NO_CELL for one that has just come. */
  cellOf: Int32Array;
  /** Of each cell: how many subjects, one of them at some time, the leaf of the network. As long as the cells or longer. */
  size: Int32Array;
  first: Int32Array;
  leafOf: Int32Array;
  book: LeafBook;
  /** Tells cells of subjects with a pin or a veto apart: each of them is alone in a cell of its own. */
  serial: number;
  /** How many cells have subjects, and how many leaves there were when all were opened together. */
  living: number;
  leavesAtFirst: number;
};

export const NO_CELL = -1;

/** All subjects in cells, without leaves: see {@link openCells}. */
export function liveCellsOf(problem: AssignmentProblem, tier: Uint8Array): LiveCells {
  const cellOf = new Int32Array(tier.length);
  const { facts, first, size } = countFacts(problem.subjects, tier, cellOf, 0, tier.length);
  const table = createTupleTable(FACTS);
  for (let cell = 0; cell < first.length; cell++) {
    for (let fact = 0; fact < FACTS; fact++) table.key[fact] = facts[cell * FACTS + fact] as number;
    table.intern();
  }
  return {
    table,
    cellOf,
    size,
    first,
    leafOf: new Int32Array(first.length),
    book: createLeafBook(),
    serial: tier.length,
    living: first.length,
    leavesAtFirst: 0,
  };
}

export const formerAt = ({ table }: LiveCells, cell: number): number => table.at(cell, FORMER);

/** The living cells, and for each what is open to it, worked out anew. */
export function openCells(cells: LiveCells, problem: AssignmentProblem, coverage: CoverageIndex, tier: Uint8Array): void {
  cells.book = createLeafBook();
  cells.leafOf.fill(0);
  refreshFirsts(cells);
  for (let cell = 0; cell < cells.table.size(); cell++)
    if ((cells.size[cell] as number) > 0) openCell(cells, problem, coverage, tier, cell);
  cells.leavesAtFirst = cells.book.leaves.size();
}

/** The same for some cells only: 1 for each. */
export function reopenCells(
  cells: LiveCells,
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  tier: Uint8Array,
  isOther: Uint8Array,
): void {
  refreshFirsts(cells);
  isOther.forEach((other, cell) => {
    if (other === 1 && (cells.size[cell] as number) > 0) openCell(cells, problem, coverage, tier, cell);
  });
}

function openCell(cells: LiveCells, problem: AssignmentProblem, coverage: CoverageIndex, tier: Uint8Array, cell: number): void {
  const subject = cells.first[cell] as number;
  cells.leafOf[cell] = leafFor(cells.book, problem, coverage, subject, tier[subject] as number, formerAt(cells, cell));
}

/** Puts a subject, whose facts may have changed, into the cell of its facts and of this rahyar of yesterday. */
export function putInCell(
  cells: LiveCells,
  problem: AssignmentProblem,
  coverage: CoverageIndex,
  tier: Uint8Array,
  subject: number,
  former: number,
): void {
  const { table, cellOf } = cells;
  leaveCell(cells, subject);
  writeFacts(problem.subjects, tier, subject, table.key);
  table.key[FORMER] = former;
  if (table.key[APART] !== -1) table.key[APART] = cells.serial++;
  const cell = table.intern();
  if (cell >= cells.size.length) makeRoom(cells);
  cellOf[subject] = cell;
  cells.first[cell] = subject;
  cells.size[cell] = (cells.size[cell] as number) + 1;
  if (cells.size[cell] !== 1) return;
  cells.living++;
  openCell(cells, problem, coverage, tier, cell);
}

export function leaveCell(cells: LiveCells, subject: number): void {
  const cell = cells.cellOf[subject] as number;
  if (cell === NO_CELL) return;
  cells.size[cell] = (cells.size[cell] as number) - 1;
  if (cells.size[cell] === 0) cells.living--;
}

function makeRoom(cells: LiveCells): void {
  for (const name of ['size', 'first', 'leafOf'] as const) {
    const wider = new Int32Array(Math.max(1024, cells[name].length * 2));
    wider.set(cells[name]);
    cells[name] = wider;
  }
}

/** Makes `first` of every living cell one of its subjects again. */
export function refreshFirsts({ cellOf, size, first, table }: LiveCells): void {
  let isStale = false;
  for (let cell = 0; cell < table.size() && !isStale; cell++)
    isStale = (size[cell] as number) > 0 && cellOf[first[cell] as number] !== cell;
  if (isStale) for (let subject = cellOf.length - 1; subject >= 0; subject--) first[cellOf[subject] as number] = subject;
}

/** Lays the living cells out anew, after `rewrite` has changed the facts of each; cells that have become alike become one. */
export function relayCells(cells: LiveCells, rewrite: (facts: Int32Array) => void): void {
  const { cellOf } = cells;
  const table = createTupleTable(FACTS);
  const numbers = new Int32Array(cells.table.size());
  const size: number[] = [];
  const first: number[] = [];
  refreshFirsts(cells);
  for (let cell = 0; cell < numbers.length; cell++) {
    if (cells.size[cell] === 0) continue;
    for (let fact = 0; fact < FACTS; fact++) table.key[fact] = cells.table.at(cell, fact);
    rewrite(table.key);
    const number = table.intern();
    numbers[cell] = number;
    size[number] = (size[number] ?? 0) + (cells.size[cell] as number);
    first[number] ??= cells.first[cell] as number;
  }
  for (let subject = 0; subject < cellOf.length; subject++) {
    const cell = cellOf[subject] as number;
    if (cell !== NO_CELL) cellOf[subject] = numbers[cell] as number;
  }
  cells.table = table;
  cells.size = Int32Array.from(size);
  cells.first = Int32Array.from(first);
  cells.leafOf = new Int32Array(size.length);
  cells.living = size.length;
}

/** Whether most cells are empty, or most leaves, so that it pays to lay them out anew. */
export const isOvergrown = ({ table, living, book, leavesAtFirst }: LiveCells): boolean =>
  table.size() > 2 * living || book.leaves.size() > 2 * leavesAtFirst + 1;
