import type { DivisionCode, RahyariPolicy, Subject } from '@rahyar/domain';
import {
  type AssignmentProblem,
  createInterner,
  createSubjectCollector,
  inOrderOfName,
  NOTHING_SAID,
  type Profile,
  profileKey,
  type RelationRow,
  type SubjectCollector,
} from '@rahyar/engine';
import { COLUMN_NAMES, type ColumnName, createSubjectStore } from './subject-store.ts';

/** What a problem holds of its subjects. */
export type SubjectFacts = Pick<AssignmentProblem, 'places' | 'organizations' | 'relationSets' | 'linkSets' | 'profiles' | 'subjects'>;

/** Subjects being read one by one. The engine lays them out, some thousands at a time, so that never more than those are held as objects. */
export type SubjectBatches = {
  /** False when an earlier row has the id; that row stays. */
  add(subject: Subject, numberInFile: number, previous: number): boolean;
  /** The number in the file of the row that has the id. */
  numberInFileOf(id: string): number;
  readonly count: number;
  /** The places of all rows but the last few thousand. */
  readonly placeCount: number;
  toFacts(): SubjectFacts;
};

export function createSubjectBatches(policy: RahyariPolicy, staffIndexOf: (id: string) => number): SubjectBatches {
  const store = createSubjectStore();
  const places = createInterner<DivisionCode>((code) => code);
  const organizations = createInterner<string>((id) => id);
  const relationSets = createInterner<readonly RelationRow[]>((set) => set.map((row) => `${row.organization}:${row.relation}`).join());
  const linkSets = createInterner<readonly number[]>((set) => set.join());
  const profiles = createInterner<Profile>(profileKey, [NOTHING_SAID]);
  relationSets.indexOf([]);
  linkSets.indexOf([]);
  const newBatch = (): SubjectCollector => createSubjectCollector(policy, staffIndexOf);
  let batch = newBatch();
  let batchIds: string[] = [];

  const lay = (): void => {
    const columns = batch.toColumns();
    const globalOf = indexesOf(batch, { places, organizations, relationSets, linkSets, profiles });
    const positions = Uint32Array.from(batchIds, (id, index) => {
      const inOrder = columns.ids.at(index);
      return inOrder === id ? store.count - batchIds.length + index : store.positionOf(inOrder);
    });
    for (const name of COLUMN_NAMES) store.writeColumn(name, positions, columns[name], globalOf[name]);
    batch = newBatch();
    batchIds = [];
  };

  return {
    add: (subject, numberInFile, previous) => {
      if (!store.claim(subject.id, numberInFile).isNew) return false;
      batch.add(subject, undefined, previous);
      if (batchIds.push(subject.id) === BATCH_ROWS) lay();
      return true;
    },
    numberInFileOf: (id) => store.numberInFileAt(store.positionOf(id)),
    get count() {
      return store.count;
    },
    get placeCount() {
      return places.values.length;
    },
    toFacts: () => {
      lay();
      return {
        places: places.values,
        organizations: organizations.values,
        relationSets: relationSets.values,
        linkSets: linkSets.values,
        profiles: profiles.values,
        subjects: store.toColumns(),
      };
    },
  };
}

const BATCH_ROWS = 4_096;

type Interners = {
  readonly [list in 'places' | 'organizations' | 'relationSets' | 'linkSets' | 'profiles']: ReturnType<
    typeof createInterner<SubjectFacts[list][number]>
  >;
};

/** For each column that holds indexes into a list of the batch: the index of each entry among all. The other columns are as they are. */
function indexesOf(batch: SubjectCollector, all: Interners): Readonly<Partial<Record<ColumnName, readonly number[]>>> {
  const place = batch.places.map(all.places.indexOf);
  const organization = batch.organizations.map(all.organizations.indexOf);
  const relationSet = batch.relationSets.map((set) => {
    const rows = set.map((row) => ({ ...row, organization: organization[row.organization] as number }));
    return all.relationSets.indexOf(inOrderOfName(rows, all.organizations.values));
  });
  return {
    home: place,
    work: place,
    relationSet,
    linkSet: batch.linkSets.map(all.linkSets.indexOf),
    profile: batch.profiles.map(all.profiles.indexOf),
  };
}
