import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type IsoDate, isoDateOf } from '@rahyar/domain';
import { type AsyncBuffer, type Compressors, type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import { type FileError, withPath } from './file-error.ts';
import { type FlatField, flatFieldsOf } from './flat-fields.ts';
import { flatRowMaker, headerIssues } from './flat-row.ts';
import type { ReadRow, RowSource } from './read-row.ts';
import { type RowParser, rowFault } from './row.ts';

/**
 * Reads the rows of a Parquet file, one row group in memory at a time. Nested fields may be groups and lists, or columns named as in a flat table.
 * Dates are texts or the type DATE; a moment is no date. Pages may be packed with snappy, gzip, zstd or brotli.
 */
export async function* readParquetRows<S extends z.ZodType>(
  { path, onChunk }: RowSource,
  schema: S,
  required: readonly string[],
  parser: RowParser<z.output<S>>,
): AsyncGenerator<Result<readonly ReadRow<z.output<S>>[], FileError>> {
  const file = await open(path);
  try {
    const source = sourceOf(file, (await file.stat()).size, onChunk);
    const metadata = await orFault(() => parquetMetadataAsync(source), path);
    if (metadata.isErr()) {
      yield err(metadata.error);
      return;
    }
    if (metadata.value.schema.length > SCHEMA_ELEMENTS_MAX) {
      yield err({ kind: 'tooLarge', path });
      return;
    }
    const columns = parquetSchema(metadata.value).children.map(({ element }) => element.name);
    const fields = fieldsOf(schema);
    const issues = headerIssues(columns, fields, required);
    if (issues.length > 0) {
      yield err({ kind: 'wrongHeader', path, issues });
      return;
    }
    if (metadata.value.row_groups.some(isTooLarge)) {
      yield err({ kind: 'tooLarge', path });
      return;
    }

    const make = flatRowMaker(columns.map((name) => fields.get(name) as FlatField));
    let rowStart = 0;
    for (const group of metadata.value.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const cells = await orFault(() => readCells({ file: source, metadata: metadata.value, columns, rowStart, rowEnd }), path);
      if (cells.isErr()) {
        yield err(cells.error);
        return;
      }
      const from = rowStart;
      yield ok(cells.value.map((row, index) => readRow(from + index + 1, row, make, parser)));
      rowStart = rowEnd;
    }
  } catch (cause) {
    throw withPath(cause, path);
  } finally {
    await file.close();
  }
}

/** What one row group may hold, so that one fits into memory: writers make them of some hundred thousand rows. */
/** Columns, groups and lists together; there are some fifty of ours. It bounds the depth of nesting as well. */
const SCHEMA_ELEMENTS_MAX = 500;
const GROUP_ROWS_MAX = 2_097_152;
const GROUP_BYTES_MAX = 1024 ** 3;
const isTooLarge = ({ num_rows, total_byte_size }: FileMetaData['row_groups'][number]): boolean =>
  num_rows < 0n || num_rows > GROUP_ROWS_MAX || total_byte_size > GROUP_BYTES_MAX;

/** The library throws plain errors at a file that is no Parquet; only what the system refuses is another matter. */
async function orFault<T>(read: () => Promise<T>, path: string): Promise<Result<T, FileError>> {
  try {
    return ok(await read());
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause) throw cause;
    return err({ kind: 'notParquet', path });
  }
}

function sourceOf(file: FileHandle, byteLength: number, onChunk: (chunk: Uint8Array) => void): AsyncBuffer {
  return {
    byteLength,
    slice: async (start, end = byteLength) => {
      if (end > byteLength) throw new RangeError('a part of the file lies behind its end');
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      if (bytesRead < bytes.length) throw new RangeError('the file ends too early');
      onChunk(bytes);
      return bytes.buffer;
    },
  };
}

function readCells(options: {
  file: AsyncBuffer;
  metadata: FileMetaData;
  columns: string[];
  rowStart: number;
  rowEnd: number;
}): Promise<readonly (readonly unknown[])[]> {
  return new Promise((resolve, reject) => {
    parquetRead({
      ...options,
      rowFormat: 'array',
      parsers: PARSERS,
      compressors: COMPRESSORS,
      geoparquet: false,
      onComplete: resolve,
    }).catch(reject);
  });
}

/** Stands for a text that is not UTF-8. */
const NOT_UTF8 = Symbol('not UTF-8');

const PARSERS = {
  dateFromDays: (days: number): IsoDate | number => (Math.abs(days) < DAYS_MAX ? isoDateOf(days) : days),
  stringFromBytes: (bytes: Uint8Array | undefined): unknown => {
    if (bytes === undefined) return undefined;
    return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : NOT_UTF8;
  },
  // A moment becomes a day only in a time zone that the file does not tell: it stays a number, which no field takes for a day.
  timestampFromMilliseconds: Number,
  timestampFromMicroseconds: Number,
  timestampFromNanoseconds: Number,
};
const DAYS_MAX = 1_000_000;

/** A page unpacks to no more than it says; a page of nulls says nothing at all. */
const atMost = (bytes: number): { readonly maxOutputLength: number } => ({ maxOutputLength: Math.max(bytes, 1) });

const COMPRESSORS: Compressors = {
  GZIP: (input, bytes) => gunzipSync(input, atMost(bytes)),
  ZSTD: (input, bytes) => zstdDecompressSync(input, atMost(bytes)),
  BROTLI: (input, bytes) => brotliDecompressSync(input, atMost(bytes)),
};

/** The columns of a flat table, and the fields of the row itself, which may be nested. */
function fieldsOf(schema: z.core.$ZodType): ReadonlyMap<string, FlatField> {
  const flat = flatFieldsOf(schema);
  const nested = [...flat.values()].map(({ path: [name] }): [string, FlatField] => [
    name as string,
    { path: [name as string], isSpread: false, read: withoutNulls },
  ]);
  return new Map([...nested, ...flat]);
}

/** A group as it comes out of a file has every field that it could have; what is null is not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => (field === null || field === undefined ? [] : [[name, withoutNulls(field)]])),
  );
}

function readRow<Row>(
  number: number,
  cells: readonly unknown[],
  make: (cells: readonly unknown[]) => unknown,
  parser: RowParser<Row>,
): ReadRow<Row> {
  if (cells.some(isNotUtf8)) return { number, fault: rowFault('text.notUtf8') };
  return { number, ...parser.ofValue(make(cells)) };
}

const isNotUtf8 = (value: unknown): boolean =>
  value === NOT_UTF8 ||
  (typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && Object.values(value).some(isNotUtf8));
