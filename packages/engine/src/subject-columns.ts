import {
  type DivisionCode,
  epochDayOf,
  type IsoDate,
  type RahyariPolicy,
  SUBJECT_CLASS_OF,
  SUBJECT_CLASSES,
  type Subject,
  type SubjectClass,
  type SubjectKind,
} from '@rahyar/domain';
import { NOTHING_SAID, type Profile, profileKey, profileOf } from './profile.ts';
import { listedIds, type SubjectIds } from './subject-ids.ts';

/** The order of kinds in {@link SubjectColumns.kind}. Append only: plan files hold these numbers. */
export const SUBJECT_KINDS = [
  'member',
  'applicant',
  'prospect',
  'socialEntrepreneurshipCore',
  'socialTrustCore',
  'jihadiCore',
  'socialCooperationHub',
  'organizationBody',
] as const satisfies readonly SubjectKind[];

/** The class of each kind of subject, as an index into SUBJECT_CLASSES. */
export const CLASS_OF_KIND: Uint8Array = Uint8Array.from(SUBJECT_KINDS, (kind) => SUBJECT_CLASSES.indexOf(SUBJECT_CLASS_OF[kind]));
export const classOfKind = (kind: number): SubjectClass => SUBJECT_CLASSES[CLASS_OF_KIND[kind] as number] as SubjectClass;

/** No day is known. It lies before every day, so that whoever was never contacted has waited longest. */
export const NO_DAY = -2_147_483_648;
export const NO_PLACE = 0xffff;
export const NOBODY = -1;
export const OPEN_OBLIGATION = 1;
export const DO_NOT_CONTACT = 2;
/** A directive of the problem concerns the subject: these bits and the problem's directives agree. */
export const PINNED = 4;
export const VETOED = 8;

/** How a subject stands to an organisation; `body` is the organisation itself. `organization` is an index into the problem's organisations. */
export type RelationRow = { readonly organization: number; readonly relation: 'employee' | 'beneficiary' | 'other' | 'body' };

/**
 * The facts about all subjects, one array per fact, one position per subject, 38 bytes and an id each: what ten million rows fit in.
 * Days are epoch days.
 */
export type SubjectColumns = {
  readonly ids: SubjectIds;
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  /** The last day of an act that the policy counts as activity. */
  readonly activeOn: Int32Array;
  readonly contactedOn: Int32Array;
  /** The day of application of an applicant, of joining of a member. */
  readonly waitingSince: Int32Array;
  /** The day on which the next follow-up is due. */
  readonly dueOn: Int32Array;
  /** Indexes into the problem's places, or NO_PLACE. */
  readonly home: Uint16Array;
  readonly work: Uint16Array;
  /** Indexes into the problem's sets; 0 is the empty set. */
  readonly relationSet: Uint32Array;
  readonly linkSet: Uint32Array;
  /** An index into the problem's profiles; 0 says nothing. */
  readonly profile: Uint32Array;
  /** Yesterday's primary rahyar: an index into the problem's staff, or NOBODY. */
  readonly previous: Int32Array;
};

/** Makes the memory of an array of so many bytes, all zero. */
export type Memory = (byteLength: number) => ArrayBufferLike;

export const OWN_MEMORY: Memory = (byteLength) => new ArrayBuffer(byteLength);

export function allocateColumns(ids: SubjectIds, memory: Memory = OWN_MEMORY): SubjectColumns {
  const { count } = ids;
  const bytes = (): Uint8Array => new Uint8Array(memory(count));
  const places = (): Uint16Array => new Uint16Array(memory(count * Uint16Array.BYTES_PER_ELEMENT)).fill(NO_PLACE);
  const sets = (): Uint32Array => new Uint32Array(memory(count * Uint32Array.BYTES_PER_ELEMENT));
  const numbers = (none: number): Int32Array => new Int32Array(memory(count * Int32Array.BYTES_PER_ELEMENT)).fill(none);
  return {
    ids,
    kind: bytes(),
    flags: bytes(),
    activeOn: numbers(NO_DAY),
    contactedOn: numbers(NO_DAY),
    waitingSince: numbers(NO_DAY),
    dueOn: numbers(NO_DAY),
    home: places(),
    work: places(),
    relationSet: sets(),
    linkSet: sets(),
    profile: sets(),
    previous: numbers(NOBODY),
  };
}

/** Gives each distinct value an index in the order first seen; `known` values have the first indexes already. */
export function createInterner<T>(
  keyOf: (value: T) => string,
  known: readonly T[] = [],
): { readonly values: T[]; indexOf(value: T): number } {
  const values = [...known];
  const indexes = new Map(values.map((value, index) => [keyOf(value), index]));
  const indexOf = (value: T): number => {
    const key = keyOf(value);
    const found = indexes.get(key);
    if (found !== undefined) return found;
    indexes.set(key, values.length);
    return values.push(value) - 1;
  };
  return { values, indexOf };
}

/** Relations in the order of the organisations' names, which does not depend on the order in which they were met. */
export function inOrderOfName(rows: readonly RelationRow[], organizations: readonly string[]): RelationRow[] {
  const keyOf = (row: RelationRow): string => `${organizations[row.organization]} ${row.relation}`;
  return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Sets with the same rows, in whatever order, have the same key. */
export const relationSetKey = (set: readonly RelationRow[]): string =>
  set
    .map((row) => `${row.organization}:${row.relation}`)
    .sort()
    .join();
export const linkSetKey = (set: readonly number[]): string => [...set].sort((a, b) => a - b).join();

/** Collects subjects, then lays them out as columns in the order of their ids. The order of adding makes no difference. */
export type SubjectCollector = {
  readonly places: readonly DivisionCode[];
  readonly organizations: readonly string[];
  readonly relationSets: readonly (readonly RelationRow[])[];
  readonly linkSets: readonly (readonly number[])[];
  readonly profiles: readonly Profile[];
  /** False when the id has been added before; the first row stays. */
  add(subject: Subject, dueOn?: IsoDate, previous?: number): boolean;
  toColumns(): SubjectColumns;
};

export function createSubjectCollector(policy: RahyariPolicy, staffIndexOf: (id: string) => number): SubjectCollector {
  const rows = new Map<string, Row>();
  const places = createInterner<DivisionCode>((code) => code);
  const organizations = createInterner<string>((id) => id);
  const relationSets = createInterner<readonly RelationRow[]>(relationSetKey);
  const linkSets = createInterner<readonly number[]>(linkSetKey);
  const profiles = createInterner<Profile>(profileKey, [NOTHING_SAID]);
  relationSets.indexOf([]);
  linkSets.indexOf([]);

  const relationRows = (subject: Subject): RelationRow[] => {
    const rowsOf: RelationRow[] = (subject.relations ?? []).map((row) => ({
      organization: organizations.indexOf(row.organization),
      relation: row.relation,
    }));
    if (subject.subject === 'organizationBody')
      rowsOf.push({ organization: organizations.indexOf(subject.organization), relation: 'body' });
    return inOrderOfName(rowsOf, organizations.values);
  };

  const add = (subject: Subject, dueOn?: IsoDate, previous = NOBODY): boolean => {
    if (rows.has(subject.id)) return false;
    const links = [...new Set((subject.socialLinks ?? []).map(staffIndexOf).filter((index) => index !== NOBODY))];
    rows.set(subject.id, {
      kind: SUBJECT_KINDS.indexOf(subject.subject),
      flags: flagsOf(subject),
      activeOn: lastQualifyingDay(subject, policy),
      contactedOn: dayOrNone(subject.lastContactOn),
      waitingSince: dayOrNone(waitingSinceOf(subject)),
      dueOn: dayOrNone(dueOn),
      home: subject.home === undefined ? NO_PLACE : places.indexOf(subject.home),
      work: subject.work === undefined ? NO_PLACE : places.indexOf(subject.work),
      relationSet: relationSets.indexOf(relationRows(subject)),
      linkSet: linkSets.indexOf(links.sort((a, b) => a - b)),
      profile: profiles.indexOf(profileOf(subject)),
      previous,
    });
    return true;
  };

  const toColumns = (): SubjectColumns => {
    const ids = [...rows.keys()].sort((a, b) => (a < b ? -1 : 1));
    const columns = allocateColumns(listedIds(ids));
    ids.forEach((id, index) => {
      const row = rows.get(id) as Row;
      for (const name of ROW_NAMES) columns[name][index] = row[name];
    });
    return columns;
  };

  return {
    places: places.values,
    organizations: organizations.values,
    relationSets: relationSets.values,
    linkSets: linkSets.values,
    profiles: profiles.values,
    add,
    toColumns,
  };
}

const ROW_NAMES = [
  'kind',
  'flags',
  'activeOn',
  'contactedOn',
  'waitingSince',
  'dueOn',
  'home',
  'work',
  'relationSet',
  'linkSet',
  'profile',
  'previous',
] as const satisfies readonly (keyof SubjectColumns)[];
type Row = Record<(typeof ROW_NAMES)[number], number>;

const flagsOf = (subject: Subject): number =>
  (subject.subject === 'member' && subject.openObligation === true ? OPEN_OBLIGATION : 0) |
  (subject.doNotContact === true ? DO_NOT_CONTACT : 0);

const waitingSinceOf = (subject: Subject): IsoDate | undefined =>
  subject.subject === 'applicant' ? subject.appliedOn : subject.subject === 'member' ? subject.memberSince : undefined;

const dayOrNone = (date: IsoDate | undefined): number => (date === undefined ? NO_DAY : epochDayOf(date));

function lastQualifyingDay(subject: Subject, policy: RahyariPolicy): number {
  if (subject.subject !== 'member' || subject.lastActivity === undefined) return NO_DAY;
  let last = NO_DAY;
  for (const kind of policy.activity.qualifying) {
    const on = subject.lastActivity[kind];
    if (on !== undefined) last = Math.max(last, epochDayOf(on));
  }
  return last;
}

/** The rank of what has no tier (collectives and organisations); tiers have the ranks 1 to 4 in the order of L99. */
export const NO_TIER = 0;
