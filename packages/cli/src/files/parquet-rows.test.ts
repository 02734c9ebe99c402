import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { Subject } from '@rahyar/domain';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSubjectRows } from './subject-rows.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-parquet-'));
});
afterAll(() => rm(root, { recursive: true }));

const text = (name: string, repetition_type: 'REQUIRED' | 'OPTIONAL' = 'OPTIONAL'): SchemaElement => ({
  name,
  repetition_type,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
});
const listOf = (name: string, element: readonly SchemaElement[]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  ...element,
];

/** As analysts write it: groups, lists, lists of groups, days as DATE. */
const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: 6 },
  text('id', 'REQUIRED'),
  text('subject', 'REQUIRED'),
  text('kind'),
  { name: 'lastActivity', repetition_type: 'OPTIONAL', num_children: 2 },
  { name: 'signIn', repetition_type: 'OPTIONAL', type: 'INT32', converted_type: 'DATE' },
  text('depositMovement'),
  ...listOf('socialLinks', [text('element')]),
  ...listOf('relations', [{ name: 'element', repetition_type: 'OPTIONAL', num_children: 2 }, text('organization'), text('relation')]),
];

const SUBJECTS = [
  {
    id: 'm-1',
    subject: 'member',
    kind: 'natural',
    lastActivity: { signIn: '2026-11-01', depositMovement: '2026-10-12' },
    socialLinks: ['s-1', 's-2'],
  },
  { id: 'm-2', subject: 'member', kind: 'legal', lastActivity: { signIn: '2026-11-02' } },
  {
    id: 'p-1',
    subject: 'prospect',
    relations: [
      { organization: 'behzisti', relation: 'employee' },
      { organization: 'x', relation: 'other' },
    ],
  },
  { id: 'p-2', subject: 'prospect' },
].map((row) => Subject.parse(row));

type Codec = 'UNCOMPRESSED' | 'SNAPPY' | 'GZIP' | 'ZSTD' | 'BROTLI';
const compressors = { GZIP: gzipSync, ZSTD: zstdCompressSync, BROTLI: brotliCompressSync };

function written(codec: Codec): Uint8Array {
  const column = (name: string): unknown[] => SUBJECTS.map((row) => (row as Record<string, unknown>)[name] ?? null);
  const activity = column('lastActivity').map((value) => {
    const { signIn, depositMovement } = (value ?? {}) as Record<string, string>;
    return value === null ? null : { signIn: signIn === undefined ? null : new Date(signIn), depositMovement: depositMovement ?? null };
  });
  const names = ['id', 'subject', 'kind', 'lastActivity', 'socialLinks', 'relations'];
  const columnData = names.map((name) => ({ name, data: name === 'lastActivity' ? activity : column(name) }));
  return new Uint8Array(parquetWriteBuffer({ schema: SCHEMA, columnData, codec, compressors, rowGroupSize: 3 }));
}

describe('a Parquet file with groups and lists', () => {
  it.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI'] as const)('tells the rows themselves, packed with %s', async (codec) => {
    const path = join(root, `${codec}.parquet`);
    await writeFile(path, written(codec));
    const rows: unknown[] = [];
    for await (const batch of readSubjectRows({ path, onChunk: () => undefined }, 'parquet')) rows.push(...batch._unsafeUnwrap());
    expect(rows).toEqual(SUBJECTS.map((row, index) => ({ number: index + 1, row })));
  });
});
