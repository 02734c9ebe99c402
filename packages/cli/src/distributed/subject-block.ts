import type { DivisionCode } from '@rahyar/domain';
import {
  allocateColumns,
  COLUMN_NAMES,
  createInterner,
  inOrderOfName,
  NO_PLACE,
  NOTHING_SAID,
  type Profile,
  packedIds,
  profileKey,
  type RelationRow,
  type SubjectColumns,
  type SubjectVocabularies,
} from '@rahyar/engine';
import type { SubjectFacts } from '../files/subject-store.ts';

/** Some subjects in the order of ids, with no more vocabulary than they use, as data that goes from process to process. */
export type SubjectBlock = {
  readonly ids: { readonly bytes: Uint8Array; readonly offsets: Uint32Array };
  readonly columns: Omit<SubjectColumns, 'ids'>;
  readonly vocabularies: SubjectVocabularies;
};

/** The block of the subjects at these ascending positions. */
export function blockOf({ subjects, ...vocabularies }: SubjectFacts, rows: Uint32Array): SubjectBlock {
  const columns: Record<string, unknown> = {};
  for (const name of COLUMN_NAMES) {
    const from = subjects[name];
    const to = new (from.constructor as new (length: number) => Uint32Array)(rows.length);
    for (let index = 0; index < rows.length; index++) to[index] = from[rows[index] as number] as number;
    columns[name] = to;
  }
  const { ids: _ids, ...copied } = columns as unknown as SubjectColumns;
  return { ids: packedIdsOf(subjects, rows), columns: copied, vocabularies: onlyUsed(copied, vocabularies) };
}

/** The rows from `from` to `to`, exclusive. */
export const rowsBetween = (from: number, to: number): Uint32Array => Uint32Array.from({ length: to - from }, (_, index) => from + index);

export const factsOf = ({ ids, columns, vocabularies }: SubjectBlock): SubjectFacts => ({
  ...vocabularies,
  subjects: { ids: packedIds(ids.bytes, ids.offsets), ...columns },
});

function packedIdsOf({ ids }: Pick<SubjectColumns, 'ids'>, rows: Uint32Array): SubjectBlock['ids'] {
  const { form } = ids;
  if (form?.kind !== 'packed') throw new Error('invariant: subjects that are read have packed ids');
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, index) => {
    offsets[index + 1] = (offsets[index] as number) + (form.offsets[row + 1] as number) - (form.offsets[row] as number);
  });
  const bytes = new Uint8Array(offsets[rows.length] as number);
  for (const [index, row] of rows.entries()) bytes.set(form.bytes.subarray(form.offsets[row], form.offsets[row + 1]), offsets[index]);
  return { bytes, offsets };
}

/** Renumbers the columns in place. */
function onlyUsed(columns: Omit<SubjectColumns, 'ids'>, all: SubjectVocabularies): SubjectVocabularies {
  const places = createNumbering(all.places, []);
  const organizations = createNumbering(all.organizations, []);
  const relationSets = createNumbering(all.relationSets, [0]);
  const linkSets = createNumbering(all.linkSets, [0]);
  const profiles = createNumbering(all.profiles, [0]);
  const place = (index: number): number => (index === NO_PLACE ? NO_PLACE : places.numberOf(index));
  renumber(columns.home, place);
  renumber(columns.work, place);
  renumber(columns.relationSet, relationSets.numberOf);
  renumber(columns.linkSet, linkSets.numberOf);
  renumber(columns.profile, profiles.numberOf);
  const sets = relationSets.used().map((set) => set.map((row) => ({ ...row, organization: organizations.numberOf(row.organization) })));
  return {
    places: places.used(),
    organizations: organizations.used(),
    relationSets: sets,
    linkSets: linkSets.used(),
    profiles: profiles.used(),
  };
}

function renumber(column: Uint16Array | Uint32Array, numberOf: (index: number) => number): void {
  for (let row = 0; row < column.length; row++) column[row] = numberOf(column[row] as number);
}

/** Numbers the values that are asked for, in that order; `first` have the first numbers in any case. */
function createNumbering<T>(values: readonly T[], first: readonly number[]) {
  const numbers = new Int32Array(values.length).fill(-1);
  const used: T[] = [];
  const numberOf = (index: number): number => {
    if (numbers[index] === -1) numbers[index] = used.push(values[index] as T) - 1;
    return numbers[index] as number;
  };
  first.forEach(numberOf);
  return { numberOf, used: (): readonly T[] => used };
}

/** The numbers among all of the values of one vocabulary. */
export type VocabularyNumbers = Readonly<Record<'places' | 'relationSets' | 'linkSets' | 'profiles', Uint32Array>>;

/** Joins vocabularies, in the order in which they are added. */
export function createVocabularies(): { readonly joined: SubjectVocabularies; add(vocabularies: SubjectVocabularies): VocabularyNumbers } {
  const places = createInterner<DivisionCode>((code) => code);
  const organizations = createInterner<string>((id) => id);
  const relationSets = createInterner<readonly RelationRow[]>(
    (set) => set.map((row) => `${row.organization}:${row.relation}`).join(),
    [[]],
  );
  const linkSets = createInterner<readonly number[]>((set) => set.join(), [[]]);
  const profiles = createInterner<Profile>(profileKey, [NOTHING_SAID]);
  return {
    joined: {
      places: places.values,
      organizations: organizations.values,
      relationSets: relationSets.values,
      linkSets: linkSets.values,
      profiles: profiles.values,
    },
    add: (added) => {
      const organization = added.organizations.map(organizations.indexOf);
      const among = (set: readonly RelationRow[]): RelationRow[] =>
        inOrderOfName(
          set.map((row) => ({ ...row, organization: organization[row.organization] as number })),
          organizations.values,
        );
      return {
        places: Uint32Array.from(added.places, places.indexOf),
        relationSets: Uint32Array.from(added.relationSets, (set) => relationSets.indexOf(among(set))),
        linkSets: Uint32Array.from(added.linkSets, linkSets.indexOf),
        profiles: Uint32Array.from(added.profiles, profiles.indexOf),
      };
    },
  };
}

/** Room for so many subjects of blocks, whose values come to stand under the numbers among all. */
export const roomFor = (ids: SubjectBlock['ids']): SubjectColumns => allocateColumns(packedIds(ids.bytes, ids.offsets));

/** Writes one row of a block into other columns. */
export function copyRow(
  from: Omit<SubjectColumns, 'ids'>,
  row: number,
  numbers: VocabularyNumbers,
  to: Omit<SubjectColumns, 'ids'>,
  at: number,
): void {
  for (const name of PLAIN_COLUMNS) to[name][at] = from[name][row] as number;
  for (const name of ['home', 'work'] as const) {
    const place = from[name][row] as number;
    to[name][at] = place === NO_PLACE ? NO_PLACE : (numbers.places[place] as number);
  }
  to.relationSet[at] = numbers.relationSets[from.relationSet[row] as number] as number;
  to.linkSet[at] = numbers.linkSets[from.linkSet[row] as number] as number;
  to.profile[at] = numbers.profiles[from.profile[row] as number] as number;
}

const PLAIN_COLUMNS = ['kind', 'flags', 'activeOn', 'contactedOn', 'waitingSince', 'dueOn', 'previous'] as const;
