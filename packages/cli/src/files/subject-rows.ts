import { Subject } from '@rahyar/domain';
import { ok, type Result } from 'neverthrow';
import { readCsvRows } from './csv-rows.ts';
import type { FileError } from './file-error.ts';
import { type Line, readLines } from './lines.ts';
import { readParquetRows } from './parquet-rows.ts';
import type { ReadRow, RowSource } from './read-row.ts';
import { createRowParser, type RowParser, rowFault } from './row.ts';

/** How the rows of a file are written. */
export const ROW_FORMATS = ['ndjson', 'csv', 'parquet'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** The format that the name of a file tells: its ending, before one of packing; what tells nothing is NDJSON. */
export function formatOf(path: string): RowFormat {
  const ending = /\.([a-z]+)(?:\.(?:gz|zst))?$/.exec(path.toLowerCase())?.[1];
  return ROW_FORMATS.find((format) => format === ending) ?? 'ndjson';
}

/**
 * Reads subjects in batches, in memory that does not grow with the file. A row that cannot be read is a fault in its place; a file whose header
 * or frame is broken is an error, and the end. System errors are thrown.
 */
export function readSubjectRows(source: RowSource, format: RowFormat): AsyncGenerator<Result<readonly ReadRow<Subject>[], FileError>> {
  const parser = createRowParser(Subject);
  switch (format) {
    case 'ndjson':
      return readNdjsonRows(source, parser);
    case 'csv':
      return readCsvRows(source, Subject, REQUIRED, parser);
    case 'parquet':
      return readParquetRows(source, Subject, REQUIRED, parser);
  }
}

/** The columns without which no row could be a subject. */
const REQUIRED = ['id', 'subject'] as const;

async function* readNdjsonRows<Row>(
  { path, onChunk }: RowSource,
  parser: RowParser<Row>,
): AsyncGenerator<Result<readonly ReadRow<Row>[], never>> {
  for await (const lines of readLines(path, { onChunk })) {
    yield ok(lines.map((line) => rowOfLine(line, parser)));
  }
}

/** The row that one line of NDJSON holds. */
export function rowOfLine<Row>(line: Line, parser: RowParser<Row>): ReadRow<Row> {
  const { number } = line;
  if ('fault' in line) return { number, fault: rowFault(line.fault) };
  const parsed = parser.ofText(line.text);
  return 'fault' in parsed ? { number, fault: parsed.fault } : { number, row: parsed.row };
}
