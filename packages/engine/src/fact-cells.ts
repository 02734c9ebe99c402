import { createTupleTable } from './kernel/tuple-table.ts';
import type { AssignmentProblem } from './problem.ts';
import { CLASS_OF_KIND, NOBODY, PINNED, type SubjectColumns, VETOED } from './subject-columns.ts';

/**
 * Subjects in whom the assignment sees no difference, counted together: same class and tier, places, relations, links, profile, rahyar of
 * yesterday; a subject with a pin or a veto is alone. Far fewer than subjects, and growing far slower. Cells are numbered in the order of
 * their first subjects.
 */
export type FactCells = {
  readonly count: number;
  /** The first subject of each cell: what holds for it holds for all of them. */
  readonly first: Int32Array;
  readonly size: Int32Array;
  /** The cell of each subject. */
  readonly cellOf: Int32Array;
};

export function factCellsOf(problem: AssignmentProblem, tier: Uint8Array): FactCells {
  const cellOf = new Int32Array(tier.length);
  return mergeFactCells([countFacts(problem.subjects, tier, cellOf, 0, tier.length)], cellOf);
}

/** The cells of one range of subjects, numbered within it; `FACTS` numbers of facts each. */
export type FactCount = {
  readonly from: number;
  readonly to: number;
  readonly facts: Int32Array;
  readonly first: Int32Array;
  readonly size: Int32Array;
};

export const FACTS = 7;
/** Positions among the facts: class and tier, both places, sets of relations and links, yesterday's rahyar, and what sets a subject with a pin or a veto apart, or -1. */
export const CLASS_AND_TIER = 0;
export const PLACES = 1;
export const RELATIONS_HELD = 2;
export const LINKS = 3;
export const PROFILE = 4;
export const FORMER = 5;
export const APART = 6;

/** Writes the facts of one subject into `into`, from `offset` on. */
export function writeFacts(subjects: FactColumns, tier: Uint8Array, index: number, into: Int32Array, offset = 0): void {
  into[offset + CLASS_AND_TIER] = (CLASS_OF_KIND[subjects.kind[index] as number] as number) * 8 + (tier[index] as number);
  into[offset + PLACES] = ((subjects.home[index] as number) << 16) | (subjects.work[index] as number);
  into[offset + RELATIONS_HELD] = subjects.relationSet[index] as number;
  into[offset + LINKS] = subjects.linkSet[index] as number;
  into[offset + PROFILE] = subjects.profile[index] as number;
  into[offset + FORMER] = subjects.previous[index] as number;
  into[offset + APART] = ((subjects.flags[index] as number) & (PINNED | VETOED)) === 0 ? -1 : index;
}

/** The columns that facts are read from: only arrays, so that threads that share them share the work. */
export type FactColumns = Pick<SubjectColumns, (typeof FACT_COLUMNS)[number]>;
export const FACT_COLUMNS = ['kind', 'flags', 'home', 'work', 'relationSet', 'linkSet', 'profile', 'previous'] as const;

/** Counts the subjects from `from` to `to` (exclusive) by their facts and writes each one's cell within the range into `cellOf`. */
export function countFacts(subjects: FactColumns, tier: Uint8Array, cellOf: Int32Array, from: number, to: number): FactCount {
  const table = createTupleTable(FACTS);
  const rows = new Int32Array(BLOCK * FACTS);
  const first: number[] = [];
  for (let block = from; block < to; block += BLOCK) {
    const end = Math.min(block + BLOCK, to);
    const cells = cellOf.subarray(block, end);
    writeBlock(subjects, tier, rows, block, end);
    table.internRows(rows, cells.length, cells);
    noteFirsts(cells, block, first);
  }
  const size = new Int32Array(first.length);
  for (let block = from; block < to; block += BLOCK) countBlock(cellOf, size, block, Math.min(block + BLOCK, to));
  return { from, to, facts: table.tuples().slice(), first: Int32Array.from(first), size };
}

/** Few enough that the rows of a block stay in the cache. A function called for each block is compiled once, for good. */
const BLOCK = 1 << 11;

function writeBlock(subjects: FactColumns, tier: Uint8Array, rows: Int32Array, from: number, to: number): void {
  for (let index = from; index < to; index++) writeFacts(subjects, tier, index, rows, (index - from) * FACTS);
}

function noteFirsts(cells: Int32Array, from: number, first: number[]): void {
  for (let at = 0; at < cells.length; at++) if (cells[at] === first.length) first.push(from + at);
}

function countBlock(cellOf: Int32Array, size: Int32Array, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const cell = cellOf[index] as number;
    size[cell] = (size[cell] as number) + 1;
  }
}

/** Joins the cells of ranges that follow each other; the outcome does not depend on where the ranges were cut. */
export function mergeFactCells(counts: readonly FactCount[], cellOf: Int32Array): FactCells {
  const { numbers, ...cells } = joinFactCells(counts);
  if (counts.length > 1)
    for (const [range, { from, to }] of counts.entries()) renumberCells(cellOf, numbers[range] as Int32Array, from, to);
  return { ...cells, cellOf };
}

/** The cells of all ranges, and for each range the number among them of each of its own cells. */
export type JoinedCells = Omit<FactCells, 'cellOf'> & { readonly numbers: readonly Int32Array[] };

/** The first half of {@link mergeFactCells}; the second, {@link renumberCells}, may be done for the ranges side by side. */
export function joinFactCells(counts: readonly FactCount[]): JoinedCells {
  const [only] = counts;
  if (counts.length === 1 && only !== undefined) {
    return { count: only.size.length, first: only.first, size: only.size, numbers: [only.size.map((_, cell) => cell)] };
  }
  const table = createTupleTable(FACTS);
  const first: number[] = [];
  const size: number[] = [];
  const numbers = counts.map((part) =>
    part.size.map((here, cell) => {
      for (let fact = 0; fact < FACTS; fact++) table.key[fact] = part.facts[cell * FACTS + fact] as number;
      const index = table.intern();
      if (index === first.length) first.push(part.first[cell] as number);
      size[index] = (size[index] ?? 0) + here;
      return index;
    }),
  );
  return { count: first.length, first: Int32Array.from(first), size: Int32Array.from(size), numbers };
}

/** Gives the subjects from `from` to `to` (exclusive), all of one range, the cells of the whole for those of the range. */
export function renumberCells(cellOf: Int32Array, numbers: Int32Array, from: number, to: number): void {
  for (let block = from; block < to; block += BLOCK) renumberBlock(cellOf, numbers, block, Math.min(block + BLOCK, to));
}

function renumberBlock(cellOf: Int32Array, numbers: Int32Array, from: number, to: number): void {
  for (let index = from; index < to; index++) cellOf[index] = numbers[cellOf[index] as number] as number;
}

/**
 * Cells that are alike in who may accompany their subjects and with whom they may have a seat: the group of each cell, and a subject of each
 * group. What is worked out for a group holds for all its subjects.
 */
export type CellGroups = { readonly groupOf: Int32Array; readonly first: Int32Array };

/** Each cell by itself. */
export const cellsAsGroups = ({ first }: Pick<FactCells, 'first'>): CellGroups => ({ groupOf: Int32Array.from(first.keys()), first });

/** The groups that leaves of cells make up; cells without a subject, whose first is NOBODY, add nothing. Leaves tell where a subject may sit; whoever is pinned has companions beyond that, and is alone. */
export function groupsOfLeaves(
  { flags }: Pick<SubjectColumns, 'flags'>,
  { first }: Pick<FactCells, 'first'>,
  leafOf: Int32Array,
  leafCount: number,
): CellGroups {
  const firstOf = new Array<number>(leafCount).fill(0);
  const groupOf = leafOf.map((leaf, cell) => {
    const subject = first[cell] as number;
    if (subject === NOBODY) return leaf;
    if (((flags[subject] as number) & PINNED) !== 0) return firstOf.push(subject) - 1;
    firstOf[leaf] = subject;
    return leaf;
  });
  return { groupOf, first: Int32Array.from(firstOf) };
}
