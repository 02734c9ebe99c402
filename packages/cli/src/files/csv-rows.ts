import { parse } from 'csv-parse/sync';
import { err, ok, type Result } from 'neverthrow';
import type * as z from 'zod';
import type { FileError } from './file-error.ts';
import { flatFieldsOf } from './flat-fields.ts';
import { type FlatRowMaker, flatRowMaker, headerIssues } from './flat-row.ts';
import { type Line, readLines } from './lines.ts';
import type { ReadRow, RowSource } from './read-row.ts';
import { type RowParser, rowFault } from './row.ts';

/**
 * Reads the rows of a CSV file (RFC 4180, comma, UTF-8) whose header names columns of the schema. Every row is one line: no value of ours holds a
 * line break, and so a quotation mark that is never closed is a fault of its own line and takes no other along.
 */
export async function* readCsvRows<S extends z.ZodType>(
  { path, onChunk }: RowSource,
  schema: S,
  required: readonly string[],
  parser: RowParser<z.output<S>>,
): AsyncGenerator<Result<readonly ReadRow<z.output<S>>[], FileError>> {
  const fields = flatFieldsOf(schema);
  let make: FlatRowMaker | undefined;
  let columnCount = 0;
  for await (const lines of readLines(path, { onChunk })) {
    let rows = lines;
    if (make === undefined) {
      const [header, ...rest] = lines;
      if (header === undefined) continue;
      const names = namesIn(header);
      const issues = names === undefined ? [{ path: [], code: 'text.notCsv' as const }] : headerIssues(names, fields, required);
      if (names === undefined || issues.length > 0) {
        yield err({ kind: 'wrongHeader', path, issues });
        return;
      }
      make = flatRowMaker(names.map((name) => fields.get(name) as NonNullable<ReturnType<typeof fields.get>>));
      columnCount = names.length;
      rows = rest;
    }
    yield ok(readBatch(rows, columnCount, make, parser));
  }
  if (make === undefined) yield err({ kind: 'wrongHeader', path, issues: [{ path: [], code: 'value.required' }] });
}

function namesIn(header: Line): readonly string[] | undefined {
  return 'fault' in header ? undefined : cellsOfLine(header.text)?.map((name) => name.trim());
}

function readBatch<Row>(lines: readonly Line[], columnCount: number, make: FlatRowMaker, parser: RowParser<Row>): ReadRow<Row>[] {
  const quoted = cellsOfQuotedLines(lines);
  return lines.map((line): ReadRow<Row> => {
    const { number } = line;
    if ('fault' in line) return { number, fault: rowFault(line.fault) };
    const cells = line.text.includes('"') ? quoted.get(number) : line.text.split(',');
    if (cells === undefined) return { number, fault: rowFault('text.notCsv') };
    if (cells.length !== columnCount) return { number, fault: rowFault('text.columnCount') };
    return { number, ...parser.ofValue(make(cells)) };
  });
}

/**
 * The cells of the lines with quotation marks, by line number; lines that are not valid CSV are left out. All are parsed at once, and one by one
 * only where a line is broken or would go on in the next.
 */
function cellsOfQuotedLines(lines: readonly Line[]): ReadonlyMap<number, readonly string[]> {
  const quoted = lines.flatMap((line) => ('text' in line && line.text.includes('"') ? [line] : []));
  const together = quoted.length === 0 ? [] : parsed(quoted.map(({ text }) => text).join('\n'));
  const isSound = together?.length === quoted.length;
  return new Map(
    quoted.flatMap(({ number, text }, index): [number, readonly string[]][] => {
      const cells = isSound ? together[index] : cellsOfLine(text);
      return cells === undefined ? [] : [[number, cells]];
    }),
  );
}

const cellsOfLine = (text: string): readonly string[] | undefined => {
  const rows = parsed(text);
  return rows?.length === 1 ? rows[0] : undefined;
};

function parsed(text: string): string[][] | undefined {
  try {
    return parse(text, { record_delimiter: '\n', relax_column_count: true });
  } catch {
    return undefined;
  }
}
