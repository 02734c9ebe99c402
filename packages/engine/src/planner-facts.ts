import type { DomainEvent, IsoDate, SubjectId } from '@rahyar/domain';
import { epochDayOf } from '@rahyar/domain';
import { type EventLeftOut, foldIntoColumns } from './fold-columns.ts';
import { type PlannerState, type Touched, touch } from './planner-state.ts';
import { allocateColumns, COLUMN_NAMES, NO_DAY, NOBODY, PINNED, VETOED } from './subject-columns.ts';
import { listedIds } from './subject-ids.ts';

/** The next follow-up of a subject is due on another day, or none is. */
export type DueChange = { readonly subject: SubjectId; readonly dueOn?: IsoDate };

/** Folds events into the rows of the subjects they are about, and into nothing else. What does not fit is returned. */
export function foldIntoRows(state: PlannerState, touched: Touched, events: readonly DomainEvent[]): readonly EventLeftOut[] {
  if (events.length === 0) return [];
  const { problem } = state;
  const { subjects } = problem;
  const known = [...new Set(events.map(({ subject }) => subject))].sort().filter((id) => subjects.ids.indexOf(id) !== NOBODY);
  const indexes = known.map((id) => subjects.ids.indexOf(id));
  const few = allocateColumns(listedIds(known));
  for (const [row, index] of indexes.entries()) {
    for (const name of COLUMN_NAMES) few[name][row] = subjects[name][index] as number;
  }
  const noDirectives = { givenDirectives: { pins: [], vetoes: [] }, directives: new Map() };
  const { problem: folded, leftOut } = foldIntoColumns({ ...problem, ...noDirectives, subjects: few }, events);
  for (const [row, index] of indexes.entries()) {
    touch(state, touched, index);
    const directed = (subjects.flags[index] as number) & (PINNED | VETOED);
    for (const name of COLUMN_NAMES) subjects[name][index] = folded.subjects[name][row] as number;
    subjects.flags[index] = (subjects.flags[index] as number) | directed;
  }
  const { places, organizations, relationSets, linkSets } = folded;
  state.problem = { ...problem, places, organizations, relationSets, linkSets };
  return leftOut;
}

/** Notes when follow-ups are due; returns those whose subject is unknown. */
export function setDueDays(state: PlannerState, touched: Touched, due: Iterable<DueChange>): readonly DueChange[] {
  const { ids, dueOn: column } = state.problem.subjects;
  const unknown: DueChange[] = [];
  for (const change of due) {
    const subject = ids.indexOf(change.subject);
    if (subject === NOBODY) unknown.push(change);
    else {
      touch(state, touched, subject);
      column[subject] = change.dueOn === undefined ? NO_DAY : epochDayOf(change.dueOn);
    }
  }
  return unknown;
}
