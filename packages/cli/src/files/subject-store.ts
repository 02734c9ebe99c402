import type { RahyariPolicy, Subject } from '@rahyar/domain';
import {
  type AssignmentProblem,
  allocateColumns,
  COLUMN_NAMES,
  createSubjectWriter,
  namelessColumns,
  packedIds,
  type SubjectColumns,
} from '@rahyar/engine';
import { sharedMemory } from '../parallel/shared.ts';
import { createIdTable } from './id-table.ts';

/** What a problem holds of its subjects. */
export type SubjectFacts = Pick<AssignmentProblem, 'places' | 'organizations' | 'relationSets' | 'linkSets' | 'profiles' | 'subjects'>;

/** Subjects being read, in any order, held as columns from the first row on: ten million of them in about half a gigabyte. */
export type SubjectStore = {
  /** False when an earlier row has the id; that row stays. */
  add(subject: Subject, numberInFile: number, previous: number): boolean;
  /** The number in the file of the row that has the id. */
  numberInFileOf(id: string): number;
  readonly count: number;
  readonly placeCount: number;
  /** The numbers in the file of all rows, in the order of ids. */
  numbersInOrder(): Uint32Array;
  /** The columns in the order of ids, in memory that threads share. The store is empty afterwards. */
  toFacts(): SubjectFacts;
};

export function createSubjectStore(policy: RahyariPolicy, staffIndexOf: (id: string) => number): SubjectStore {
  const table = createIdTable();
  const writer = createSubjectWriter(policy, staffIndexOf);
  const blocks: Block[] = [];

  const add: SubjectStore['add'] = (subject, numberInFile, previous) => {
    const row = table.count;
    if (table.add(subject.id) !== row) return false;
    if (row % BLOCK_ROWS === 0) blocks.push({ columns: namelessColumns(BLOCK_ROWS), numbers: new Uint32Array(BLOCK_ROWS) });
    const { columns, numbers } = blockOf(row);
    writer.write(columns, row % BLOCK_ROWS, subject, undefined, previous);
    numbers[row % BLOCK_ROWS] = numberInFile;
    return true;
  };

  const blockOf = (row: number): Block => blocks[Math.floor(row / BLOCK_ROWS)] as Block;

  const toColumns = (): SubjectColumns => {
    const { bytes, offsets, order } = table.inOrder();
    const columns = allocateColumns(packedIds(bytes, offsets), sharedMemory);
    for (const name of COLUMN_NAMES) {
      const from = blocks.map((block) => block.columns[name]);
      const to = columns[name];
      for (let index = 0; index < order.length; index++) {
        const row = order[index] as number;
        to[index] = (from[row >>> BLOCK_BITS] as SubjectColumns[typeof name])[row & (BLOCK_ROWS - 1)] as number;
      }
    }
    blocks.length = 0;
    return columns;
  };

  return {
    add,
    numberInFileOf: (id) => {
      const row = table.indexOf(id);
      return blockOf(row).numbers[row % BLOCK_ROWS] as number;
    },
    get count() {
      return table.count;
    },
    get placeCount() {
      return writer.places.length;
    },
    numbersInOrder: () => table.inOrder().order.map((row) => blockOf(row).numbers[row % BLOCK_ROWS] as number),
    toFacts: () => {
      const { places, organizations, relationSets, linkSets, profiles } = writer;
      return { places, organizations, relationSets, linkSets, profiles, subjects: toColumns() };
    },
  };
}

/** Some rows, and the number of each in the file. */
type Block = { readonly columns: SubjectColumns; readonly numbers: Uint32Array };

const BLOCK_BITS = 16;
const BLOCK_ROWS = 2 ** BLOCK_BITS;
