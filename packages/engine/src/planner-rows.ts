import { BASES, type Basis, type DivisionCode, type DomainEvent, foldEvents, type Subject, type SubjectId } from '@rahyar/domain';
import type { EventLeftOut } from './fold-columns.ts';
import { mergedIds } from './merged-ids.ts';
import type { Worklists } from './plan.ts';
import { rowOf } from './plan-diff.ts';
import { leaveCell, NO_CELL } from './planner-cells.ts';
import type { PlannerState, Touched } from './planner-state.ts';
import { NOTHING_SAID, type Profile, profileKey } from './profile.ts';
import {
  createInterner,
  createSubjectCollector,
  inOrderOfName,
  linkSetKey,
  NO_DAY,
  NO_PLACE,
  NOBODY,
  type RelationRow,
  relationSetKey,
  type SubjectColumns,
} from './subject-columns.ts';

/** Events sorted out: who goes, who comes and with which facts, what is left to fold into the facts of those who stay. */
export type Traffic = {
  readonly going: readonly number[];
  readonly coming: readonly Subject[];
  readonly staying: readonly DomainEvent[];
  readonly leftOut: readonly EventLeftOut[];
};

/** Whoever goes and is registered again among the same events comes as a newcomer. */
export function trafficOf({ problem }: Pick<PlannerState, 'problem'>, events: Iterable<DomainEvent>): Traffic {
  const { ids } = problem.subjects;
  const all = [...events];
  const going = new Set<SubjectId>();
  const coming = new Set(
    all.flatMap((event) => (event.type === 'subjectRegistered' && ids.indexOf(event.subject) === NOBODY ? [event.subject] : [])),
  );
  const staying: DomainEvent[] = [];
  const ofOthers: DomainEvent[] = [];
  const leftOut: EventLeftOut[] = [];
  for (const event of all) {
    const isKnown = !coming.has(event.subject) && !going.has(event.subject);
    if (!isKnown) ofOthers.push(event);
    else if (event.type === 'subjectLeft' && ids.indexOf(event.subject) !== NOBODY) going.add(event.subject);
    else if (event.type === 'subjectRegistered') leftOut.push({ event, reason: 'doesNotFit' });
    else staying.push(event);
  }
  const { subjects, unfolded } = foldEvents(new Map(), ofOthers);
  for (const { event, reason } of unfolded) leftOut.push({ event, reason: reason === 'unknownSubject' ? reason : 'doesNotFit' });
  return {
    going: Array.from(going, ids.indexOf).sort((a, b) => a - b),
    coming: [...subjects.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    staying: staying.filter(({ subject }) => !going.has(subject)),
    leftOut,
  };
}

/** Rows that stay together: those from `from` to `to` (exclusive) come to stand at `at`. */
type Stretch = { readonly from: number; readonly to: number; readonly at: number };

/** Lets subjects go and come: every column is laid out anew, by one merge at memory speed. */
export function mergeRows(state: PlannerState, touched: Touched, { going, coming }: Traffic): void {
  if (going.length + coming.length === 0) return;
  const { problem, plan, cells } = state;
  for (const subject of going) {
    touched.gone.set(problem.subjects.ids.at(subject), touched.rows.get(subject)?.row ?? rowOf(state, subject));
    leaveCell(cells, subject);
  }
  const { stretches, places, count } = stretchesOf(state, going, coming);
  const spread = <Column extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(column: Column, fill: number): Column => {
    const next = new (column.constructor as new (length: number) => Column)(count).fill(fill);
    for (const { from, to, at } of stretches) next.set(column.subarray(from, to), at);
    return next as Column;
  };
  const indexes = new Int32Array(problem.subjects.ids.count).fill(NOBODY);
  for (const { from, to, at } of stretches) for (let subject = from; subject < to; subject++) indexes[subject] = at + subject - from;
  const indexOf = (subject: number): number => indexes[subject] as number;

  const subjects = Object.fromEntries(
    Object.entries(FILLS).map(([name, fill]) => [name, spread(problem.subjects[name as keyof typeof FILLS], fill)]),
  ) as Omit<SubjectColumns, 'ids'>;
  state.problem = {
    ...problem,
    directives: new Map(
      [...problem.directives].flatMap(([subject, directive]) => (indexOf(subject) === NOBODY ? [] : [[indexOf(subject), directive]])),
    ),
    subjects: { ...subjects, ids: idsAfter(state, stretches, coming, places, count) },
  };
  state.plan = {
    ...plan,
    tier: spread(plan.tier, 0),
    responsible: Object.fromEntries(BASES.map((basis) => [basis, spread(plan.responsible[basis], NOBODY)])) as Record<Basis, Int32Array>,
    primary: spread(plan.primary, 0),
    gapCause: spread(plan.gapCause, 0),
    gapAddressee: spread(plan.gapAddressee, NOBODY),
    worklists: withoutTheGone(plan.worklists, indexes),
  };
  state.seat = spread(state.seat, NOBODY);
  cells.cellOf = spread(cells.cellOf, NO_CELL);
  cells.first.fill(NOBODY);
  state.waiting = new Set([...state.waiting].map(indexOf).filter((subject) => subject !== NOBODY));
  touched.rows = new Map(
    [...touched.rows].flatMap(([subject, before]) => (indexOf(subject) === NOBODY ? [] : [[indexOf(subject), before]])),
  );
  for (const place of places) touched.rows.set(place, { row: undefined, list: NOBODY });
  writeNewcomers(state, coming, places);
}

/** What each column says of a subject of whom nothing is known. */
const FILLS = {
  kind: 0,
  flags: 0,
  activeOn: NO_DAY,
  contactedOn: NO_DAY,
  waitingSince: NO_DAY,
  dueOn: NO_DAY,
  home: NO_PLACE,
  work: NO_PLACE,
  relationSet: 0,
  linkSet: 0,
  profile: 0,
  previous: NOBODY,
} as const satisfies Record<Exclude<keyof SubjectColumns, 'ids'>, number>;

/** Where the rows that stay come to stand, and the indexes of those that come, both in the order of their ids. */
function stretchesOf(
  { problem }: PlannerState,
  going: readonly number[],
  coming: readonly Subject[],
): { stretches: readonly Stretch[]; places: readonly number[]; count: number } {
  const { ids } = problem.subjects;
  const cuts = [
    ...going.map((at) => ({ at, id: undefined })),
    ...coming.map(({ id }) => ({ at: firstNotBelow(ids.count, (index) => ids.at(index) < id), id })),
  ].sort((a, b) => a.at - b.at || (a.id === undefined ? 1 : b.id === undefined || a.id < b.id ? -1 : 1));
  const stretches: Stretch[] = [];
  const places: number[] = [];
  let from = 0;
  let at = 0;
  const keepUpTo = (to: number): void => {
    if (to > from) stretches.push({ from, to, at });
    at += to - from;
    from = to;
  };
  for (const cut of cuts) {
    keepUpTo(cut.at);
    if (cut.id === undefined) from++;
    else places.push(at++);
  }
  keepUpTo(ids.count);
  return { stretches, places, count: at };
}

/** The first index, up to `count`, that is not below; whatever is below comes first. */
function firstNotBelow(count: number, isBelow: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function idsAfter(
  state: PlannerState,
  stretches: readonly Stretch[],
  coming: readonly Subject[],
  places: readonly number[],
  count: number,
): SubjectColumns['ids'] {
  const { ids } = state.problem.subjects;
  const former = state.layers ?? { base: ids, origin: Int32Array.from({ length: ids.count }, (_, index) => index), added: [] };
  const origin = new Int32Array(count);
  for (const { from, to, at } of stretches) origin.set(former.origin.subarray(from, to), at);
  for (const [position, place] of places.entries()) origin[place] = -1 - former.added.length - position;
  state.layers = { base: former.base, origin, added: [...former.added, ...coming.map(({ id }) => id)] };
  return mergedIds(state.layers);
}

function withoutTheGone({ start, order }: Worklists, indexes: Int32Array): Worklists {
  const next = { start: new Uint32Array(start.length), order: new Uint32Array(order.length) };
  let length = 0;
  for (let staff = 0; staff + 1 < start.length; staff++) {
    for (let position = start[staff] as number; position < (start[staff + 1] as number); position++) {
      const subject = indexes[order[position] as number] as number;
      if (subject !== NOBODY) next.order[length++] = subject;
    }
    next.start[staff + 1] = length;
  }
  return { start: next.start, order: next.order.slice(0, length) };
}

/** Writes the facts of newcomers into their rows, in the vocabularies of the problem, which grow. */
function writeNewcomers(state: PlannerState, coming: readonly Subject[], places: readonly number[]): void {
  const { problem } = state;
  const { subjects, policy } = problem;
  const staffIndex = new Map(problem.staff.map(({ id }, index) => [id as string, index]));
  const collector = createSubjectCollector(policy, (id) => staffIndex.get(id) ?? NOBODY);
  for (const subject of coming) collector.add(subject);
  const rows = collector.toColumns();

  const divisions = createInterner<DivisionCode>((code) => code, problem.places);
  const organizations = createInterner<string>((id) => id, problem.organizations);
  const relationSets = createInterner<readonly RelationRow[]>(relationSetKey, problem.relationSets);
  const linkSets = createInterner<readonly number[]>(linkSetKey, problem.linkSets);
  const profiles = createInterner<Profile>(profileKey, problem.profiles);
  const divisionAt = (index: number): number =>
    index === NO_PLACE ? NO_PLACE : divisions.indexOf(collector.places[index] as DivisionCode);
  const relationSetAt = (index: number): number => {
    const set = (collector.relationSets[index] ?? []).map((row) => ({
      ...row,
      organization: organizations.indexOf(collector.organizations[row.organization] as string),
    }));
    return relationSets.indexOf(inOrderOfName(set, organizations.values));
  };
  for (const [row, place] of places.entries()) {
    for (const name of ['kind', 'flags', 'activeOn', 'contactedOn', 'waitingSince'] as const)
      subjects[name][place] = rows[name][row] as number;
    subjects.home[place] = divisionAt(rows.home[row] as number);
    subjects.work[place] = divisionAt(rows.work[row] as number);
    subjects.relationSet[place] = relationSetAt(rows.relationSet[row] as number);
    subjects.linkSet[place] = linkSets.indexOf(collector.linkSets[rows.linkSet[row] as number] ?? []);
    subjects.profile[place] = profiles.indexOf(collector.profiles[rows.profile[row] as number] ?? NOTHING_SAID);
  }
  state.problem = {
    ...problem,
    places: divisions.values,
    organizations: organizations.values,
    relationSets: relationSets.values,
    linkSets: linkSets.values,
    profiles: profiles.values,
  };
}
