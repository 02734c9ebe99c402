import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { DEFAULT_POLICY, Subject } from '@rahyar/domain';
import { rosterOf } from '@rahyar/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KnownReferences, readMembers } from './members.ts';
import { createRowReports } from './row-reports.ts';
import { parquetOf } from './testing/parquet-file.ts';
import { writtenSubjects } from './testing/written-subjects.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'rahyar-bad-'));
});
afterAll(() => rm(root, { recursive: true }));

/** Stands wherever a file says something about a person; no answer may repeat it. */
const CANARY = 'CANARY';

const known: KnownReferences = { roster: rosterOf([]), affiliatedOrganizations: new Set(), isDivision: () => true };

let runs = 0;
async function told(name: string, bytes: string | Uint8Array): Promise<string[]> {
  const directory = join(root, String(runs++));
  await mkdir(directory);
  await writeFile(join(directory, name), bytes);
  return toldOf(join(directory, name));
}

/** What is told of a file: the error, or the faults of its rows, each by its line or row. */
async function toldOf(path: string): Promise<string[]> {
  const reports = await createRowReports();
  const read = await readMembers(path, { policy: DEFAULT_POLICY, known, reports });
  const issuesText = (issues: readonly { path: readonly (string | number)[]; code: string }[]): string =>
    [...new Set(issues.map(({ path: way, code }) => [code, ...way].join(' ')))].join(', ');
  const answer = read.isErr()
    ? [[read.error.kind, issuesText(read.error.issues ?? [])].join(' ').trim()]
    : reports.refused.first.map(({ line, row, issues }) => `${line === undefined ? `row ${row}` : `line ${line}`}: ${issuesText(issues)}`);
  expect(JSON.stringify([answer, reports.refused, reports.warned])).not.toContain(CANARY);
  return answer;
}

const csv = (...lines: string[]): string => ['id,subject,home,lastContactOn,socialLinks', ...lines].join('\n');
const HEAD = 'id,subject,home,lastContactOn,socialLinks';
const row = (id: string, more = ''): string => `{"id":"${id}","subject":"prospect"${more}}`;
const subjects = Array.from({ length: 30 }, (_, index) =>
  Subject.parse({ id: `p${index}`, subject: 'prospect', lastContactOn: '2026-11-01' }),
);
const parquet = writtenSubjects(subjects, 'parquet');
const bytesAt = (bytes: Uint8Array, at: number, value: number): Uint8Array => bytes.map((byte, index) => (index === at ? value : byte));

type Case = readonly [fault: string, name: string, bytes: string | Uint8Array, told: readonly string[]];

const NDJSON: readonly Case[] = [
  ['nothing', 'a.ndjson', '', []],
  ['blank lines only', 'a.ndjson', '\n \n\r\n', []],
  ['a byte order mark only', 'a.ndjson', '\uFEFF', []],
  ['a line of 50 MB', 'a.ndjson', `${row('a', `,"home":"${CANARY.repeat(8_500_000)}"`)}\n${row('b')}`, ['line 1: input.tooLarge']],
  ['a NUL byte between tokens', 'a.ndjson', `{"id":"a",\0"subject":"prospect"}`, ['line 1: input.notJson']],
  ['a NUL byte in an id', 'a.ndjson', row('a\\u0000'), ['line 1: value.format id']],
  ['bytes that are no UTF-8', 'a.ndjson', Buffer.from([0x7b, 0x22, 0xc3, 0x28]), ['line 1: text.notUtf8']],
  ['UTF-16', 'a.ndjson', Buffer.from(row('a'), 'utf16le'), ['line 1: input.notJson']],
  ['an array of all rows', 'a.ndjson', `[${row('a')}]`, ['line 1: value.type']],
  [
    'a Jalali date in a Gregorian field',
    'a.ndjson',
    row('a', ',"lastContactOn":"1404/12/30"'),
    ['line 1: date.notInCalendar lastContactOn'],
  ],
  ['a day that does not exist', 'a.ndjson', row('a', ',"lastContactOn":"2026-02-29"'), ['line 1: date.notInCalendar lastContactOn']],
  ['a moment for a day', 'a.ndjson', row('a', ',"lastContactOn":"2026-02-01T00:00:00Z"'), ['line 1: date.notInCalendar lastContactOn']],
  ['a number for a code', 'a.ndjson', row('a', ',"home":101'), ['line 1: value.type home']],
  ['null for nothing', 'a.ndjson', row('a', ',"home":null'), ['line 1: value.type home']],
  ['two rows in a line', 'a.ndjson', row('a') + row('b'), ['line 1: input.notJson']],
  ['a comma behind', 'a.ndjson', `${row('a')},`, ['line 1: input.notJson']],
  ['the key __proto__', 'a.ndjson', row('a', ',"__proto__":{"home":"01"}'), ['line 1: value.unknownKey']],
  ['single quotes', 'a.ndjson', `{'id':'${CANARY}'}`, ['line 1: input.notJson']],
  ['gzip that is not', 'a.ndjson.gz', row('a'), ['notUnpacked']],
  ['gzip cut off', 'a.ndjson.gz', gzipSync(row('a')).subarray(0, 20), ['notUnpacked']],
  ['gzip with a wrong checksum', 'a.ndjson.gz', bytesAt(gzipSync(row('a')), gzipSync(row('a')).length - 8, 0x55), ['notUnpacked']],
  ['zstd that is not', 'a.ndjson.zst', row('a'), ['notUnpacked']],
  ['zstd cut off', 'a.ndjson.zst', zstdCompressSync(row('a').repeat(50)).subarray(0, 24), ['notUnpacked']],
  ['gzip named zstd', 'a.ndjson.zst', gzipSync(row('a')), ['notUnpacked']],
  ['Parquet named NDJSON', 'a.ndjson', Buffer.from('PAR1\xff\xfePAR1', 'latin1'), ['line 1: text.notUtf8']],
  ['a bomb of zeros', 'a.ndjson.gz', gzipSync(Buffer.alloc(30_000_000)), ['line 1: input.tooLarge']],
];

const CSV: readonly Case[] = [
  ['nothing', 'a.csv', '', ['wrongHeader value.required']],
  ['a header only', 'a.csv', HEAD, []],
  [
    'no header',
    'a.csv',
    `${CANARY},prospect,0101,,`,
    [
      'wrongHeader value.unknownKey column 0, value.unknownKey column 1, value.unknownKey column 2, value.unknownKey column 3, value.unknownKey column 4, value.required id, value.required subject',
    ],
  ],
  ['a column that is not ours', 'a.csv', `id,subject,${CANARY}\na,prospect,x`, ['wrongHeader value.unknownKey column 2']],
  ['the same column twice', 'a.csv', 'id,subject,id\na,prospect,b', ['wrongHeader text.duplicateKey column 2']],
  ['no column of ids', 'a.csv', 'subject,home\nprospect,0101', ['wrongHeader value.required id']],
  [
    'semicolons between columns',
    'a.csv',
    'id;subject;home\na;prospect;0101',
    ['wrongHeader value.unknownKey column 0, value.required id, value.required subject'],
  ],
  ['a broken quotation mark in the header', 'a.csv', '"id,subject\na,prospect', ['wrongHeader text.notCsv']],
  ['a header that is no UTF-8', 'a.csv', Buffer.from([0xff, 0xfe, 0x69, 0x00]), ['wrongHeader text.notCsv']],
  ['a quotation mark that is never closed', 'a.csv', csv(`"${CANARY},prospect,,,`, 'b,prospect,,,'), ['line 2: text.notCsv']],
  ['a quotation mark inside a cell', 'a.csv', csv(`a"b,prospect,,,`, '"b",prospect,,,'), ['line 2: text.notCsv']],
  ['something behind a quotation mark', 'a.csv', csv('"a"x,prospect,,,'), ['line 2: text.notCsv']],
  ['a line break inside a cell', 'a.csv', csv('"a', 'b",prospect,,,', 'c,prospect,,,'), ['line 2: text.notCsv', 'line 3: text.notCsv']],
  ['too few cells', 'a.csv', csv('a,prospect'), ['line 2: text.columnCount']],
  ['too many cells', 'a.csv', csv('a,prospect,,,,'), ['line 2: text.columnCount']],
  ['an empty id', 'a.csv', csv(',prospect,,,'), ['line 2: value.required id']],
  ['a repeated id', 'a.csv', csv('a,prospect,,,', '"a",prospect,,,'), ['line 3: input.duplicateId id']],
  ['blanks around a word', 'a.csv', csv('a, prospect,,,'), ['line 2: value.option subject']],
  ['a Jalali date', 'a.csv', csv('a,prospect,,1404/12/30,'), ['line 2: date.notInCalendar lastContactOn']],
  ['Persian digits in a date and a code', 'a.csv', csv('a,prospect,۰۱۰۱,۲۰۲۶-۱۱-۰۱,'), []],
  ['Arabic digits in a date and a code', 'a.csv', csv('a,prospect,٠١٠١,٢٠٢٦-١١-٠١,'), []],
  ['Persian digits in an id', 'a.csv', csv('m۱,prospect,,,'), ['line 2: value.format id']],
  ['a code that a spreadsheet has shortened', 'a.csv', csv('a,prospect,101,,'), ['line 2: identifier.length home']],
  ['a code as a spreadsheet writes large numbers', 'a.csv', csv('a,prospect,1.01E+09,,'), ['line 2: identifier.characters home']],
  ['a day first', 'a.csv', csv('a,prospect,,01/11/2026,'), ['line 2: date.notInCalendar lastContactOn']],
  ['a list with an empty item', 'a.csv', csv('a,prospect,,,s1;;s2'), ['line 2: value.format socialLinks 1']],
  ['a formula', 'a.csv', csv(`=cmd|'${CANARY}',prospect,,,`), ['line 2: value.format id']],
  ['a NUL byte', 'a.csv', csv('a\0,prospect,,,'), ['line 2: value.format id']],
  [
    'a row that is no UTF-8',
    'a.csv',
    Buffer.concat([Buffer.from(csv('a,prospect,,,\n')), Buffer.from([0xc3, 0x28])]),
    ['line 3: text.notUtf8'],
  ],
  ['a byte order mark and CRLF', 'a.csv', `\uFEFF${csv('a,prospect,,,').replaceAll('\n', '\r\n')}`, []],
  ['a word for yes', 'a.csv', 'id,subject,doNotContact\na,prospect,yes\nb,prospect,TRUE', ['line 2: value.type doNotContact']],
  [
    'lists of one object of unequal length',
    'a.csv',
    'id,subject,relations.organization,relations.relation\na,prospect,x;y,other',
    ['line 2: value.required relations 1 relation'],
  ],
  ['gzip that is not', 'a.csv.gz', csv('a,prospect,,,'), ['notUnpacked']],
];

const PARQUET: readonly Case[] = [
  ['nothing', 'a.parquet', '', ['notParquet']],
  ['NDJSON named Parquet', 'a.parquet', row('a'), ['notParquet']],
  ['the first half', 'a.parquet', parquet.subarray(0, parquet.length >> 1), ['notParquet']],
  ['all but the last byte', 'a.parquet', parquet.subarray(0, -1), ['notParquet']],
  ['a footer that claims more than there is', 'a.parquet', bytesAt(parquet, parquet.length - 5, 0x7f), ['notParquet']],
  ['a frame without anything', 'a.parquet', Buffer.from('PAR1\0\0\0\0PAR1', 'latin1'), ['notParquet']],
  ['pages overwritten', 'a.parquet', parquet.map((byte, index) => (index > 3 && index < 80 ? 0xff : byte)), ['notParquet']],
  [
    'a column that is not ours',
    'a.parquet',
    parquetOf({ id: ['a'], subject: ['prospect'], [CANARY]: ['x'] }),
    ['wrongHeader value.unknownKey column 2'],
  ],
  [
    'more columns than anybody has',
    'a.parquet',
    parquetOf(Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`c${index}`, ['x']]))),
    ['tooLarge'],
  ],
  [
    'a field whole and in parts',
    'a.parquet',
    parquetOf({ id: ['a'], subject: ['member'], lastActivity: ['x'], 'lastActivity.signIn': ['y'] }),
    ['wrongHeader text.duplicateKey column 3'],
  ],
  ['no column of ids', 'a.parquet', parquetOf({ subject: ['prospect'] }), ['wrongHeader value.required id']],
  ['a repeated id', 'a.parquet', parquetOf({ id: ['a', 'a'], subject: ['prospect', 'prospect'] }), ['row 2: input.duplicateId id']],
  ['nothing for an id', 'a.parquet', parquetOf({ id: [null, 'b'], subject: ['prospect', 'prospect'] }), ['row 1: value.required id']],
  ['whole numbers as ids', 'a.parquet', parquetOf({ id: [7n, 8n], subject: ['prospect', 'prospect'] }), []],
  ['a fraction as an id', 'a.parquet', parquetOf({ id: [1.5], subject: ['prospect'] }), ['row 1: value.type id']],
  ['a number for a code', 'a.parquet', parquetOf({ id: ['a'], subject: ['prospect'], home: [12] }), ['row 1: value.type home']],
  [
    'a moment for a day',
    'a.parquet',
    parquetOf({ id: ['a'], subject: ['prospect'], lastContactOn: [new Date(0)] }),
    ['row 1: value.type lastContactOn'],
  ],
  [
    'a text that is no day',
    'a.parquet',
    parquetOf({ id: ['a'], subject: ['prospect'], lastContactOn: ['1404/12/30'] }),
    ['row 1: date.notInCalendar lastContactOn'],
  ],
  [
    'a text that is no UTF-8',
    'a.parquet',
    parquetOf({ id: [Uint8Array.of(0xc3, 0x28), Uint8Array.of(0x61)], subject: ['prospect', 'prospect'] }),
    ['row 1: text.notUtf8'],
  ],
  ['a number for yes', 'a.parquet', parquetOf({ id: ['a'], subject: ['prospect'], doNotContact: [1] }), ['row 1: value.type doNotContact']],
];

describe.each([
  ['NDJSON', NDJSON],
  ['CSV', CSV],
  ['Parquet', PARQUET],
] as const)('a %s file', (_, cases) => {
  it.each(cases)('with %s', async (_fault, name, bytes, expected) => {
    expect(await told(name, bytes)).toEqual(expected);
  });
});

describe('a file that cannot be read', () => {
  it.each(['ndjson', 'csv', 'parquet'])('is told to be a directory, absent, or not permitted: %s', async (ending) => {
    const directory = join(root, `directory.${ending}`);
    await mkdir(directory);
    expect(await toldOf(directory)).toEqual(['notAFile']);
    expect(await toldOf(join(root, `absent.${ending}`))).toEqual(['notFound']);
    expect(await toldOf(join(root, `bad-members.${ending}`, 'inside'))).toEqual(['notFound']);
  });
});
