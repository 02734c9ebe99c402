import { allocateColumns, listedIds, packedIds, type SubjectColumns } from '@rahyar/engine';
import { sharedMemory } from '../parallel/shared.ts';
import { createIdTable } from './id-table.ts';

export type ColumnName = Exclude<keyof SubjectColumns, 'ids'>;
type Column = SubjectColumns[ColumnName];

/** Subjects being read, in any order, held as columns from the first row on: ten million of them in about half a gigabyte. */
export type SubjectStore = {
  /** Where a row with this id is to be written; of an id that an earlier row has, the place of that row, and `isNew` is false. */
  claim(id: string, numberInFile: number): { readonly position: number; readonly isNew: boolean };
  /** Writes one column of several rows; with `indexes`, what `indexes` has at each value, and the value itself where it has nothing. */
  writeColumn(name: ColumnName, positions: Uint32Array, values: Column, indexes?: readonly number[]): void;
  positionOf(id: string): number;
  numberInFileAt(position: number): number;
  readonly count: number;
  /** The columns in the order of ids, in memory that threads share. The store is empty afterwards. */
  toColumns(): SubjectColumns;
};

export function createSubjectStore(): SubjectStore {
  const table = createIdTable();
  const blocks: SubjectColumns[] = [];
  const numbers: Uint32Array[] = [];

  const claim = (id: string, numberInFile: number) => {
    const before = table.count;
    const position = table.add(id);
    const isNew = position === before;
    if (isNew) {
      if (position % BLOCK_ROWS === 0) {
        blocks.push(allocateColumns(NAMELESS));
        numbers.push(new Uint32Array(BLOCK_ROWS));
      }
      (numbers.at(-1) as Uint32Array)[position % BLOCK_ROWS] = numberInFile;
    }
    return { position, isNew };
  };

  const writeColumn = (name: ColumnName, positions: Uint32Array, values: Column, indexes?: readonly number[]): void => {
    for (let at = 0; at < positions.length; at++) {
      const position = positions[at] as number;
      const column = (blocks[position >>> BLOCK_BITS] as SubjectColumns)[name];
      const value = values[at] as number;
      column[position & (BLOCK_ROWS - 1)] = indexes?.[value] ?? value;
    }
  };

  const toColumns = (): SubjectColumns => {
    const { bytes, offsets, order } = table.inOrder();
    const columns = allocateColumns(packedIds(bytes, offsets), sharedMemory);
    for (const name of COLUMN_NAMES) {
      const column = columns[name];
      for (let index = 0; index < order.length; index++) {
        const position = order[index] as number;
        column[index] = (blocks[position >>> BLOCK_BITS] as SubjectColumns)[name][position & (BLOCK_ROWS - 1)] as number;
      }
    }
    blocks.length = 0;
    numbers.length = 0;
    return columns;
  };

  return {
    claim,
    writeColumn,
    positionOf: table.indexOf,
    numberInFileAt: (position) => (numbers[Math.floor(position / BLOCK_ROWS)] as Uint32Array)[position % BLOCK_ROWS] as number,
    get count() {
      return table.count;
    },
    toColumns,
  };
}

/** Every column there is: a new one of the engine is among them by itself. */
export const COLUMN_NAMES: readonly ColumnName[] = Object.keys(allocateColumns(listedIds([]))).filter(
  (name): name is ColumnName => name !== 'ids',
);

const BLOCK_BITS = 16;
const BLOCK_ROWS = 2 ** BLOCK_BITS;
/** The ids of a block stand in the table of all ids. */
const NAMELESS = packedIds(new Uint8Array(0), new Uint32Array(BLOCK_ROWS + 1));
