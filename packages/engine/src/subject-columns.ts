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
import { listedIds, packedIds, type SubjectIds } from './subject-ids.ts';

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

/** What a problem holds beside the columns of its subjects: the values that the columns have indexes of, in the order first met. */
export type SubjectVocabularies = {
  readonly places: readonly DivisionCode[];
  readonly organizations: readonly string[];
  readonly relationSets: readonly (readonly RelationRow[])[];
  readonly linkSets: readonly (readonly number[])[];
  readonly profiles: readonly Profile[];
};

/** Writes the facts of a subject into a row of any columns; the vocabularies grow as it does. */
export type SubjectWriter = SubjectVocabularies & {
  write(columns: SubjectColumns, row: number, subject: Subject, dueOn?: IsoDate, previous?: number): void;
};

export function createSubjectWriter(policy: RahyariPolicy, staffIndexOf: (id: string) => number): SubjectWriter {
  const places = createInterner<DivisionCode>((code) => code);
  const organizations = createInterner<string>((id) => id);
  const relationSets = createInterner<readonly RelationRow[]>(relationSetKey);
  const linkSets = createInterner<readonly number[]>(linkSetKey);
  const profiles = createInterner<Profile>(profileKey, [NOTHING_SAID]);
  const none = relationSets.indexOf([]);
  const nobody = linkSets.indexOf([]);
  const dayOf = createDayReader();

  const relationSetOf = (subject: Subject): number => {
    const { relations = [] } = subject;
    if (relations.length === 0 && subject.subject !== 'organizationBody') return none;
    const rows: RelationRow[] = relations.map((row) => ({
      organization: organizations.indexOf(row.organization),
      relation: row.relation,
    }));
    if (subject.subject === 'organizationBody') rows.push({ organization: organizations.indexOf(subject.organization), relation: 'body' });
    return relationSets.indexOf(inOrderOfName(rows, organizations.values));
  };

  const linkSetOf = ({ socialLinks = [] }: Subject): number => {
    if (socialLinks.length === 0) return nobody;
    const links = [...new Set(socialLinks.map(staffIndexOf).filter((index) => index !== NOBODY))];
    return linkSets.indexOf(links.sort((a, b) => a - b));
  };

  const lastQualifyingDay = (subject: Subject): number => {
    if (subject.subject !== 'member' || subject.lastActivity === undefined) return NO_DAY;
    let last = NO_DAY;
    for (const kind of policy.activity.qualifying) last = Math.max(last, dayOf(subject.lastActivity[kind]));
    return last;
  };

  const write: SubjectWriter['write'] = (columns, row, subject, dueOn, previous = NOBODY) => {
    const profile = profileOf(subject);
    columns.kind[row] = SUBJECT_KINDS.indexOf(subject.subject);
    columns.flags[row] = flagsOf(subject);
    columns.activeOn[row] = lastQualifyingDay(subject);
    columns.contactedOn[row] = dayOf(subject.lastContactOn);
    columns.waitingSince[row] = dayOf(waitingSinceOf(subject));
    columns.dueOn[row] = dayOf(dueOn);
    columns.home[row] = subject.home === undefined ? NO_PLACE : places.indexOf(subject.home);
    columns.work[row] = subject.work === undefined ? NO_PLACE : places.indexOf(subject.work);
    columns.relationSet[row] = relationSetOf(subject);
    columns.linkSet[row] = linkSetOf(subject);
    columns.profile[row] = profile === NOTHING_SAID ? 0 : profiles.indexOf(profile);
    columns.previous[row] = previous;
  };

  return {
    places: places.values,
    organizations: organizations.values,
    relationSets: relationSets.values,
    linkSets: linkSets.values,
    profiles: profiles.values,
    write,
  };
}

/** Reads days; there are few of them, and each is worked out once. */
function createDayReader(): (date: IsoDate | undefined) => number {
  const known = new Map<IsoDate, number>();
  return (date) => {
    if (date === undefined) return NO_DAY;
    const day = known.get(date) ?? epochDayOf(date);
    if (!known.has(date)) known.set(date, day);
    return day;
  };
}

/** Collects subjects, then lays them out as columns in the order of their ids. The order of adding makes no difference. */
export type SubjectCollector = SubjectVocabularies & {
  /** False when the id has been added before; the first row stays. */
  add(subject: Subject, dueOn?: IsoDate, previous?: number): boolean;
  toColumns(): SubjectColumns;
};

export function createSubjectCollector(policy: RahyariPolicy, staffIndexOf: (id: string) => number): SubjectCollector {
  const writer = createSubjectWriter(policy, staffIndexOf);
  const rowOf = new Map<string, number>();
  let columns = namelessColumns(16);

  const add: SubjectCollector['add'] = (subject, dueOn, previous) => {
    if (rowOf.has(subject.id)) return false;
    const row = rowOf.size;
    if (row === columns.ids.count) {
      const larger = namelessColumns(row * 2);
      for (const name of COLUMN_NAMES) larger[name].set(columns[name]);
      columns = larger;
    }
    writer.write(columns, row, subject, dueOn, previous);
    rowOf.set(subject.id, row);
    return true;
  };

  const toColumns = (): SubjectColumns => {
    const ids = [...rowOf.keys()].sort((a, b) => (a < b ? -1 : 1));
    const rows = Uint32Array.from(ids, (id) => rowOf.get(id) as number);
    const sorted = allocateColumns(listedIds(ids));
    for (const name of COLUMN_NAMES) {
      const from = columns[name];
      const to = sorted[name];
      for (let index = 0; index < rows.length; index++) to[index] = from[rows[index] as number] as number;
    }
    return sorted;
  };

  const { places, organizations, relationSets, linkSets, profiles } = writer;
  return { places, organizations, relationSets, linkSets, profiles, add, toColumns };
}

/** Columns for so many rows whose ids are kept elsewhere. */
export const namelessColumns = (count: number): SubjectColumns => allocateColumns(packedIds(new Uint8Array(0), new Uint32Array(count + 1)));

/** Every column there is, the ids apart. */
export const COLUMN_NAMES = [
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

const flagsOf = (subject: Subject): number =>
  (subject.subject === 'member' && subject.openObligation === true ? OPEN_OBLIGATION : 0) |
  (subject.doNotContact === true ? DO_NOT_CONTACT : 0);

const waitingSinceOf = (subject: Subject): IsoDate | undefined =>
  subject.subject === 'applicant' ? subject.appliedOn : subject.subject === 'member' ? subject.memberSince : undefined;

/** The rank of what has no tier (collectives and organisations); tiers have the ranks 1 to 4 in the order of L99. */
export const NO_TIER = 0;
