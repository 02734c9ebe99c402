/// <reference types="node" />
import { readFileSync, writeFileSync } from 'node:fs';

/** The first year of the strict range: before it months did not follow the 31/30 pattern, so civil arithmetic has no meaning. */
const FIRST_JALALI_YEAR = 1304;

/** The first year for which the rules of public holidays were checked against published calendars. */
const FIRST_HOLIDAY_YEAR = 1390;

/** Renders every module of `src/data` from the files of `data`; pure in the texts it reads, so that a test can compare. */
export function renderDataModules(readData: (fileName: string) => string): { path: string; text: string }[] {
  const nowruz = rowsOf(readData('nowruz-official-1206-1498.csv'));
  const months = rowsOf(readData('hijri-months-iran.csv'));
  return [
    { path: 'src/data/nowruz.ts', text: renderNowruz(nowruz) },
    { path: 'src/data/tehran-transitions.ts', text: renderTransitions(rowsOf(readData('tehran-transitions.csv'))) },
    { path: 'src/data/iran-lunar-months.ts', text: renderLunarMonths(months) },
    { path: 'src/data/iran-public-holidays.ts', text: renderHolidays(rowsOf(readData('iran-public-holiday-rules.csv')), nowruz, months) },
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

/** One letter for each standing that a month of the data can have. */
const MONTH_LETTERS: Readonly<Record<string, string>> = {
  observed: 'o',
  announced: 'a',
  'predicted-firm': 'f',
  'predicted-likely': 'l',
  'predicted-uncertain': 'u',
};

function renderLunarMonths(rows: Row[]): string {
  const months = rows.map((row) => {
    const letter = MONTH_LETTERS[row('status')];
    if (letter === undefined) throw new Error(`no letter for ${row('status')}`);
    return { year: Number(row('year')), month: Number(row('month')), firstDay: dayNumber(row('first_day')), letter };
  });
  for (const [index, { year, month, firstDay }] of months.entries()) {
    const next = months[index + 1];
    const follows = next === undefined || next.year * 12 + next.month === year * 12 + month + 1;
    if (!follows || (next !== undefined && ![29, 30].includes(next.firstDay - firstDay)))
      throw new Error(`${year}/${month} does not join the next`);
  }
  const [first, closing] = [months[0], months.at(-1)];
  if (first?.month !== 1 || closing?.month !== 1) throw new Error('the table does not hold whole years');
  const years = Array.from({ length: closing.year - first.year }, (_, index) => months.slice(index * 12, index * 12 + 12));
  const lines = years.map(
    (year) =>
      `  ['${year.map(({ letter }) => letter).join('')}', ${year.map(({ firstDay }) => firstDay).join(', ')}], // ${String(year[0]?.year)}`,
  );
  return `${HEADER}
/** The lunar year of the first row of {@link IRAN_LUNAR_YEAR_ROWS}. */
export const FIRST_LUNAR_YEAR = ${first.year};

/**
 * By lunar year the standing of its twelve months, then their first days since 1970-01-01. The letters mean observed, announced,
 * and predicted: firm, likely, uncertain.
 */
export const IRAN_LUNAR_YEAR_ROWS: readonly (readonly [letters: string, ...firstDays: number[]])[] = [
${lines.join('\n')}
];

/** The day after the last month. */
export const LUNAR_MONTHS_END = ${closing.firstDay};
`;
}

function renderHolidays(rules: Row[], nowruz: Row[], months: Row[]): string {
  const end = dayNumber(months.at(-1)?.('first_day') ?? '');
  const lastYear = Math.max(
    ...nowruz.filter((row) => dayNumber(row('nowruz')) + Number(row('days')) <= end).map((row) => Number(row('jy'))),
  );
  const lines = rules.map((row) => {
    const day = row('day') === 'last' ? "'last'" : row('day');
    const since = row('since') === '' ? '' : `, since: ${row('since')}`;
    return `  { key: '${row('key')}', calendar: '${row('calendar')}', month: ${row('month')}, day: ${day}${since} },`;
  });
  return `${HEADER}
/** The Jalali years whose holidays follow from the rules and the months known or predicted, both included. */
export const IRAN_PUBLIC_HOLIDAY_YEARS = [${FIRST_HOLIDAY_YEAR}, ${lastYear}] as const;

/** Yearly holidays by their solar (Jalali) or lunar month and day; \`since\` is the Jalali year of the first. */
export const IRAN_PUBLIC_HOLIDAY_RULES = [
${lines.join('\n')}
] as const;
`;
}

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
