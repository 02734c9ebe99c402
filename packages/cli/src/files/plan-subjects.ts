import { type DivisionCode, epochDayOf, type IsoDate } from '@rahyar/domain';
import {
  allocateColumns,
  createInterner,
  DO_NOT_CONTACT,
  type GivenDirective,
  type GivenDirectives,
  inOrderOfName,
  listedIds,
  NO_DAY,
  NO_PLACE,
  NOBODY,
  NOTHING_SAID,
  OPEN_OBLIGATION,
  type Profile,
  profileKey,
  profileOf,
  type RelationRow,
  type Roster,
  SUBJECT_KINDS,
  type SubjectColumns,
  type SubjectIds,
} from '@rahyar/engine';
import { createIdTable } from './id-table.ts';
import type { PlanSubject } from './plan-format.ts';

/** Subjects of a plan being read, row by row, in any order. */
export type PlanSubjects = {
  readonly places: readonly DivisionCode[];
  readonly organizations: readonly string[];
  readonly relationSets: readonly (readonly RelationRow[])[];
  readonly linkSets: readonly (readonly number[])[];
  readonly profiles: readonly Profile[];
  add(row: PlanSubject, line: number): void;
  /** The directives of all rows. */
  readonly directives: GivenDirectives;
  /** The columns in the order of ids. Of a repeated id the first row stays; the others are named with their lines. */
  toColumns(): { subjects: SubjectColumns; repeated: readonly { line: number; firstLine: number }[] };
};

/** Rows are kept as numbers, about 50 bytes each beside the id, so that ten million fit. */
export function createPlanSubjects(roster: Pick<Roster, 'indexOf'>): PlanSubjects {
  const ids: string[] = [];
  const blocks: Int32Array[] = [];
  const pins: GivenDirective[] = [];
  const vetoes: GivenDirective[] = [];
  const places = createInterner<DivisionCode>((code) => code);
  const organizations = createInterner<string>((id) => id);
  const relationSets = createInterner<readonly RelationRow[]>((set) => set.map((row) => `${row.organization}:${row.relation}`).join());
  const linkSets = createInterner<readonly number[]>((set) => set.join());
  const profiles = createInterner<Profile>(profileKey, [NOTHING_SAID]);
  relationSets.indexOf([]);
  linkSets.indexOf([]);

  const valuesOf = (row: PlanSubject, line: number): Record<(typeof FIELDS)[number], number> => ({
    line,
    kind: SUBJECT_KINDS.indexOf(row.kind),
    flags: (row.openObligation === true ? OPEN_OBLIGATION : 0) | (row.doNotContact === true ? DO_NOT_CONTACT : 0),
    activeOn: dayOrNone(row.activeOn),
    contactedOn: dayOrNone(row.contactedOn),
    waitingSince: dayOrNone(row.waitingSince),
    dueOn: dayOrNone(row.dueOn),
    home: row.home === undefined ? NO_PLACE : places.indexOf(row.home),
    work: row.work === undefined ? NO_PLACE : places.indexOf(row.work),
    relationSet: relationSets.indexOf(
      inOrderOfName(
        (row.relations ?? []).map(({ organization, relation }) => ({ organization: organizations.indexOf(organization), relation })),
        organizations.values,
      ),
    ),
    linkSet: linkSets.indexOf(
      [...new Set((row.socialLinks ?? []).map((id) => roster.indexOf(id)))].filter((index) => index !== NOBODY).sort((a, b) => a - b),
    ),
    profile: profiles.indexOf(profileOf(row)),
    previous: row.previousRahyar === undefined ? NOBODY : roster.indexOf(row.previousRahyar),
  });

  const add = (row: PlanSubject, line: number): void => {
    const position = ids.push(row.id) - 1;
    if (position % BLOCK_ROWS === 0) blocks.push(new Int32Array(BLOCK_ROWS * FIELDS.length));
    for (const decision of row.pins ?? []) pins.push({ subject: row.id, ...decision });
    for (const decision of row.vetoes ?? []) vetoes.push({ subject: row.id, ...decision });
    const values = valuesOf(row, line);
    const block = blocks.at(-1) as Int32Array;
    FIELDS.forEach((field, index) => {
      block[(position % BLOCK_ROWS) * FIELDS.length + index] = values[field];
    });
  };

  const valueAt = (position: number, field: number): number =>
    (blocks[Math.floor(position / BLOCK_ROWS)] as Int32Array)[(position % BLOCK_ROWS) * FIELDS.length + field] as number;

  const toColumns = () => {
    const repeated: { line: number; firstLine: number }[] = [];
    const order: number[] = [];
    for (const position of ascending(ids)) {
      const last = order.at(-1);
      if (last === undefined || ids[last] !== ids[position]) order.push(position);
      else repeated.push({ line: valueAt(position, LINE), firstLine: valueAt(last, LINE) });
    }
    const subjects = allocateColumns(quicklyFound(order.map((position) => ids[position] as string)));
    FIELDS.forEach((field, fieldIndex) => {
      if (field === 'line') return;
      const column = subjects[field];
      order.forEach((position, index) => {
        column[index] = valueAt(position, fieldIndex);
      });
    });
    return { subjects, repeated };
  };

  return {
    places: places.values,
    organizations: organizations.values,
    relationSets: relationSets.values,
    linkSets: linkSets.values,
    profiles: profiles.values,
    add,
    directives: { pins, vetoes },
    toColumns,
  };
}

/** Assignments and worklists name every subject again: a table finds it at once, where a search would look at twenty ids on the way. */
function quicklyFound(sorted: readonly string[]): SubjectIds {
  const table = createIdTable();
  for (const id of sorted) table.add(id);
  return { ...listedIds(sorted), indexOf: table.indexOf };
}

const BLOCK_ROWS = 65_536;

/** Every column, and the line that a row stands on. */
const COLUMNS = {
  kind: true,
  flags: true,
  activeOn: true,
  contactedOn: true,
  waitingSince: true,
  dueOn: true,
  home: true,
  work: true,
  relationSet: true,
  linkSet: true,
  profile: true,
  previous: true,
} as const satisfies Record<Exclude<keyof SubjectColumns, 'ids'>, true>;
const FIELDS = ['line', ...(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[])] as const;
const LINE = FIELDS.indexOf('line');

const dayOrNone = (date: IsoDate | undefined): number => (date === undefined ? NO_DAY : epochDayOf(date));

/** The positions in ascending order of id, equal ids in the order read. Our own files are in order already. */
function ascending(ids: readonly string[]): Uint32Array {
  const positions = Uint32Array.from(ids, (_, position) => position);
  const inOrder = ids.every((id, position) => position === 0 || (ids[position - 1] as string) <= id);
  if (inOrder) return positions;
  return positions.sort((a, b) => {
    const idA = ids[a] as string;
    const idB = ids[b] as string;
    return idA < idB ? -1 : idA > idB ? 1 : a - b;
  });
}
