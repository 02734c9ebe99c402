import { parquetWriteBuffer } from 'hyparquet-writer';

/** A Parquet file of the given columns; the types of the columns are those of their values. */
export function parquetOf(columns: Readonly<Record<string, readonly unknown[]>>): Uint8Array {
  const columnData = Object.entries(columns).map(([name, data]) => ({ name, data: [...data] }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
