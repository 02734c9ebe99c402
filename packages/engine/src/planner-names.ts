import { BASES } from '@rahyar/domain';
import { createNamer, emptyNames, namingInput } from './companions.ts';
import { cellsAsGroups, groupsOfLeaves } from './fact-cells.ts';
import { emptyGaps, gapInput, tellGaps } from './gaps.ts';
import { primaryOf } from './plan.ts';
import { type LiveCells, refreshFirsts } from './planner-cells.ts';
import { type PlannerState, type Touched, touch } from './planner-state.ts';
import type { AssignmentProblem } from './problem.ts';
import { NOBODY } from './subject-columns.ts';

/** Names the rahyars of the touched subjects and tells their gaps, as for everybody, but only for them. */
export function nameTouched({ problem, plan, coverage, cells, seat }: PlannerState, touched: Touched): void {
  if (touched.rows.size === 0) return;
  const rows = Int32Array.from(touched.rows.keys());
  const { rowCell, groups } = groupsOf(rows, cells.cellOf);
  const work = { cellOf: rowCell, seat: rows.map((subject) => seat[subject] as number) };
  const names = emptyNames(rows.length);
  const gaps = emptyGaps(rows.length);
  createNamer({ ...namingInput(problemOfRows(problem, rows), coverage, groups), ...work, names })(0, rows.length);
  tellGaps({ ...gapInput(problem, coverage, groups, groups), ...work, gaps }, 0, rows.length);
  for (const [row, subject] of rows.entries()) {
    for (const basis of BASES) plan.responsible[basis][subject] = names.responsible[basis][row] as number;
    plan.primary[subject] = names.primary[row] as number;
    plan.gapCause[subject] = gaps.gapCause[row] as number;
    plan.gapAddressee[subject] = gaps.gapAddressee[row] as number;
  }
}

/**
 * Names the rahyars of everybody anew, in one pass over all subjects: where an online rahyar has gone on leave, say, there is hardly anyone for whom
 * nobody else may be named. Only those are touched who get another primary rahyar.
 */
export function nameEverybody(state: PlannerState, touched: Touched): void {
  const { problem, plan, coverage, cells, seat } = state;
  const { count } = problem.subjects.ids;
  const groups = groupsOfLeaves(problem.subjects, { first: firstsOf(cells) }, leavesOf(cells), cells.book.leaves.size());
  const names = emptyNames(count);
  createNamer({ ...namingInput(problem, coverage, groups), cellOf: cells.cellOf, seat, names })(0, count);
  for (let subject = 0; subject < count; subject++)
    if (primaryOf(plan, subject) !== primaryOf(names, subject)) touch(state, touched, subject);
  state.plan = { ...plan, ...names };
}

const leavesOf = ({ leafOf, table }: LiveCells): Int32Array => leafOf.subarray(0, table.size());

/** A subject of each cell; of an empty one NOBODY. */
function firstsOf(cells: LiveCells): Int32Array {
  refreshFirsts(cells);
  return cells.first.subarray(0, cells.table.size()).map((subject, cell) => (cells.size[cell] === 0 ? NOBODY : subject));
}

/**
 * Tells the gaps of all who have no seat anew, as another day or community wants it. That touches nobody: why a gap is still open, and who hears
 * of it, is no change of the plan.
 */
export function tellGapsAnew({ problem, plan, coverage, cells, seat }: PlannerState): void {
  const first = firstsOf(cells).map((subject) => Math.max(subject, 0));
  const input = gapInput(problem, coverage, { first }, cellsAsGroups({ first }));
  tellGaps({ ...input, cellOf: cells.cellOf, seat, gaps: plan }, 0, seat.length);
}

/** The cells of the rows, numbered among themselves; each is a group, and one of its subjects stands for it. */
function groupsOf(rows: Int32Array, cellOf: Int32Array) {
  const numbers = new Map<number, number>();
  const first: number[] = [];
  const rowCell = rows.map((subject) => {
    const cell = cellOf[subject] as number;
    const known = numbers.get(cell);
    if (known !== undefined) return known;
    numbers.set(cell, first.length);
    return first.push(subject) - 1;
  });
  return { rowCell, groups: { groupOf: Int32Array.from(first.keys()), first: Int32Array.from(first) } };
}

/** As much of the rows, as if they were all, as names are made from. */
function problemOfRows(problem: AssignmentProblem, rows: Int32Array): AssignmentProblem {
  const { subjects, directives } = problem;
  const { ids } = subjects;
  const directed = Array.from(rows.entries()).flatMap(([row, subject]) => {
    const directive = directives.get(subject);
    return directive === undefined ? [] : [[row, directive] as const];
  });
  return {
    ...problem,
    directives: new Map(directed),
    subjects: {
      ...subjects,
      flags: Uint8Array.from(rows, (subject) => subjects.flags[subject] as number),
      profile: Uint32Array.from(rows, (subject) => subjects.profile[subject] as number),
      ids: {
        count: rows.length,
        at: (row) => ids.at(rows[row] as number),
        indexOf: (id) => rows.indexOf(ids.indexOf(id)),
        hashAt: (row) => ids.hashAt(rows[row] as number),
      },
    },
  };
}
