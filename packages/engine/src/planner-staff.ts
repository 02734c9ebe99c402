import { BASES, type StaffMember, SUBJECT_CLASSES } from '@rahyar/domain';
import type { Certificate } from './certificate.ts';
import { FORMER, LINKS } from './fact-cells.ts';
import { primaryOf, type Worklists } from './plan.ts';
import { relayCells } from './planner-cells.ts';
import { type PlannerState, type Touched, touch } from './planner-state.ts';
import { rosterOf, type SubjectDirective } from './problem.ts';
import { createInterner, linkSetKey, NOBODY } from './subject-columns.ts';

/**
 * Gives the planner another community. Where members of staff have come or gone, their indexes are others from here on, and every column that holds
 * such indexes is written anew, at memory speed. Touches whoever's primary rahyar has gone; where others have, NOBODY is named until all are named anew.
 */
export function changeStaff(state: PlannerState, touched: Touched, community: readonly StaffMember[]): void {
  const { staff, rahyars, indexOf } = rosterOf(community);
  const before = state.problem.staff;
  const renumbered = Int32Array.from(before, ({ id }) => indexOf(id));
  const isSame = staff.length === before.length && renumbered.every((index, position) => index === position);
  if (!isSame) renumberStaff(state, touched, renumbered, staff.length);
  state.problem = { ...state.problem, staff, rahyars };
}

function renumberStaff(state: PlannerState, touched: Touched, renumbered: Int32Array, count: number): void {
  const { seat, plan } = state;
  const named = BASES.map((basis) => plan.responsible[basis]);
  for (let subject = 0; subject < seat.length; subject++) {
    const primary = primaryOf(plan, subject);
    if (primary !== NOBODY && renumbered[primary] === NOBODY) touch(state, touched, subject);
  }
  const toNew = (index: number): number => (index === NOBODY ? NOBODY : (renumbered[index] as number));
  for (const [subject, { row, list }] of touched.rows) touched.rows.set(subject, { row, list: toNew(list) });
  const columns = [seat, plan.gapAddressee, state.problem.subjects.previous, ...named];
  for (const column of columns) renumber(column, renumbered);

  const renamedDirective = ([subject, { pin, vetoes }]: [number, SubjectDirective]): [number, SubjectDirective] => {
    const kept = vetoes.map(toNew).filter((index) => index !== NOBODY);
    const index = pin === undefined ? NOBODY : toNew(pin);
    return [subject, index === NOBODY ? { vetoes: kept } : { pin: index, vetoes: kept }];
  };
  const sets = createInterner<readonly number[]>(linkSetKey);
  const renamed = Uint32Array.from(state.problem.linkSets, (set) => sets.indexOf(set.map(toNew).filter((index) => index !== NOBODY)));
  if (renamed.some((set, position) => set !== position)) renumber(state.problem.subjects.linkSet, renamed);
  state.problem = { ...state.problem, linkSets: sets.values, directives: new Map(Array.from(state.problem.directives, renamedDirective)) };
  relayCells(state.cells, (facts) => {
    facts[FORMER] = toNew(facts[FORMER] as number);
    facts[LINKS] = renamed[facts[LINKS] as number] as number;
  });
  state.plan = { ...plan, worklists: listsOf(plan.worklists, renumbered, count) };
  state.certificate = { ...state.certificate, price: pricesOf(state.certificate, renumbered, count) };
}

/** Writes the new number in place of the old one, throughout; NOBODY stays. */
function renumber(column: Int32Array | Uint32Array, numbers: Int32Array | Uint32Array): void {
  for (let position = 0; position < column.length; position++) {
    const number = column[position] as number;
    if (number !== NOBODY) column[position] = numbers[number] as number;
  }
}

/** The lists of those who stay, in their new order; newcomers have empty ones. */
function listsOf({ start, order }: Worklists, renumbered: Int32Array, count: number): Worklists {
  const former = formerIndexes(renumbered, count);
  const length = (index: number): number => (index === NOBODY ? 0 : (start[index + 1] as number) - (start[index] as number));
  const next = { start: new Uint32Array(count + 1), order: new Uint32Array(former.reduce((sum, index) => sum + length(index), 0)) };
  former.forEach((index, staff) => {
    const at = next.start[staff] as number;
    next.start[staff + 1] = at + length(index);
    if (index !== NOBODY) next.order.set(order.subarray(start[index], start[index + 1]), at);
  });
  return next;
}

function pricesOf({ price }: Certificate, renumbered: Int32Array, count: number): Float64Array {
  const next = new Float64Array(count * SUBJECT_CLASSES.length);
  renumbered.forEach((staff, former) => {
    if (staff === NOBODY) return;
    for (let subjectClass = 0; subjectClass < SUBJECT_CLASSES.length; subjectClass++)
      next[staff * SUBJECT_CLASSES.length + subjectClass] = price[former * SUBJECT_CLASSES.length + subjectClass] as number;
  });
  return next;
}

function formerIndexes(renumbered: Int32Array, count: number): Int32Array {
  const former = new Int32Array(count).fill(NOBODY);
  renumbered.forEach((staff, index) => {
    if (staff !== NOBODY) former[staff] = index;
  });
  return former;
}
