/// <reference types="node" />
import { readFileSync, writeFileSync } from 'node:fs';

/** The first year of the strict range: before it months did not follow the 31/30 pattern, so civil arithmetic has no meaning. */
const FIRST_JALALI_YEAR = 1304;

/** Renders every module of `src/data` from the files of `data`; pure in the texts it reads, so that a test can compare. */
export function renderDataModules(readData: (fileName: string) => string): { path: string; text: string }[] {
  return [
    { path: 'src/data/nowruz.ts', text: renderNowruz(rowsOf(readData('nowruz-official-1206-1498.csv'))) },
    { path: 'src/data/tehran-transitions.ts', text: renderTransitions(rowsOf(readData('tehran-transitions.csv'))) },
    { path: 'src/data/iran-public-holidays.ts', text: renderHolidays(rowsOf(readData('iran-public-holidays-1390-1411.csv'))) },
    { path: 'src/data/iran-special-closures.ts', text: renderClosures(rowsOf(readData('iran-special-closures.csv'))) },
  ];
}

const HEADER = '// Generated from packages/scheduler/data by generate.ts. Do not edit.\n';

type Row = (column: string) => string;

function renderNowruz(rows: Row[]): string {
  const years = rows.map((row) => ({
    year: Number(row('jy')),
    first: dayNumber(row('nowruz')),
    days: Number(row('days')),
    leap: row('leap'),
  }));
  for (const [index, { year, first, days, leap }] of years.entries()) {
    const next = years[index + 1];
    if (next !== undefined && (next.year !== year + 1 || next.first !== first + days))
      throw new Error(`year ${year} does not join the next`);
    if (days !== (leap === '1' ? 366 : 365)) throw new Error(`year ${year} has a wrong length`);
  }
  const strict = years.filter(({ year }) => year >= FIRST_JALALI_YEAR);
  const last = strict.at(-1);
  if (last === undefined) throw new Error('the table is empty');
  const firstDays = [...strict.map(({ first }) => first), last.first + last.days];
  return `${HEADER}
/** The first year of {@link NOWRUZ_DAYS}. */
export const FIRST_JALALI_YEAR = ${FIRST_JALALI_YEAR};

/** 1 Farvardin of ${FIRST_JALALI_YEAR} to ${last.year + 1} in days since 1970-01-01; the last one only closes ${last.year}. */
export const NOWRUZ_DAYS = Int32Array.of(
${wrapped(firstDays.map(String))}
);
`;
}

function renderTransitions(rows: Row[]): string {
  const [first] = rows;
  if (first === undefined) throw new Error('the table is empty');
  const lines = rows.map(
    (row) => `  [${Date.parse(row('utc')) / 1000}, ${offsetSeconds(after(row('offset')))}], // ${row('utc')} ${row('offset')}`,
  );
  return `${HEADER}
/** Seconds east of Greenwich before the first transition: local mean time. */
export const TEHRAN_FIRST_OFFSET_SECONDS = ${offsetSeconds(before(first('offset')))};

/** \`[seconds since 1970-01-01T00:00Z, seconds east of Greenwich from then on]\`, ascending. */
export const TEHRAN_TRANSITIONS: readonly (readonly [number, number])[] = [
${lines.join('\n')}
];
`;
}

function renderHolidays(rows: Row[]): string {
  const years = rows.map((row) => Number(row('jdate').slice(0, 4)));
  const lines = rows.map((row) => `  [${dayNumber(row('gdate'))}, '${row('key')}', '${statusOf(row('status'))}'], // ${row('jdate')}`);
  return `${HEADER}
/** The Jalali years that the table covers, both included. */
export const IRAN_PUBLIC_HOLIDAY_YEARS = [${Math.min(...years)}, ${Math.max(...years)}] as const;

/** \`[days since 1970-01-01, key, status]\`, ascending; a day may have two. */
export const IRAN_PUBLIC_HOLIDAY_ROWS = [
${lines.join('\n')}
] as const;
`;
}

/** A day that was seen to differ from the printed calendar stands in the table as it was seen, and was announced so. */
const statusOf = (status: string): string => (status === 'announced-observed-differs-from-published' ? 'announced' : status);

function renderClosures(rows: Row[]): string {
  const lines = rows.map((row) => `  [${dayNumber(row('gdate'))}, '${row('reason')}'], // ${row('jdate')}`);
  return `${HEADER}
/** \`[days since 1970-01-01, reason]\`, ascending. */
export const IRAN_SPECIAL_CLOSURE_ROWS = [
${lines.join('\n')}
] as const;
`;
}

function rowsOf(csv: string): Row[] {
  const [head, ...lines] = csv.trim().split('\n');
  const columns = (head ?? '').split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return (column) => {
      const cell = cells[columns.indexOf(column)];
      if (cell === undefined) throw new Error(`no column ${column}`);
      return cell;
    };
  });
}

const dayNumber = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / 86_400_000;
const before = (change: string): string => change.split('→')[0] ?? '';
const after = (change: string): string => change.split('→')[1] ?? '';

function offsetSeconds(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
}

function wrapped(items: string[]): string {
  const lines: string[] = [];
  for (let start = 0; start < items.length; start += 12) lines.push(`  ${items.slice(start, start + 12).join(', ')},`);
  return lines.join('\n');
}

if (import.meta.main) {
  const packageUrl = new URL('.', import.meta.url);
  for (const { path, text } of renderDataModules((fileName) => readFileSync(new URL(`data/${fileName}`, packageUrl), 'utf8'))) {
    writeFileSync(new URL(path, packageUrl), text);
  }
}
