import { Subject } from '@rahyar/domain';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { flatFieldsOf } from '../flat-fields.ts';
import type { RowFormat } from '../subject-rows.ts';

/** The same subjects as a file of any format, every field that a subject can have in it. Days of a Parquet file are DATE, the rest is text. */
export function writtenSubjects(subjects: readonly Subject[], format: RowFormat): Uint8Array {
  if (format === 'ndjson') return Buffer.from(subjects.map((subject) => `${JSON.stringify(subject)}\n`).join(''));
  if (format === 'csv') {
    const rows = subjects.map((subject) => COLUMNS.map((column) => csvCell(textOf(subject, column))).join());
    return Buffer.from(['\uFEFF', COLUMNS.join(), '\r\n', rows.join('\r\n')].join(''));
  }
  const columns = COLUMNS.map((name) => ({ name, texts: subjects.map((subject) => textOf(subject, name) ?? null) }));
  const isDay = columns.map(
    ({ texts }) => texts.some((text) => text !== null) && texts.every((text) => text === null || IS_DAY.test(text)),
  );
  const schema = columns.map(({ name }, index): SchemaElement => {
    const type =
      isDay[index] === true
        ? ({ type: 'INT32', converted_type: 'DATE' } as const)
        : ({ type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const);
    return { name, repetition_type: 'OPTIONAL', ...type };
  });
  const columnData = columns.map(({ name, texts }, index) => ({
    name,
    data: isDay[index] === true ? texts.map((text) => (text === null ? null : new Date(`${text}T00:00:00Z`))) : texts,
  }));
  return new Uint8Array(
    parquetWriteBuffer({ schema: [{ name: 'root', num_children: schema.length }, ...schema], columnData, rowGroupSize: 7 }),
  );
}

const COLUMNS = [...flatFieldsOf(Subject).keys()];
const IS_DAY = /^\d{4}-\d\d-\d\d$/;

function textOf(subject: Subject, column: string): string | undefined {
  const value: unknown = column.split('.').reduce<unknown>((node, name) => {
    if (Array.isArray(node)) return node.map((item: Record<string, unknown>) => item[name]);
    return (node as Record<string, unknown> | undefined)?.[name];
  }, subject);
  if (Array.isArray(value)) return value.join(';');
  return typeof value === 'boolean' ? String(value) : (value as string | undefined);
}

/** Quoted or not, as writers please. */
const csvCell = (text: string | undefined): string => (text === undefined ? '' : text.length % 2 === 0 ? `"${text}"` : text);
