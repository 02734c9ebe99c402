import { join } from 'node:path';
import { BASES, PRIORITY_TIERS } from '@rahyar/domain';
import { type AssignmentPlan, type AssignmentProblem, GAP_CAUSES, primaryBasis, primaryOf } from '@rahyar/engine';
import type { SchemaElement } from 'hyparquet';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import { type WrittenFile, writeLines, writtenFile } from './line-file.ts';

export const TABLE_FORMATS = ['csv', 'parquet'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

type Cell = string | number | undefined;

/**
 * The columns of the table of assignments, one row for each subject. `responsible` and `responsibleBasis` name the whole set, the items in the same
 * order, joined by `;`. `position` is where the subject stands in the worklist of its primary rahyar, from 1; empty where it stands in none.
 */
export const TABLE_COLUMNS = ['subject', 'tier', 'primary', 'basis', 'responsible', 'responsibleBasis', 'gap', 'tell', 'position'] as const;

/** Writes the table into the directory as `assignments.csv` or `assignments.parquet`, in the order of ids, some ten thousand rows in memory. */
export async function writeAssignmentTable(
  directory: string,
  format: TableFormat,
  problem: AssignmentProblem,
  plan: AssignmentPlan,
): Promise<WrittenFile> {
  const path = join(directory, `assignments.${format}`);
  const rows = assignmentRows(problem, plan);
  if (format === 'csv') return writeLines(path, csvLines(rows));
  writeParquet(path, rows);
  return writtenFile(path, problem.subjects.ids.count);
}

function* assignmentRows({ subjects, staff }: AssignmentProblem, plan: AssignmentPlan): Generator<readonly Cell[]> {
  const position = positionsIn(plan, staff.length, subjects.ids.count);
  for (let index = 0; index < subjects.ids.count; index++) {
    const responsible: string[] = [];
    const bases: string[] = [];
    for (const basis of BASES) {
      const id = staff[plan.responsible[basis][index] as number]?.id;
      if (id === undefined) continue;
      responsible.push(id);
      bases.push(basis);
    }
    const cause = plan.gapCause[index] as number;
    yield [
      subjects.ids.at(index),
      PRIORITY_TIERS[(plan.tier[index] as number) - 1],
      staff[primaryOf(plan, index)]?.id,
      primaryBasis(plan, index),
      responsible.join(';') || undefined,
      bases.join(';') || undefined,
      cause === 0 ? undefined : GAP_CAUSES[cause],
      staff[plan.gapAddressee[index] as number]?.id,
      position[index] === 0 ? undefined : position[index],
    ];
  }
}

function positionsIn(plan: AssignmentPlan, staffCount: number, subjectCount: number): Uint32Array {
  const { start, order } = plan.worklists;
  const position = new Uint32Array(subjectCount);
  for (let staff = 0; staff < staffCount; staff++) {
    const from = start[staff] as number;
    for (let at = from; at < (start[staff + 1] as number); at++) {
      const subject = order[at] as number;
      if (primaryOf(plan, subject) === staff) position[subject] = at - from + 1;
    }
  }
  return position;
}

/** No cell needs quoting: ids, words of ours and numbers hold neither commas nor quotation marks. */
function* csvLines(rows: Iterable<readonly Cell[]>): Generator<string> {
  yield `${TABLE_COLUMNS.join()}\n`;
  for (const row of rows) yield `${row.join()}\n`;
}

const GROUP_ROWS = 50_000;

const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: TABLE_COLUMNS.length },
  ...TABLE_COLUMNS.map((name): SchemaElement => {
    if (name === 'position') return { name, type: 'INT32', repetition_type: 'OPTIONAL' };
    return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: name === 'subject' ? 'REQUIRED' : 'OPTIONAL' };
  }),
];

function writeParquet(path: string, rows: Iterable<readonly Cell[]>): void {
  const writer = new ParquetWriter({ writer: fileWriter(path), schema: SCHEMA, createdBy: 'rahyar' });
  let group: (readonly Cell[])[] = [];
  const writeGroup = (): void => {
    const columnData = TABLE_COLUMNS.map((name, column) => ({ name, data: group.map((row) => row[column]) }));
    void writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    group = [];
  };
  for (const row of rows) if (group.push(row) === GROUP_ROWS) writeGroup();
  if (group.length > 0) writeGroup();
  void writer.finish();
}
